import { beforeEach, describe, expect, it } from 'vitest';
import type { Explanation, WhatIf } from '../../../../src/protocol/explanation-messages.ts';
import { defaultListSettings, type ListSettings } from '../../../../src/protocol/list-settings.ts';
import { type AnswerTo, type Query, queryKey } from '../../../../src/protocol/queries.ts';
import { components } from '../../../../src/recommenders/hybrid/components.ts';
import { genreHybridWeights } from '../../../../src/recommenders/hybrid/fitted-weights.ts';
import { weightsFor } from '../../../../src/recommenders/hybrid/weighted-hybrid.ts';
import { device, LIST, type Visit, type Visits } from '../../../fixtures/visits.ts';

let here: Visits;
beforeEach(() => {
  here = device();
});

const GIVEN = [
  [100, 5],
  [103, 4],
  [107, 1.5],
  [111, 3.5],
  [112, 4.5],
  [118, 2],
  [121, 5],
  [125, 0.5],
  [126, 4],
  [130, 3],
] as const;

/** A visit of a person with ratings, once all models are there and the order is theirs. */
async function rated(given: readonly (readonly [number, number])[], at: Visits = here): Promise<Visit> {
  const visit = at.visit();
  await visit.untilTrained('bayes');
  visit.handle({ type: 'pickGenres', genres: ['Horror'] });
  for (const [movieId, stars] of given) visit.handle({ type: 'rate', movieId, stars });
  await visit.settled();
  return visit;
}

/** One answer: the query is watched no longer than that. */
async function askOnce<Q extends Query>(visit: Visit, query: Q): Promise<AnswerTo<Q>> {
  const answer = await visit.ask(query);
  visit.unwatch(query);
  return answer;
}

const explained = (visit: Visit, movieId: number): Promise<Explanation> =>
  askOnce(visit, { type: 'explanation', movieId });

