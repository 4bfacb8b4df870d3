import { beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '../../../../src/base/problem.ts';
import type { Dataset } from '../../../../src/dataset/dataset.ts';
import type { Starter } from '../../../../src/dataset/starter.ts';
import type { Event } from '../../../../src/protocol/messages.ts';
import { archive, droppedFile } from '../../../fixtures/archives.ts';
import {
  device,
  eventually,
  isAnswerTo,
  LIST,
  QUESTIONS,
  dataset as ratedOnly,
  type Visit,
  type Visits,
} from '../../../fixtures/visits.ts';

const { movies, genres } = ratedOnly;
const statistics = {
  count: Int32Array.from(movies, (_, i) => 20_000 - 10 * i),
  mean: Float32Array.from(movies, () => 3.8),
};
/** The whole data set, with statistics. */
const whole: Dataset = { ...ratedOnly, statistics };
const facts = {
  runtime: 99,
  languages: ['en'],
  countries: ['US'],
  directors: ['Somebody'],
  cast: [],
  wikipedia: null,
};
/** Every second movie of it. */
const first = movies.filter((_, i) => i % 2 === 0);

function starter(): Starter {
  const none = { item: new Int32Array(0), value: new Float32Array(0), time: new Uint32Array(0) };
  return {
    genres: genres.map((name) => ({ name, movies: 1000 })),
    dataset: {
      ...whole,
      id: 'small-starter',
      movies: first,
      ratings: { ...none, users: 0, items: first.length, rowStart: new Int32Array(1) },
      report: { ...whole.report, movies: first.length, ratings: 0, users: 0 },
      statistics: {
        count: statistics.count.filter((_, i) => i % 2 === 0),
        mean: statistics.mean.filter((_, i) => i % 2 === 0),
      },
    },
  };
}

/** A fetch of the rest that the test lets arrive or fail; each try is a new one. */
function rest() {
  const tries: { resolve(dataset: Dataset): void; reject(thrown: unknown): void }[] = [];
  return {
    tries,
    fetchDataset: (emit: (event: Event) => void) => {
      emit({ type: 'loading', step: 'download', done: 400_000, total: 1_400_000 });
      return new Promise<Dataset>((resolve, reject) => tries.push({ resolve, reject }));
    },
    fetchStarter: async () => starter(),
  };
}

let here: Visits;
beforeEach(() => {
  here = device();
});

const opened = (visit: Visit, times: number) =>
  eventually(() => {
    expect(visit.all('opened').length).toBe(times);
    return visit.last('opened');
  });
const answersTo = (visit: Visit, query: Parameters<Visit['answers']>[0], more: number) =>
  eventually(() => expect(visit.answers(query).length).toBeGreaterThanOrEqual(more));

describe('a first visit with a starter', () => {
  it('opens with it, and recommends and asks by genres and by what the world has watched', async () => {
    const visit = here.visit(rest());
    const { dataset } = await opened(visit, 1);
    expect(dataset).toMatchObject({ isStarter: true, name: 'small', genres: [{ movies: 1000 }, {}, {}] });
    visit.handle({ type: 'pickGenres', genres: ['Horror'] });
    await eventually(() => {
      const { cards, by } = visit.answer(LIST);
      expect(by).toBe('hybrid');
      expect(cards[0].movie.genres).toEqual(['Horror']);
      // More recent movies are watched more in a year than their counts say.
      const others = cards.map(({ movie }) => movie).filter((movie) => !movie.genres.includes('Horror'));
      expect(others[0].year).toBeGreaterThan(others.at(-1)?.year ?? 0);
      expect(cards[0].reason).toEqual({ kind: 'genres', genres: ['Horror'], picked: true });
    });
    expect(visit.answer(QUESTIONS).length).toBeGreaterThan(5);
    expect(visit.last('shelfArriving')).toMatchObject({ stage: 'shelf', done: 400_000, total: 1_400_000 });
  });

  it('trains nothing, stores no data set, and answers nothing that is about all movies', async () => {
    const visit = here.visit(rest());
    visit.watch({ type: 'overview' });
    visit.watch({ type: 'map' });
    visit.watch({ type: 'movie', movieId: 101 });
    visit.watch({ type: 'movie', movieId: 100 });
    await answersTo(visit, { type: 'movie', movieId: 100 }, 1);
    await answersTo(visit, LIST, 1);
    expect(visit.answers({ type: 'overview' })).toEqual([]);
    expect(visit.answers({ type: 'map' })).toEqual([]);
    expect(visit.answers({ type: 'movie', movieId: 101 })).toEqual([]);
    expect(visit.all('trainingPreparing')).toEqual([]);
    expect([...here.stored.keys()].filter((key) => key !== 'person')).toEqual([]);
  });

  it('goes on with the whole data set: nothing is lost, left or shown anew', async () => {
    const coming = rest();
    const visit = here.visit(coming);
    await opened(visit, 1);
    visit.handle({ type: 'pickGenres', genres: ['Horror', 'Drama', 'Comedy'] });
    visit.handle({ type: 'rate', movieId: 104, stars: 4.5 });
    visit.handle({ type: 'skip', movieId: 106, skipped: true });
    visit.handle({ type: 'mark', movieId: 108, mark: 'watchlist' });
    await eventually(() => expect(visit.answered(LIST).at(-1)?.revision).toBe(4));
    const shown = visit.recommended();

    coming.tries[0].resolve(whole);
    const { person, dataset } = await opened(visit, 2);
    expect(dataset).not.toHaveProperty('isStarter');
    expect(dataset.id).toBe('small-1');
    expect(person.genres).toEqual(['Horror', 'Drama', 'Comedy']);
    expect(person.ratings).toMatchObject([{ movie: { id: 104 }, stars: 4.5 }]);
    expect(person.marks).toMatchObject([{ movie: { id: 108 }, mark: 'watchlist' }]);
    expect(visit.all('datasetLeft')).toEqual([]);
    expect(visit.all('forgotten')).toEqual([]);
    // No step of loading after the first opening: the page would show its skeletons again.
    const from = visit.events.findIndex(({ type }) => type === 'opened');
    expect(visit.events.slice(from).filter(({ type }) => type === 'loading')).toEqual([]);

    const next = await eventually(() => {
      const later = visit.messages.slice(visit.messages.indexOf(visit.last('opened')));
      const found = later.find((message) => isAnswerTo(message, LIST));
      if (found === undefined || !isAnswerTo(found, LIST)) throw new Error('not yet');
      return found;
    });
    // Counted on, or the page would take the answer for an older one.
    expect(next.revision).toBe(4);
    // What the person reads stays where it is, until what is fitted orders it anew.
    expect(next.answer.cards.slice(0, shown.length).map(({ movie }) => movie.id)).toEqual(shown);
    expect(visit.answer(QUESTIONS).map(({ movie }) => movie.id)).not.toContain(106);
  });
});

describe('once all movies are here, or before', () => {
  it('then trains, stores, and the next visit needs neither starter nor network', async () => {
    const coming = rest();
    const visit = here.visit(coming);
    await opened(visit, 1);
    visit.handle({ type: 'rate', movieId: 104, stars: 4.5 });
    await eventually(() => expect(coming.tries.length).toBe(1));
    coming.tries[0].resolve(whole);
    await visit.untilTrained('bayes');
    expect(visit.all('shelfComplete').length).toBe(1);
    await visit.settled();
    const never = () => Promise.reject(new Error('no network'));
    const again = here.visit({ fetchDataset: never, fetchStarter: never });
    const { dataset, person } = await opened(again, 1);
    expect(dataset.id).toBe('small-1');
    expect(person.ratings).toMatchObject([{ movie: { id: 104 }, stars: 4.5 }]);
    expect(again.all('failed')).toEqual([]);
  });

  it('killed before the rest has come, begins again with what the person did', async () => {
    const killed = here.visit(rest());
    await opened(killed, 1);
    killed.handle({ type: 'pickGenres', genres: ['Drama'] });
    killed.handle({ type: 'rate', movieId: 104, stars: 2 });
    await eventually(() => expect(killed.all('personChanged').length).toBe(2));
    // A rating of a movie that the starter lacks, from a visit before the stored data set was lost.
    const person = here.stored.get('person') as { ratings: Map<number, unknown> };
    person.ratings.set(105, { stars: 3, at: 1 });

    const coming = rest();
    const next = here.visit(coming);
    const { dataset, person: opening } = await opened(next, 1);
    expect(dataset.isStarter).toBe(true);
    expect(opening).toMatchObject({ genres: ['Drama'], ratings: [{ movie: { id: 104 }, stars: 2 }] });
    // Not said to be absent: it is on its way.
    expect(opening.absent.ratings).toEqual([]);
    await eventually(() => expect(coming.tries.length).toBe(1));
    coming.tries[0].resolve(whole);
    expect((await opened(next, 2)).person.ratings).toMatchObject([
      { movie: { id: 104 }, stars: 2 },
      { movie: { id: 105 }, stars: 3 },
    ]);
  });

  it('carries out what needs all movies once they are here, in its order', async () => {
    const coming = rest();
    const visit = here.visit(coming);
    await opened(visit, 1);
    const zip = archive();
    visit.handle({ type: 'previewDataset', files: [droppedFile('other.zip', zip)] });
    visit.handle({ type: 'rate', movieId: 104, stars: 1 });
    await eventually(() => expect(visit.all('personChanged').length).toBe(1));
    expect(visit.all('datasetReading')).toEqual([]);
    coming.tries[0].resolve(whole);
    await eventually(() => expect(visit.all('datasetPreviewed').length).toBe(1));
  });
});

describe('what does not arrive', () => {
  const offline = () => new Problem('network', 'not there', 'try again');

  it('is told while the first movies work on, and is fetched again when asked', async () => {
    const coming = rest();
    const visit = here.visit(coming);
    await opened(visit, 1);
    await eventually(() => expect(coming.tries.length).toBe(1));
    coming.tries[0].reject(offline());
    expect(await visit.until('shelfDelayed')).toMatchObject({ stage: 'shelf', problem: { code: 'network' } });
    visit.handle({ type: 'rate', movieId: 104, stars: 5 });
    await eventually(() => expect(visit.answered(LIST).at(-1)?.revision).toBe(1));

    visit.handle({ type: 'fetchRest' });
    visit.handle({ type: 'fetchRest' });
    await eventually(() => expect(coming.tries.length).toBe(2));
    coming.tries[1].resolve(whole);
    expect((await opened(visit, 2)).person.ratings).toMatchObject([{ movie: { id: 104 }, stars: 5 }]);
    expect(coming.tries.length).toBe(2);
  });

  it('of what is known of the movies is fetched again as well, and only what is missing', async () => {
    const details = { ids: [104], facts: [facts] };
    const descriptions = { ids: [106], facts: [{ text: 'About it.', source: 'wikipedia', page: 'It' }] };
    const asked: string[] = [];
    let isOffline = true;
    const visit = here.visit({
      facts: {
        world: async () => null,
        details: async () => {
          asked.push('details');
          return details;
        },
        descriptions: async () => {
          asked.push('descriptions');
          if (isOffline) throw offline();
          return descriptions;
        },
      },
    });
    expect(await visit.until('shelfDelayed')).toMatchObject({ stage: 'descriptions' });
    expect(visit.all('shelfComplete')).toEqual([]);
    visit.handle({ type: 'rate', movieId: 104, stars: 5 });
    isOffline = false;
    visit.handle({ type: 'fetchRest' });
    await eventually(() => expect(visit.all('shelfComplete').length).toBe(1));
    // Details are stored by now.
    expect(asked).toEqual(['details', 'descriptions', 'descriptions']);
    expect(visit.all('opened').length).toBe(1);
  });

  it('is a failure to open where it is the starter itself', async () => {
    const visit = here.visit({ ...rest(), fetchStarter: () => Promise.reject(offline()) });
    expect((await visit.until('failed')).problem.code).toBe('network');
    expect(visit.all('opened')).toEqual([]);
  });

  it('is of no use to a session that has ended meanwhile', async () => {
    const coming = rest();
    const visit = here.visit(coming);
    await opened(visit, 1);
    visit.handle({ type: 'forgetEverything' });
    await visit.until('forgotten');
    coming.tries[0].resolve(whole);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(visit.all('opened').length).toBe(1);
    expect(here.stored.has('dataset')).toBe(false);
  });

  it('is used all the same where it cannot be stored', async () => {
    const coming = rest();
    const full = new Problem('storage-full', 'no room', 'free some');
    const { memoryAppStorage } = await import('../../../fixtures/worker-fakes.ts');
    const visit = here.visit({
      ...coming,
      openAppStorage: async () => ({
        ...memoryAppStorage(here.stored),
        saveDataset: () => Promise.reject(full),
      }),
    });
    await opened(visit, 1);
    coming.tries[0].resolve(whole);
    expect((await opened(visit, 2)).dataset.id).toBe('small-1');
    expect(visit.last('failed').problem.code).toBe('storage-full');
  });
});
