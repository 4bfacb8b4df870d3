import { describe, expect, test } from 'vitest';
import { plainProduct } from '../../../../src/base/matrix-vector.ts';
import { finish } from '../../../../src/base/steps.ts';
import { noFacts } from '../../../../src/dataset/movie-facts.ts';
import { type ShownCarousel, TOP_PICKS } from '../../../../src/protocol/carousel-messages.ts';
import { queryKey } from '../../../../src/protocol/queries.ts';
import { createCarousels } from '../../../../src/worker/recommendations/build-carousels.ts';
import { createPersonalScores } from '../../../../src/worker/recommendations/personal-scores.ts';
import { hybrid } from '../../../../src/worker/recommendations/recommender-pool.ts';
import { createCatalogue } from '../../../../src/worker/session/catalogue.ts';
import { dataset, device, LIST, type Visit } from '../../../fixtures/visits.ts';
import { memoryAppStorage } from '../../../fixtures/worker-fakes.ts';

const CAROUSELS = { type: 'carousels' } as const;
const idsOf = ({ cards }: ShownCarousel) => cards.map(({ movie }) => movie.id);

/** A visit with carousels whose movies are ranked by all components. */
async function withCarousels(): Promise<Visit> {
  const visit = device().visit();
  await visit.untilTrained('bayes');
  visit.handle({ type: 'pickGenres', genres: ['Comedy', 'Horror'] });
  visit.watch(CAROUSELS);
  await visit.settled();
  expect(shown(visit).length).toBeGreaterThan(1);
  return visit;
}

/** The carousels as they are; fails in an experiment, which has none. */
function shown(visit: Visit): readonly ShownCarousel[] {
  const answer = visit.answer(CAROUSELS);
  if (answer === null) throw new Error('an experiment has no carousels');
  return answer;
}

/** The carousels after a change, which must have been answered anew. */
async function shownAfter(visit: Visit, change: () => void): Promise<readonly ShownCarousel[]> {
  const before = visit.answers(CAROUSELS).length;
  change();
  await visit.settled();
  expect(visit.answers(CAROUSELS).length).toBeGreaterThan(before);
  return shown(visit);
}

describe('carousels of For you', () => {
  test('each movie is on the page once: in the top picks or in one carousel', async () => {
    const visit = await withCarousels();
    const carousels = shown(visit);
    const all = [...visit.recommended().slice(0, TOP_PICKS), ...carousels.flatMap(idsOf)];
    expect(new Set(all).size).toBe(all.length);
    for (const { subject, cards } of carousels) {
      if (subject.kind !== 'genre') continue;
      for (const { movie } of cards) expect(movie.genres).toContain(subject.genre);
    }
  });

  test('a movie that the person just rated high is the seed of one, answered after the list', async () => {
    const visit = await withCarousels();
    visit.handle({ type: 'rate', movieId: 101, stars: 2 });
    const [first] = await shownAfter(visit, () => visit.handle({ type: 'rate', movieId: 100, stars: 5 }));
    expect(first.subject).toMatchObject({ kind: 'seed', movie: { id: 100 } });
    expect(first.cards.length).toBeGreaterThan(3);
    const keys = visit.messages.flatMap((message) => (message.type === 'answered' ? [message.key] : []));
    expect(keys.lastIndexOf(queryKey(CAROUSELS))).toBeGreaterThan(keys.lastIndexOf(queryKey(LIST)));
  });

  test('a movie that is put aside leaves its carousel, and the filters hold for carousels, too', async () => {
    const visit = await withCarousels();
    const [gone] = shown(visit).flatMap(idsOf);
    const carousels = await shownAfter(visit, () =>
      visit.handle({ type: 'mark', movieId: gone, mark: 'notInterested' }),
    );
    expect(carousels.flatMap(idsOf)).not.toContain(gone);
    const { listSettings } = visit.last('opened').person;
    expect(carousels.length).toBeGreaterThan(0);
    const filtered = await shownAfter(visit, () =>
      visit.handle({ type: 'setListSettings', listSettings: { ...listSettings, genres: ['Drama'] } }),
    );
    for (const { cards } of filtered) for (const { movie } of cards) expect(movie.genres).toContain('Drama');
  });

  test('a longer list moves no movie of a carousel, nor do carousels that are watched again', async () => {
    const visit = await withCarousels();
    const before = shown(visit).map(idsOf);
    const longer = await visit.ask({ ...LIST, count: 40 });
    expect(longer.cards.length).toBeGreaterThan(24);
    visit.unwatch(LIST);
    visit.unwatch(CAROUSELS);
    const after = await shownAfter(visit, () => visit.watch(CAROUSELS));
    expect(after.map(idsOf)).toEqual(before);
  });

  test('a model that is trained in the background moves no movie of a carousel', async () => {
    const visit = device().visit({}, { autoTrain: false, watched: [LIST, CAROUSELS] });
    visit.handle({ type: 'pickGenres', genres: ['Comedy', 'Horror'] });
    // None of them is rated high enough for a carousel of its own: the rest follow the scores.
    for (const movieId of [100, 104, 109]) visit.handle({ type: 'rate', movieId, stars: 3 });
    await visit.settled();
    visit.handle({ type: 'autoTrain', on: true });
    await visit.untilTrained('bayes');
    await visit.settled();
    const predicted = visit
      .answers(CAROUSELS)
      .map((carousels) => carousels ?? [])
      .filter((carousels) => carousels.length > 0 && carousels[0].cards[0].predicted !== null);
    const [before, after] = [predicted[0], predicted[predicted.length - 1]];
    expect(after.flatMap(({ cards }) => cards[0].predicted)).not.toEqual(
      before.flatMap(({ cards }) => cards[0].predicted),
    );
    expect(after.map(idsOf)).toEqual(before.map(idsOf));
  });

  test('there are none while nobody watches, nor in an experiment', async () => {
    const visit = await withCarousels();
    visit.handle({ type: 'startExperiment', a: 'hybrid', b: 'popularity' });
    await visit.settled();
    expect(visit.answer(LIST).experiment).not.toBeNull();
    expect(visit.answer(CAROUSELS)).toBeNull();
    visit.unwatch(CAROUSELS);
    const count = visit.answers(CAROUSELS).length;
    visit.handle({ type: 'stopExperiment' });
    await visit.settled();
    expect(visit.answers(CAROUSELS).length).toBe(count);
    visit.watch(CAROUSELS);
    await visit.settled();
    expect(visit.answers(CAROUSELS).length).toBe(count + 1);
    expect(shown(visit).length).toBeGreaterThan(1);
  });
});

