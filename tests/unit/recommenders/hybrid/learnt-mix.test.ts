import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/base/random.ts';
import { type Choice, fitBlend, lossOf } from '../../../../src/recommenders/hybrid/blend.ts';
import type { ComponentSet } from '../../../../src/recommenders/hybrid/components.ts';
import { decompose } from '../../../../src/recommenders/hybrid/decompose-score.ts';
import {
  evidenceAt,
  fitCurve,
  isotonic,
  KNOTS,
  placeOfScore,
} from '../../../../src/recommenders/hybrid/evidence-curve.ts';
import {
  decodeMix,
  ESTABLISHED,
  encodeMix,
  type LearntMix,
  MixLearner,
  mixedScores,
  sharesIn,
} from '../../../../src/recommenders/hybrid/learnt-mix.ts';
import type { Person, Recommender } from '../../../../src/recommenders/recommender.ts';

describe('isotonic regression', () => {
  it('has the least squared distance of all non-decreasing values on a grid', () => {
    const random = createRandom(4);
    const grid = [0, 0.25, 0.5, 0.75, 1];
    for (let trial = 0; trial < 20; trial++) {
      const values = Array.from({ length: 5 }, () => grid[random.integer(5)]);
      const weights = Array.from({ length: 5 }, () => 1 + random.integer(3));
      const distance = (of: readonly number[]) =>
        of.reduce((sum, value, n) => sum + weights[n] * (value - values[n]) ** 2, 0);
      const found = isotonic(values, weights);
      expect(found.every((value, n) => n === 0 || value >= found[n - 1])).toBe(true);
      const search = (before: number[]): number =>
        before.length === 5
          ? distance(before)
          : Math.min(...grid.filter((g) => g >= (before.at(-1) ?? 0)).map((g) => search([...before, g])));
      expect(distance(found)).toBeLessThanOrEqual(search([]) + 1e-12);
    }
  });

  it('equals values by hand, with weights, and carries places without weight', () => {
    expect(isotonic([1, 3, 2, 4], [1, 1, 1, 1])).toEqual([1, 2.5, 2.5, 4]);
    expect(isotonic([3, 0], [1, 3])).toEqual([0.75, 0.75]);
    expect(isotonic([9, 1, 9, 2], [0, 1, 0, 1])).toEqual([1, 1, 1, 2]);
    expect(isotonic([5, 5], [0, 0])).toEqual([0, 0]);
  });
});

describe('a curve of evidence', () => {
  it('finds the log-odds that the counts were made of, and never falls', () => {
    const shown = new Float64Array(KNOTS).fill(1e6);
    const odds = Array.from(shown, (_, k) => -6 + (5 * k) / KNOTS);
    const liked = shown.map((n, k) => n / (1 + Math.exp(-odds[k])));
    const curve = fitCurve(shown, liked);
    for (let k = 12; k < KNOTS; k++) expect(curve.odds[k]).toBeCloseTo(odds[k], 2);
    expect(curve.odds.every((value, k) => k === 0 || value >= curve.odds[k - 1])).toBe(true);
    const middle = Math.sinh((Math.asinh(300) - Math.asinh(-4)) / 2 + Math.asinh(-4));
    expect(placeOfScore(middle)).toBeCloseTo((KNOTS - 1) / 2, 9);
    expect(evidenceAt(curve, middle)).toBeCloseTo((curve.odds[39] + curve.odds[40]) / 2, 9);
  });

  it('stays finite without any movie, without a liked one, and where all are liked', () => {
    const none = new Float64Array(KNOTS);
    const some = none.slice().fill(5);
    for (const [shown, liked] of [
      [none, none],
      [some, none],
      [some, some],
    ])
      expect(fitCurve(shown, liked).odds.every(Number.isFinite)).toBe(true);
    const curve = fitCurve(some, none);
    for (const z of [Number.NEGATIVE_INFINITY, -99, 0, 1e9])
      expect(Number.isFinite(evidenceAt(curve, z))).toBe(true);
  });
});

/** Choices among 30 movies by people who follow these weights. */
function choicesBy(truth: readonly number[], people: number, seed: number): Choice[] {
  const random = createRandom(seed);
  return Array.from({ length: people }, () => {
    const features = Float32Array.from({ length: 30 * truth.length }, () => random.normal());
    const odds = Array.from({ length: 30 }, (_, n) =>
      Math.exp(truth.reduce((sum, w, c) => sum + w * features[n * truth.length + c], 0)),
    );
    let left = random.uniform() * odds.reduce((sum, one) => sum + one, 0);
    const chosen = odds.findIndex((one) => {
      left -= one;
      return left <= 0;
    });
    return { features, liked: Uint8Array.from(odds, (_, n) => Number(n === chosen)) };
  });
}

describe('the blend', () => {
  it('finds the weights that people choose by', () => {
    const truth = [1.2, -0.4, 0];
    const found = fitBlend(choicesBy(truth, 4000, 2), [0, 0, 0], 1);
    found.forEach((weight, c) => {
      expect(Math.abs(weight - truth[c])).toBeLessThan(0.1);
    });
  });

  it('is at the minimum: every small step away costs', () => {
    const choices = choicesBy([0.5, 0.5], 40, 3);
    const [prior, ridge] = [[0.3, 0.1], 5];
    const found = fitBlend(choices, prior, ridge);
    const least = lossOf(choices, found, prior, ridge);
    for (const c of [0, 1])
      for (const step of [-0.01, 0.01])
        expect(
          lossOf(
            choices,
            found.map((w, d) => w + (c === d ? step : 0)),
            prior,
            ridge,
          ),
        ).toBeGreaterThan(least);
  });

  it('stays with the prior where nobody is asked, or it counts for very many', () => {
    expect([...fitBlend([], [0.3, 0.1], 1)]).toEqual([0.3, 0.1]);
    const [a, b] = fitBlend(choicesBy([2, 2], 20, 1), [0.3, 0.1], 1e7);
    expect([a, b]).toEqual([expect.closeTo(0.3, 4), expect.closeTo(0.1, 4)]);
  });
});

