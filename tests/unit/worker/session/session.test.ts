import { beforeEach, describe, expect, it } from 'vitest';
import { onStandStill } from '../../../../src/base/scheduling.ts';
import { defaultBayes, defaultTraining } from '../../../../src/protocol/training-defaults.ts';
import { device, LIST, QUESTIONS, type Visits } from '../../../fixtures/visits.ts';
import { memoryAppStorage } from '../../../fixtures/worker-fakes.ts';

let here: Visits;
beforeEach(() => {
  here = device();
});

describe('first visit', () => {
  it('recommends at once, before anything is trained, then trains by itself and keeps the model', async () => {
    const visit = here.visit();
    await visit.settled();
    expect(visit.last('opened')).toMatchObject({
      person: { onboarded: false },
      runs: [],
      modelRunId: null,
    });
    const first = visit.answers(LIST)[0];
    expect(first.cards.length).toBe(24);
    expect(first.cards[0].predicted).toBeNull();
    expect(visit.answered(LIST).every(({ took }) => took === null)).toBe(true);
    await visit.untilTrained('als');
    expect(visit.answer(LIST).cards[0].predicted).toBeGreaterThan(0);
    expect(here.stored.has('model')).toBe(true);
    expect(here.stored.has('ease')).toBe(true);
  });

  it('follows picked genres', async () => {
    const visit = here.visit();
    await visit.settled();
    const meanRank = () => {
      const ranks = visit
        .answer(LIST)
        .cards.flatMap((c, rank) => (c.movie.genres[0] === 'Horror' ? [rank] : []));
      return ranks.reduce((sum, rank) => sum + rank, 0) / ranks.length;
    };
    const before = meanRank();
    visit.handle({ type: 'pickGenres', genres: ['Horror'] });
    await visit.settled();
    expect(visit.last('personChanged').person.genres).toEqual(['Horror']);
    expect(meanRank()).toBeLessThan(before);
  });
});

describe('rating', () => {
  it('changes the list at once, never shows rated movies, and is undone by null', async () => {
    const visit = here.visit();
    await visit.untilTrained('bayes');
    // The models that came in the background have moved nothing; from here on the order is theirs.
    visit.handle({ type: 'finishOnboarding' });
    await visit.settled();
    const before = visit.recommended();
    visit.handle({ type: 'rate', movieId: before[0], stars: 5 });
    await visit.settled();
    expect(visit.recommended()).not.toContain(before[0]);
    expect(visit.answered(LIST).at(-1)).toMatchObject({ revision: 2, took: expect.any(Number) });
    expect(visit.last('personChanged').person.ratings[0]).toMatchObject({
      stars: 5,
      movie: { id: before[0] },
    });
    const reasons = visit.answer(LIST).cards.map((card) => card.reason);
    for (const reason of reasons) {
      if (reason.kind === 'rated') expect(reason.because.map((b) => b.movie.id)).toEqual([before[0]]);
    }
    visit.handle({ type: 'rate', movieId: before[0], stars: null });
    await visit.settled();
    expect(visit.recommended()).toEqual(before);
  });

  it('makes training stand still until the list is answered and painted, as nothing else does', async () => {
    const visit = here.visit();
    await visit.untilTrained('bayes');
    await visit.settled();
    const heard: { ms: number; answers: number }[] = [];
    const ended = onStandStill((ms) => heard.push({ ms, answers: visit.answered(LIST).length }));
    const before = visit.answered(LIST).length;
    // What was held up by earlier changes of this visit.
    heard.length = 0;
    visit.handle({ type: 'autoTrain', on: false });
    await visit.settled();
    expect(heard).toEqual([]);
    visit.handle({ type: 'rate', movieId: visit.recommended()[0], stars: 5 });
    // At once, before anything is computed.
    expect(heard).toEqual([{ ms: expect.any(Number), answers: before }]);
    expect(heard[0].ms).toBeGreaterThan(100);
    await visit.settled();
    // And again from the answer on.
    expect(heard[1].answers).toBe(before + 1);
    ended();
  });

  it.each([
    [100, 0.3],
    [100, 5.5],
    [100, Number.NaN],
    [99999, 4],
  ])('refuses movie %d with %d stars and changes nothing', async (movieId, stars) => {
    const visit = here.visit();
    visit.handle({ type: 'rate', movieId, stars });
    await visit.settled();
    expect(visit.last('failed').problem.code).toBe('data-invalid');
    await expect(memoryAppStorage(here.stored).loadPerson()).resolves.toMatchObject({ ratings: new Map() });
  });

  it('that cannot be stored is said and taken back', async () => {
    const visit = here.visit({
      openAppStorage: async () => ({
        ...memoryAppStorage(here.stored),
        setRating: () => Promise.reject(new Error('disk full')),
      }),
    });
    await visit.untilTrained('bayes');
    visit.handle({ type: 'finishOnboarding' });
    await visit.settled();
    const before = visit.recommended();
    visit.handle({ type: 'rate', movieId: before[0], stars: 5 });
    await visit.settled();
    expect(visit.last('failed').problem.message).toContain('disk full');
    expect(visit.last('personChanged').person.ratings).toEqual([]);
    expect(visit.recommended()).toEqual(before);
  });

  it('asks about other movies once one is skipped', async () => {
    const visit = here.visit();
    await visit.settled();
    const first = visit.answer(QUESTIONS)[0].movie.id;
    visit.handle({ type: 'skip', movieId: first, skipped: true });
    await visit.settled();
    expect(visit.answer(QUESTIONS).map((card) => card.movie.id)).not.toContain(first);
  });
});