test('something different is drawn from the posterior, and stays until the list is ordered anew', async () => {
  const visit = device().visit({}, { autoTrain: false, watched: [LIST, CAROUSELS] });
  const different = () => shown(visit).find(({ subject }) => subject.kind === 'different');
  visit.handle({ type: 'pickGenres', genres: ['Comedy'] });
  await visit.settled();
  expect(different()?.subject).toEqual({ kind: 'different', from: ['Comedy'], isDrawn: false });
  const inOrder = different()?.cards.map(({ movie }) => movie.id);
  visit.handle({ type: 'autoTrain', on: true });
  await visit.untilTrained('bayes');
  await visit.settled();
  // The page is being read: the row stays as it was, and says so.
  expect(different()?.subject).toMatchObject({ isDrawn: false });
  expect(different()?.cards.map(({ movie }) => movie.id)).toEqual(inOrder);
  visit.handle({ type: 'rate', movieId: 100, stars: 3 });
  await visit.settled();
  expect(different()?.subject).toMatchObject({ kind: 'different', isDrawn: true });
  const drawn = different()?.cards.map(({ movie }) => movie.id) ?? [];
  expect(drawn.length).toBeGreaterThan(3);
  for (const { movie } of different()?.cards ?? []) expect(movie.genres).not.toContain('Comedy');
  visit.unwatch(CAROUSELS);
  await shownAfter(visit, () => visit.watch(CAROUSELS));
  expect(different()?.cards.map(({ movie }) => movie.id)).toEqual(drawn);
});

test('rows that are due to be filled anew while they are filled do not stay', async () => {
  const catalogue = createCatalogue(dataset, plainProduct);
  const person = await memoryAppStorage().loadPerson();
  const scoresOf = (genres: readonly string[]) =>
    createPersonalScores(catalogue, {
      stored: { ...person, genres },
      stars: null,
      backgroundRecommenders: new Map(),
      content: catalogue.content,
      ranker: hybrid,
      facts: () => noFacts,
    });
  const genresOf = (carousels: readonly ShownCarousel[]) =>
    carousels.flatMap(({ subject }) => (subject.kind === 'genre' ? [subject.genre] : []));
  const carousels = createCarousels(catalogue, 1);
  const begun = carousels.read(scoresOf(['Comedy']), []);
  begun.next();
  carousels.refill();
  expect(genresOf(finish(begun))).toEqual(['Comedy']);
  expect(genresOf(finish(carousels.read(scoresOf(['Horror']), [])))).toEqual(['Horror']);
  // Without a refill they stay, whatever changes.
  expect(genresOf(finish(carousels.read(scoresOf(['Comedy']), [])))).toEqual(['Horror']);
});
