import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/base/random.ts';
import { answeringUser, explore, policies } from '../../../src/evaluation/exploring.ts';
import type { StarPrediction, StarPredictor } from '../../../src/recommenders/models/rating-predictor.ts';
import type { Person } from '../../../src/recommenders/recommender.ts';

/**
 * Predicts the given stars for movies that were not rated, and what the person gave for those that were. Movie 3 is the one
 * of which least is known.
 */
const EXPECTED = [4.5, 4, 3, 2, 1];
const SPREAD = [0.1, 0.1, 0.1, 4, 0.1];
function predictor(): { readonly it: StarPredictor; readonly asked: Person[] } {
  const asked: Person[] = [];
  const predict = (person: Person, items = Int32Array.of(0, 1, 2, 3, 4)): StarPrediction => {
    asked.push(person);
    const given = new Map([...person.ratings.item].map((item, n) => [item, person.ratings.value[n]]));
    return {
      stars: Float32Array.from(items, (i) => given.get(i) ?? EXPECTED[i]),
      spread: (n) => SPREAD[items[n]],
      noise: 1,
      deviation: () => 1,
      sample: (random) => Float32Array.from(items, (i) => EXPECTED[i] + SPREAD[i] * random.normal()),
      beliefs: () => [],
    };
  };
  const it: StarPredictor = {
    predict,
    score: (person) => predict(person).stars,
    contributions: () => ({ base: 0, parts: new Float32Array() }),
    similar: () => new Float32Array(),
    similarityRows: () => ({ rows: 0, width: 1, read: () => {} }),
  };
  return { it, asked };
}
const user = {
  available: { item: Int32Array.of(4, 3, 2, 1, 0), value: Float32Array.of(1, 5, 3, 3.5, 4) },
  apart: { item: Int32Array.of(3, 4), value: Float32Array.of(5, 1) },
};
/** The movies in the order in which a policy recommended them. */
function order(policy: (typeof policies)[number], steps = 5, seed = 1): number[] {
  const { it, asked } = predictor();
  explore(it, user, policy, steps, seed);
  return [...(asked.at(-1)?.ratings.item ?? [])];
}

describe('exploring', () => {
  test('greedy recommends the best expected first, LinUCB what may be best', () => {
    expect(order('greedy')).toEqual([0, 1, 2, 3, 4]);
    // 2 + 4 is more than 4.5 + 0.1.
    expect(order('linUcb')).toEqual([3, 0, 1, 2, 4]);
  });

  test('Thompson sampling takes the unknown movie first as often as it is best', () => {
    const trials = 2000;
    let first = 0;
    for (let seed = 1; seed <= trials; seed++) if (order('thompson', 1, seed)[0] === 3) first++;
    // 2 + 4 z is above the best of two narrow ones (about 4.5) with probability P(z > 0.625) = 0.266.
    expect(first / trials).toBeGreaterThan(0.22);
    expect(first / trials).toBeLessThan(0.31);
  });

  test('epsilon-greedy leaves the best one in ten times, less the draws that hit it', () => {
    const trials = 3000;
    let away = 0;
    for (let seed = 1; seed <= trials; seed++) if (order('epsilonGreedy', 1, seed)[0] !== 0) away++;
    // 0.1 · 4/5
    expect(away / trials).toBeGreaterThan(0.06);
    expect(away / trials).toBeLessThan(0.1);
  });

  test('liked answers are counted, each movie is recommended once, and the error is of what was set apart', () => {
    for (const policy of policies) {
      const { reward, error } = explore(predictor().it, user, policy, 10, 3);
      expect(reward).toHaveLength(5);
      expect(reward[4]).toBe(2);
      for (const [n, sum] of reward.slice(1).entries()) expect([0, 1]).toContain(sum - reward[n]);
      expect(error).toHaveLength(6);
      // Before: 2 for 5 and 1 for 1. At the end everything was answered.
      expect(error[0]).toBeCloseTo(Math.sqrt(9 / 2), 6);
      expect(error[5]).toBe(0);
      expect([...order(policy)].sort()).toEqual([0, 1, 2, 3, 4]);
    }
    expect(explore(predictor().it, user, 'greedy', 3, 1).reward).toEqual([1, 1, 1]);
  });

  test('a third of the ratings is set apart, and none is in both parts', () => {
    const item = Int32Array.from({ length: 31 }, (_, n) => 100 + n);
    const value = Float32Array.from(item, (i) => (i - 99) / 10);
    const { available, apart } = answeringUser(item, value, createRandom(2));
    expect(available.item).toHaveLength(21);
    expect([...available.item, ...apart.item].sort()).toEqual([...item]);
    for (const part of [available, apart])
      for (const [n, i] of part.item.entries()) expect(part.value[n]).toBeCloseTo((i - 99) / 10, 6);
  });

  test('a model without a posterior is refused', () => {
    const { it } = predictor();
    const plain: StarPredictor = {
      ...it,
      predict: (...asked) => ({ ...it.predict(...asked), spread: null, sample: null }),
    };
    expect(() => explore(plain, user, 'thompson', 1, 1)).toThrow(/posterior/);
    expect(() => explore(plain, user, 'linUcb', 1, 1)).toThrow(/how sure/);
    expect(explore(plain, user, 'greedy', 1, 1).reward).toEqual([1]);
  });
});