const ITEMS = 60;
const random = createRandom(9);
/** `[ITEMS, ITEMS]`: what one rated movie says of every other. */
const speaks = Float32Array.from({ length: ITEMS * ITEMS }, () => random.normal());

/** A component that is an exact sum over ratings, with a constant of its own. */
const linear = (sign: number): Recommender => ({
  score: ({ ratings }) =>
    Float32Array.from({ length: ITEMS }, (_, i) =>
      ratings.item.reduce((sum, j) => sum + sign * speaks[j * ITEMS + i], i / 10),
    ),
  contributions: ({ ratings }, of) => ({
    base: of === 'mean' ? (ITEMS - 1) / 20 : of / 10,
    parts: Float32Array.from(ratings.item, (j) => {
      const own = speaks.subarray(j * ITEMS, (j + 1) * ITEMS);
      return sign * (of === 'mean' ? own.reduce((sum, s) => sum + s, 0) / ITEMS : own[of]);
    }),
  }),
});
const noise: Recommender = {
  score: () => {
    const own = createRandom(5);
    return Float32Array.from({ length: ITEMS }, () => own.normal());
  },
};
const set: ComponentSet = {
  ease: linear(1),
  content: noise,
  popularity: { score: () => new Float32Array(ITEMS) },
};

const personOf = (seed: number, count = ESTABLISHED + 5): Person => {
  const item = createRandom(seed)
    .shuffle(Int32Array.from({ length: ITEMS }, (_, i) => i))
    .slice(0, count);
  return { ratings: { item, value: new Float32Array(count).fill(4) }, genres: [] };
};

/** Learnt from people who like what EASE puts first. */
const learnt: LearntMix = (() => {
  const learner = new MixLearner(set);
  for (let seed = 1; seed <= 60; seed++) {
    const person = personOf(seed);
    const known = new Set(person.ratings.item);
    const scores = linear(1).score(person);
    const best = [...scores.keys()].filter((i) => !known.has(i)).sort((a, b) => scores[b] - scores[a]);
    learner.add(person, new Set(best.slice(0, 6)));
  }
  const mix = learner.learn();
  if (mix === null) throw new Error('people liked something');
  return mix;
})();

describe('a learnt mix', () => {
  it('trusts the component that was right, and ranks as that one does', () => {
    const person = personOf(77);
    const { ease, content } = sharesIn(learnt);
    expect(ease).toBeGreaterThan(0.8);
    expect(ease).toBeGreaterThan(content);
    const scores = mixedScores(learnt, set, person);
    const own = linear(1).score(person);
    const best = own.indexOf(Math.max(...own));
    const rank = [...(scores?.total ?? [])].filter((score) => score > (scores?.total[best] ?? 0)).length;
    expect(rank).toBeLessThan(4);
  });

  it('is an exact sum: of components, and of ratings with the rest', () => {
    const person = personOf(78);
    const scores = mixedScores(learnt, set, person);
    if (scores === null) throw new Error('this person is established');
    for (const item of [0, 7, 33]) {
      const { total, components, ratings } = decompose(set, scores, person, item);
      expect(components.reduce((sum, { part }) => sum + part, 0)).toBeCloseTo(total, 5);
      const rests = components.reduce((sum, { rest }) => sum + rest, 0);
      expect(ratings.reduce((sum, moved) => sum + moved, rests)).toBeCloseTo(total, 5);
    }
    // Some of it does come from the ratings.
    expect(decompose(set, scores, person, 33).ratings.some((moved) => Math.abs(moved) > 1e-3)).toBe(true);
    const { total } = scores;
    expect(total.reduce((sum, score) => sum + score, 0) / ITEMS).toBeCloseTo(0, 5);
    expect(total.reduce((sum, score) => sum + score * score, 0) / ITEMS).toBeCloseTo(1, 4);
  });

  it('leaves newcomers, and whoever lacks a component, to the weights of the app', () => {
    expect(mixedScores(learnt, set, personOf(3, ESTABLISHED - 1))).toBeNull();
    const { ease: _, ...without } = set;
    expect(mixedScores(learnt, without, personOf(3))).toBeNull();
  });

  it('is stored and read again as it was; another shape is not read', () => {
    const { meta, arrays } = encodeMix(learnt);
    const stored = (change: object) => ({
      meta: { ...structuredClone(meta), ...change },
      array: <T>(name: string) => structuredClone(arrays[name]) as T,
    });
    expect(decodeMix(stored({}))).toEqual(learnt);
    expect(decodeMix(stored({ knots: 3 }))).toBeNull();
    expect(decodeMix(stored({ of: ['ease', 'unknown'] }))).toBeNull();
  });

  it('is stored as well where the weights of the app do as well, so that nobody learns it at every visit', () => {
    const { meta } = encodeMix('fixed');
    const array = () => {
      throw new Error('must not be read');
    };
    expect(decodeMix({ meta, array })).toBe('fixed');
  });

  it('is not learnt where nobody likes a candidate', () => {
    expect(new MixLearner(set).learn()).toBeNull();
  });
});
