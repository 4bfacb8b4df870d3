import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Query, queryKey } from '../../../../src/protocol/queries.ts';
import type * as Scoring from '../../../../src/worker/recommendations/score-movies.ts';
import {
  ACTIVE_RECOMMENDER,
  device,
  EXPERIMENTS,
  eventually,
  LIST,
  QUESTIONS,
  type Visit,
  WATCHLIST,
} from '../../../fixtures/visits.ts';

/** Orders in which the whole catalogue was put by some recommender. */
const ranking = vi.hoisted(() => ({ count: 0 }));

vi.mock('../../../../src/worker/recommendations/score-movies.ts', async (original) => {
  const real = await original<typeof Scoring>();
  const rankedBy: typeof real.rankedBy = (...given) => {
    ranking.count++;
    return real.rankedBy(...given);
  };
  return { ...real, rankedBy };
});

beforeEach(() => {
  ranking.count = 0;
});

const COMPARISON = { type: 'comparison', a: 'content', b: 'popularity' } as const;
const CAROUSELS = { type: 'carousels' } as const;
const PROFILE = { type: 'profile' } as const;
const WEIGHTS = { type: 'weights' } as const;
const MOVIE = { type: 'movie', movieId: 105 } as const;
const SEARCH = { type: 'search', text: 'film 5' } as const;

/** A visit in which all is trained and fitted, with one rating. */
async function open(watched: readonly Query[]): Promise<Visit> {
  const visit = device().visit({}, { watched });
  await visit.untilTrained('bayes');
  visit.handle({ type: 'rate', movieId: 100, stars: 5 });
  await visit.settled();
  return visit;
}

/** What a rating makes the worker compute: keys of the answers in their order, and orders of the catalogue. */
async function afterRating(
  visit: Visit,
): Promise<{ readonly answered: readonly string[]; readonly rankings: number }> {
  const sent = visit.messages.length;
  ranking.count = 0;
  visit.handle({ type: 'rate', movieId: 103, stars: 4 });
  await visit.settled();
  const answered = visit.messages
    .slice(sent)
    .flatMap((message) => (message.type === 'answered' ? [message.key] : []));
  return { answered, rankings: ranking.count };
}

describe('after a rating', () => {
  it('nothing is computed when nothing is watched: the rating is only confirmed', async () => {
    const visit = await open([]);
    const sent = visit.messages.length;
    expect(await afterRating(visit)).toEqual({ answered: [], rankings: 0 });
    expect(visit.messages.slice(sent).map(({ type }) => type)).toEqual(['personChanged']);
  });

  it.each<readonly [string, Query]>([
    ['the questions', QUESTIONS],
    ['the watchlist', WATCHLIST],
    ['the profile', PROFILE],
    ['the weights', WEIGHTS],
    ['a search', SEARCH],
    ['the experiments, none of which is running', EXPERIMENTS],
    ['the recommender in use', ACTIVE_RECOMMENDER],
  ])('only %s is answered when only that is watched, and no list is scored', async (_, query) => {
    const visit = await open([query]);
    expect(await afterRating(visit)).toEqual({ answered: [queryKey(query)], rankings: 0 });
  });

  it('the page of a movie is answered when it is watched, with one scoring for its reason', async () => {
    const visit = await open([MOVIE]);
    expect(await afterRating(visit)).toEqual({ answered: [queryKey(MOVIE)], rankings: 1 });
  });

  it('all of For you is answered from one scoring, the list first', async () => {
    const visit = await open([CAROUSELS, WATCHLIST, LIST]);
    expect(await afterRating(visit)).toEqual({
      answered: [LIST, WATCHLIST, CAROUSELS].map(queryKey),
      rankings: 1,
    });
  });

  it('the list is not computed any more when it is left', async () => {
    const visit = await open([LIST, QUESTIONS]);
    visit.unwatch(LIST);
    expect(await afterRating(visit)).toEqual({ answered: [queryKey(QUESTIONS)], rankings: 0 });
    expect((await visit.ask(LIST)).cards.map(({ movie }) => movie.id)).not.toContain(103);
  });

  it('the answer says which change it is of, and how long it took', async () => {
    const visit = await open([LIST]);
    const [before] = visit.answered(LIST).slice(-1);
    await afterRating(visit);
    const [after] = visit.answered(LIST).slice(-1);
    expect([before.revision, after.revision]).toEqual([1, 2]);
    expect(after.took).toBeGreaterThan(0);
    visit.handle({ type: 'rankBy', recommender: 'popularity' });
    await visit.settled();
    expect(visit.answered(LIST).at(-1)).toMatchObject({ revision: 2, took: null });
  });

  it('many ratings in a row are not answered one by one', async () => {
    const visit = await open([LIST]);
    const before = visit.answers(LIST).length;
    for (let movieId = 110; movieId < 130; movieId++) visit.handle({ type: 'rate', movieId, stars: 3 });
    await visit.settled();
    expect(visit.answers(LIST).length - before).toBeLessThan(5);
    expect(visit.answered(LIST).at(-1)?.revision).toBe(21);
    expect(visit.recommended().filter((id) => id >= 110 && id < 130)).toEqual([]);
  });
});

