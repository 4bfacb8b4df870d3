import { describe, expect, test } from 'vitest';
import type { Exploration } from '../../../src/evaluation/exploring.ts';
import {
  type Explorations,
  exploreWithAll,
  hideAnsweringUsers,
  leastRatings,
  summariseExploring,
} from '../../../src/evaluation/exploring-summary.ts';
import { starPredictor } from '../../../src/recommenders/models/rating-predictor.ts';
import { fitTfidf } from '../../../src/recommenders/models/tfidf.ts';
import { posteriorModel, smallDataset } from '../../fixtures/worker-fakes.ts';

const dataset = smallDataset();
const countOf = (u: number) => dataset.ratings.rowStart[u + 1] - dataset.ratings.rowStart[u];
const all = Array.from({ length: dataset.ratings.users }, (_, u) => countOf(u));

describe('users who answer', () => {
  test('are those with enough ratings, and training has none of theirs', () => {
    const least = leastRatings(6);
    expect(least).toBe(18);
    const able = all.filter((count) => count >= least).length;
    expect(able).toBeGreaterThan(5);
    const { train, users } = hideAnsweringUsers(dataset, 5, 6, 1);
    expect(users).toHaveLength(5);
    let hidden = 0;
    for (const { available, apart } of users) {
      const own = available.item.length + apart.item.length;
      expect(own).toBeGreaterThanOrEqual(least);
      // Twice as many are available as are recommended.
      expect(available.item.length).toBeGreaterThanOrEqual(12);
      hidden += own;
    }
    expect(train.ratings.users).toBe(25);
    expect(train.ratings.item.length + hidden).toBe(dataset.ratings.item.length);
  });

  test('are never more than half of all, and nobody where nobody has enough ratings', () => {
    expect(hideAnsweringUsers(dataset, 300, 1, 1).users).toHaveLength(15);
    expect(hideAnsweringUsers(dataset, 300, 50, 1).users).toEqual([]);
  });
});

describe('exploring with all users', () => {
  const { train, users } = hideAnsweringUsers(dataset, 4, 5, 1);
  const predictor = starPredictor(posteriorModel(train), train, fitTfidf(train.movies, train.genres));

  test('gives every policy every user, tells how far it is, and repeats itself', async () => {
    const reported: number[][] = [];
    const step = async (done: number, total: number) => void reported.push([done, total]);
    const found = await exploreWithAll(predictor, users, { steps: 5, seed: 3 }, step);
    expect(reported).toEqual(Array.from({ length: 20 }, (_, n) => [n + 1, 20]));
    for (const own of Object.values(found)) {
      expect(own.map(({ reward }) => reward.length)).toEqual([5, 5, 5, 5]);
      // Whatever is chosen, everybody begins alike.
      expect(own.map(({ error }) => error[0])).toEqual(found.greedy.map(({ error }) => error[0]));
    }
    expect(await exploreWithAll(predictor, users, { steps: 5, seed: 3 })).toEqual(found);
    const other = await exploreWithAll(predictor, users, { steps: 5, seed: 4 });
    expect(other.greedy).toEqual(found.greedy);
    expect(other.random).not.toEqual(found.random);
  });

  test('ends where a step rejects', async () => {
    let steps = 0;
    const stop = async () => {
      if (++steps === 3) throw new Error('enough');
    };
    await expect(exploreWithAll(predictor, users, { steps: 5, seed: 3 }, stop)).rejects.toThrow('enough');
    expect(steps).toBe(3);
  });
});

test('the summary is the mean over users, and the paired difference from greedy', () => {
  const one = (reward: number[], error: number[]): Exploration => ({ reward, error });
  const greedy = [one([1, 2], [1, 0.9, 0.8]), one([0, 1], [2, 1.9, 1.8])];
  const thompson = [one([0, 1], [1, 0.8, 0.6]), one([0, 0], [2, 1.7, 1.6])];
  const found: Explorations = { random: greedy, greedy, epsilonGreedy: greedy, linUcb: greedy, thompson };
  const { reward, error, againstGreedy } = summariseExploring(found, 'thompson', 1);
  expect(reward).toEqual([0, 0, 0.5]);
  expect(error[0]).toBeCloseTo(1.5, 12);
  expect(error[1]).toBeCloseTo(1.25, 12);
  expect(error[2]).toBeCloseTo(1.1, 12);
  expect(againstGreedy?.reward).toMatchObject({ mean: -1, low: -1, high: -1, standardError: 0 });
  expect(againstGreedy?.error.mean).toBeCloseTo(-0.2, 12);
  expect(summariseExploring(found, 'greedy', 1).againstGreedy).toBeNull();
});