describe('next visit', () => {
  it('finds everything without fetching or training', async () => {
    const first = here.visit();
    await first.untilTrained('bayes');
    first.handle({ type: 'rate', movieId: 103, stars: 4.5 });
    first.handle({ type: 'finishOnboarding' });
    await first.settled();
    const second = here.visit({ loadTraining: () => Promise.reject(new Error('must not be loaded')) });
    await second.settled();
    expect(here.fetched()).toBe(1);
    const opened = second.last('opened');
    expect(opened.person).toMatchObject({ onboarded: true, ratings: [{ stars: 4.5 }] });
    expect(opened.runs.map(({ run, points }) => [run.settings.algorithm, points.length])).toEqual([
      ['als', defaultTraining.epochs],
      ['bayes', defaultBayes.epochs],
    ]);
    expect(opened.modelRunId).toBe(opened.runs[1].run.id);
    expect(second.recommended()).toEqual(first.recommended());
    expect(second.all('trainingPreparing')).toEqual([]);
  });

  it('says what is damaged and fetches the data set anew', async () => {
    const visit = here.visit({
      openAppStorage: async () => ({
        ...memoryAppStorage(here.stored),
        loadDataset: () => Promise.reject(new Error('flipped bit')),
      }),
    });
    await visit.settled();
    expect(visit.last('failed').problem.message).toContain('flipped bit');
    expect(here.fetched()).toBe(1);
    expect(visit.last('opened').dataset.id).toBe('small-1');
  });

  it('starts as new after everything was forgotten, and nothing is stored in between', async () => {
    const visit = here.visit();
    visit.handle({ type: 'rate', movieId: 103, stars: 4.5 });
    visit.handle({ type: 'forgetEverything' });
    visit.handle({ type: 'rate', movieId: 104, stars: 1 });
    await visit.settled();
    expect(visit.last('forgotten')).toBeDefined();
    expect(here.stored.size).toBe(0);
    const next = here.visit();
    await next.settled();
    expect(next.last('opened').person).toMatchObject({
      ratings: [],
      genres: [],
      marks: [],
      onboarded: false,
    });
    expect(next.last('opened').runs).toEqual([]);
    expect(here.fetched()).toBe(2);
  });
});