describe('while models are trained and recommenders are fitted', () => {
  it('no list is scored when none is watched', async () => {
    const visit = device().visit({}, { watched: [QUESTIONS, WATCHLIST, PROFILE] });
    await visit.untilTrained('bayes');
    await visit.settled();
    expect(ranking.count).toBe(0);
    expect(visit.answers(PROFILE)).toEqual([null]);
  });

  it('a comparison is answered once when both recommenders are ready, whatever else is fitted', async () => {
    const visit = device().visit({}, { watched: [COMPARISON], autoTrain: false });
    await visit.settled();
    expect(visit.answer(COMPARISON).map(({ cards }) => cards?.length)).toEqual([20, 20]);
    expect(visit.answers(COMPARISON)).toHaveLength(1);
    expect(ranking.count).toBe(2);
  });

  it('a comparison is answered again when one of its recommenders is fitted, and scores the other once', async () => {
    const query = { type: 'comparison', a: 'ease', b: 'popularity' } as const;
    const visit = device().visit({}, { watched: [query], autoTrain: false });
    await visit.settled();
    expect(visit.answers(query)[0][0]).toMatchObject({ cards: null, fitting: { part: 'ease' } });
    await eventually(() =>
      expect(visit.answer(query)[0]).toMatchObject({ cards: expect.any(Array), fitting: null }),
    );
    expect(ranking.count).toBe(2);
  });

  it('a comparison is not answered with the progress of the recommender that is to order the list', async () => {
    const visit = device().visit({}, { watched: [COMPARISON, ACTIVE_RECOMMENDER] });
    await visit.untilTrained('bayes');
    await visit.settled();
    const before = [visit.answers(COMPARISON).length, visit.answers(ACTIVE_RECOMMENDER).length];
    ranking.count = 0;
    visit.handle({ type: 'rankBy', recommender: 'svd' });
    await eventually(() => expect(visit.answer(ACTIVE_RECOMMENDER).inUse).toBe('svd'));
    await visit.settled();
    expect(visit.answers(ACTIVE_RECOMMENDER).length).toBeGreaterThan(before[1] + 2);
    expect(visit.answers(COMPARISON).length).toBe(before[0]);
    expect(ranking.count).toBe(0);
  });

  it('a comparison is answered again when the person rates', async () => {
    const visit = await open([COMPARISON]);
    expect(await afterRating(visit)).toEqual({ answered: [queryKey(COMPARISON)], rankings: 2 });
  });

  it('nothing is answered when nothing is watched', async () => {
    const visit = device().visit({}, { watched: [] });
    await visit.untilTrained('bayes');
    await visit.settled();
    expect(ranking.count).toBe(0);
    expect(visit.messages.filter(({ type }) => type === 'answered')).toEqual([]);
  });
});