async function whatIf(visit: Visit, movieId: number | null, without: number): Promise<WhatIf> {
  const answer = await askOnce(visit, { type: 'whatIf', movieId, without });
  if (answer === null) throw new Error(`${without} is not rated`);
  return answer;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const sumOf = ({ named, others }: Explanation['ratings']) => sum(named.map(({ adds }) => adds)) + others.adds;
type Terms = Extract<Explanation['components'][number]['terms'], { kind: 'terms' }>;
const sumOfTerms = ({ terms, others }: Terms) =>
  sum(terms.map(({ profile, movie }) => profile * movie)) + others.adds;

describe('the explanation of a movie', () => {
  it('has the place, and parts that sum to the score: by component, by rating, and within each component', async () => {
    const visit = await rated(GIVEN);
    const shown = visit.answer(LIST).cards;
    for (const [n, card] of shown.entries()) {
      const why = await explained(visit, card.movie.id);
      expect(why.place).toBe(n + 1);
      expect(why.shownAt).toBe(n + 1);
      expect(why.listed).toBe(30);
      expect(why.card).toEqual(expect.objectContaining({ movie: card.movie, predicted: card.predicted }));
      expect(sum(why.components.map(({ part }) => part))).toBeCloseTo(why.score, 5);
      expect(sumOf(why.ratings) + sum(why.components.map(({ rest }) => rest))).toBeCloseTo(why.score, 5);
      expect(sum(why.components.map(({ share }) => share))).toBeCloseTo(1, 9);
      const weights = weightsFor(GIVEN.length, genreHybridWeights);
      expect(why.components.map(({ component }) => component)).toEqual(
        components.filter((component) => weights[component] > 0),
      );
      for (const { component, score, terms } of why.components) {
        if (terms.kind === 'ratings')
          expect(terms.base + sumOf(terms.ratings) + terms.cut).toBeCloseTo(score, 5);
        if (terms.kind === 'terms') expect(sumOfTerms(terms)).toBeCloseTo(score, 6);
        if (component === 'stars') expect(score).toBe(card.predicted);
      }
    }
    const scores = [];
    for (const { movie } of shown) scores.push((await explained(visit, movie.id)).score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it('names the eight strongest ratings of both signs, and sums up the others', async () => {
    const visit = await rated(GIVEN);
    const { ratings } = await explained(visit, visit.recommended()[0]);
    const adds = ratings.named.map((one) => one.adds);
    expect(adds).toEqual([...adds].sort((a, b) => b - a));
    expect(adds.length).toBe(8);
    expect(ratings.others.count).toBe(2);
    expect(Math.min(...adds)).toBeLessThan(0);
    expect(Math.abs(ratings.others.adds)).toBeLessThanOrEqual(2 * Math.min(...adds.map(Math.abs)) + 1e-9);
    const given = new Map<number, number>(GIVEN);
    for (const { movie, stars } of ratings.named) expect(given.get(movie.id)).toBe(stars);
  });

  it('gives a rated movie no place, and answers before anything is rated or trained', async () => {
    const visit = await rated(GIVEN);
    expect(await explained(visit, 100)).toMatchObject({ place: null, shownAt: null });
    const fresh = device().visit();
    await fresh.settled();
    const why = await explained(fresh, fresh.recommended()[0]);
    expect(why.ratings).toEqual({ named: [], others: { count: 0, adds: 0 } });
    expect(sum(why.components.map(({ rest }) => rest))).toBeCloseTo(why.score, 5);
  });

  it('includes the adjustments, and the place in the list as the settings order it', async () => {
    const visit = await rated(GIVEN);
    const listSettings = async (listSettings: Partial<ListSettings>) => {
      visit.handle({ type: 'setListSettings', listSettings: { ...defaultListSettings, ...listSettings } });
      await visit.settled();
      return visit.recommended();
    };
    const plain = await explained(visit, 105);
    expect([plain.adjustments, plain.chosen]).toEqual([0, false]);

    const adjusted = await listSettings({ niche: 0.5, adventure: -0.3 });
    const scores = [];
    for (const [n, id] of adjusted.entries()) {
      const why = await explained(visit, id);
      expect(why.place).toBe(n + 1);
      expect(sum(why.components.map(({ part }) => part)) + why.adjustments).toBeCloseTo(why.score, 5);
      scores.push(why.score);
    }
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect((await explained(visit, 105)).adjustments).not.toBe(0);

    const varied = await listSettings({ variety: 1, balance: 0.5 });
    expect(varied).not.toEqual(adjusted);
    for (const [n, id] of varied.entries())
      expect(await explained(visit, id)).toMatchObject({ place: n + 1, chosen: true, listed: 30 });

    const filtered = await listSettings({ genres: ['Horror'] });
    expect((await explained(visit, filtered[1])).place).toBe(2);
    expect((await explained(visit, filtered[1])).listed).toBe(filtered.length);
    const comedy = 106;
    expect((await explained(visit, comedy)).place).toBeNull();
    const without = (await whatIf(visit, comedy, 100)).withoutIt;
    expect(without.every(({ movie }) => movie.genres[0] === 'Horror')).toBe(true);
  });

  it('of a movie that is not there fails, which is reported once however often it is tried', async () => {
    const visit = here.visit();
    const query = { type: 'explanation', movieId: 99999 } as const;
    visit.watch(query);
    await visit.settled();
    visit.handle({ type: 'rate', movieId: 100, stars: 5 });
    await visit.settled();
    expect(visit.all('failed').map(({ problem }) => problem.code)).toEqual(['data-invalid']);
    expect(visit.answers(query)).toEqual([]);
  });
});

describe('what if I had not rated it', () => {
  it('is the list of a visit by someone who has not', async () => {
    const visit = await rated(GIVEN);
    const without = 100;
    const other = await rated(
      GIVEN.filter(([id]) => id !== without),
      device(),
    );
    const followed = visit.recommended()[3];
    const now = visit.recommended();
    const answer = await whatIf(visit, followed, without);
    expect(answer.withIt.map(({ movie }) => movie.id)).toEqual(now.slice(0, 10));
    expect(answer.withoutIt.map(({ movie }) => movie.id)).toEqual(other.recommended().slice(0, 10));
    expect(answer.withoutIt.map(({ movie }) => movie.id)).not.toEqual(now.slice(0, 10));
    expect(answer.without).toMatchObject({ movie: { id: without }, stars: 5 });
    const there = await explained(other, followed);
    expect(answer.followed).toEqual({
      movie: there.card.movie,
      withIt: { place: 4, stars: visit.answer(LIST).cards[3].predicted },
      withoutIt: { place: there.place, stars: there.card.predicted },
    });
    for (const { movie, place, otherPlace } of answer.withoutIt) {
      expect(otherPlace).toBe(movie.id === without ? null : (await explained(visit, movie.id)).place);
      expect((await explained(other, movie.id)).place).toBe(place);
    }
  });

  it('stores nothing and changes nothing', async () => {
    const visit = await rated(GIVEN);
    const before = structuredClone([...here.stored]);
    const sent = visit.messages.length;
    const list = visit.recommended();
    await whatIf(visit, list[0], 100);
    expect((await whatIf(visit, null, 103)).followed).toBeNull();
    const queries = [
      { type: 'whatIf', movieId: list[0], without: 100 },
      { type: 'whatIf', movieId: null, without: 103 },
    ] as const;
    const keys = visit.messages.slice(sent).map((message) => 'key' in message && message.key);
    expect(keys).toEqual(queries.map(queryKey));
    expect([...here.stored]).toEqual(before);
    visit.unwatch(LIST);
    await visit.ask(LIST);
    expect(visit.recommended()).toEqual(list);
    expect((await here.visit().until('opened')).person.ratings.length).toBe(GIVEN.length);
  });

  it.each([101, 99999])('has no answer for movie %d, which is not rated', async (without) => {
    const visit = await rated([[100, 5]]);
    expect(await visit.ask({ type: 'whatIf', movieId: 105, without })).toBeNull();
    expect(visit.all('failed')).toEqual([]);
  });

  it('has no answer any more once the rating is removed', async () => {
    const visit = await rated([[100, 5]]);
    const query = { type: 'whatIf', movieId: 105, without: 100 } as const;
    expect(await visit.ask(query)).toMatchObject({ without: { movie: { id: 100 }, stars: 5 } });
    visit.handle({ type: 'rate', movieId: 100, stars: null });
    await visit.settled();
    expect(visit.answer(query)).toBeNull();
  });

  it('follows no movie that is not there', async () => {
    const visit = await rated([[100, 5]]);
    const query = { type: 'whatIf', movieId: 99999, without: 100 } as const;
    visit.watch(query);
    await visit.settled();
    expect(visit.last('failed').problem.code).toBe('data-invalid');
    expect(visit.answers(query)).toEqual([]);
  });
});

it('the weights are those that were fitted, and those for the number of ratings of the person', async () => {
  const visit = here.visit();
  await visit.settled();
  visit.handle({ type: 'rate', movieId: 100, stars: 5 });
  visit.handle({ type: 'rate', movieId: 101, stars: 4 });
  const weights = await visit.ask({ type: 'weights' });
  expect(weights.ratings).toBe(2);
  for (const row of weights.fitted) expect(sum(Object.values(row.weights))).toBeCloseTo(1, 2);
  // Half-way between what was fitted for one rating and for three.
  const [one, three] = [1, 3].map(
    (count) => weights.fitted.find(({ ratings }) => ratings === count)?.weights,
  );
  for (const component of ['ials', 'viewing', 'ease', 'stars', 'content', 'popularity'] as const)
    expect(weights.own[component]).toBeCloseTo(
      ((one?.[component] ?? Number.NaN) + (three?.[component] ?? Number.NaN)) / 2,
      9,
    );
});
