import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/base/random.ts';
import type { Threads } from '../../../src/base/threads.ts';
import { fuzzyGraph } from '../../../src/projection/fuzzy-graph.ts';
import { toDirections } from '../../../src/projection/item-vectors.ts';
import { nearestNeighbours } from '../../../src/projection/nearest-neighbours.ts';
import { pca } from '../../../src/projection/pca.ts';
import { defaultMap, projectItems } from '../../../src/projection/project-items.ts';
import { trustworthiness } from '../../../src/projection/trustworthiness.ts';
import { bitsOf } from '../../fixtures/bits-of.ts';
import { grouped, ready } from '../../fixtures/point-groups.ts';
import { createNodeThreads } from '../../tools/node-threads.ts';

const options = { ...defaultMap, directions: 12 };

describe('the projection', () => {
  it('preserves neighbours far better than the two strongest components do', async () => {
    const rows = grouped(24, 40, 12, 7);
    const { points, trust } = await projectItems(rows, 12, options);
    const flat = await pca(rows, 12, 2, createRandom(1), ready);
    const directions = await pca(rows, 12, 12, createRandom(1), ready);
    toDirections(directions, 12);
    const ours = await trustworthiness(directions, 12, points, 10, 960, ready);
    const baseline = await trustworthiness(directions, 12, flat, 10, 960, ready);
    expect(ours).toBeGreaterThan(0.97);
    expect(1 - ours).toBeLessThan((1 - baseline) / 2);
    expect(trust).toBeCloseTo(ours, 1);
  });

  it('puts the members of a group next to each other', async () => {
    const [groups, each] = [8, 40];
    const { points } = await projectItems(grouped(groups, each, 12, 3), 12, options);
    let own = 0;
    for (let i = 0; i < groups * each; i++) {
      const distance = (j: number) =>
        (points[2 * i] - points[2 * j]) ** 2 + (points[2 * i + 1] - points[2 * j + 1]) ** 2;
      const nearest = [...Array(groups * each).keys()]
        .filter((j) => j !== i)
        .reduce((best, j) => (distance(j) < distance(best) ? j : best));
      if (Math.floor(nearest / each) === Math.floor(i / each)) own++;
    }
    expect(own / (groups * each)).toBeGreaterThan(0.95);
  });

  it('depends on the rows and the seed only and fills -1..1', async () => {
    const rows = grouped(5, 60, 6, 2);
    const [a, b, c] = [
      await projectItems(rows, 6, { ...options, epochs: 50 }),
      await projectItems(rows, 6, { ...options, epochs: 50 }),
      await projectItems(rows, 6, { ...options, epochs: 50, seed: 2 }),
    ];
    expect(a.points).toEqual(b.points);
    expect(a.points).not.toEqual(c.points);
    for (const { points } of [a, c]) {
      const reach = points.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      expect(reach).toBeCloseTo(1, 5);
    }
  });

  it.each([
    ['no rows', 0, 4],
    ['one row', 1, 4],
    ['two rows', 2, 4],
    ['three rows of one number', 3, 1],
    ['a hundred equal rows', 100, 4],
  ])('of %s has finite coordinates', async (_, n, width) => {
    const rows = new Float32Array(n * width).fill(0.5);
    const { points, trust } = await projectItems(rows, width, options);
    expect(points.length).toBe(2 * n);
    expect(points.every(Number.isFinite)).toBe(true);
    // With the ten nearest neighbours trustworthiness needs 22 rows; with n - 1 neighbours there are never enough.
    expect(trust === null).toBe(n < 22);
  });

  it('reports its progress and rejects once it is aborted', async () => {
    const steps: [string, number][] = [];
    await projectItems(grouped(4, 50, 6, 2), 6, options, {
      onProgress: (step, done) => steps.push([step, done]),
    });
    expect(steps[0]).toEqual(['neighbours', 0]);
    expect(steps.at(-1)).toEqual(['layout', 1]);
    expect(steps.every(([, done]) => done >= 0 && done <= 1)).toBe(true);
    const controller = new AbortController();
    let afterwards = 0;
    const onProgress = (step: string) => {
      if (controller.signal.aborted) afterwards++;
      if (step === 'layout') controller.abort('enough');
    };
    const { signal } = controller;
    await expect(projectItems(grouped(4, 50, 6, 2), 6, options, { signal, onProgress })).rejects.toBe(
      'enough',
    );
    expect(afterwards).toBe(0);
  });
});

describe('trustworthiness', () => {
  it('is 1 for the data itself and about a half for random points', async () => {
    const random = createRandom(4);
    const rows = Float32Array.from({ length: 400 }, () => random.normal());
    expect(await trustworthiness(rows, 2, rows, 10, 200, ready)).toBe(1);
    const chance = Float32Array.from({ length: 400 }, () => random.normal());
    expect(await trustworthiness(rows, 2, chance, 10, 200, ready)).toBeGreaterThan(0.4);
    expect(await trustworthiness(rows, 2, chance, 10, 200, ready)).toBeLessThan(0.6);
  });

  it('equals the published formula, computed by hand for six points on a line', async () => {
    // The data is 0..5. In the picture the first point is at the other end, next to 5 and 4.
    const rows = Float32Array.from([0, 1, 2, 3, 4, 5].flatMap((x) => [x, 0]));
    const points = Float32Array.from([6, 1, 2, 3, 4, 5].flatMap((x) => [x, 0]));
    // The picture's nearest neighbour of the first point is 5, which has rank 5 in the data: 4 more than k. Point 5 has two
    // equally near neighbours; the first point is taken, which has rank 5, too. 1 - 2 / (n k (2 n - 3 k - 1)) * 8
    const only = await trustworthiness(rows, 2, points, 1, 6, ready);
    expect(only).toBeCloseTo(1 - (2 * 8) / 48, 9);
  });

  it('rejects too few rows', async () => {
    await expect(trustworthiness(new Float32Array(20), 2, new Float32Array(20), 5, 5, ready)).rejects.toThrow(
      RangeError,
    );
  });
});

it('principal components are the same bit for bit with one thread and with three', async () => {
  const rows = grouped(40, 100, 80, 5);
  const one = await pca(rows, 80, 12, createRandom(1), ready);
  const pool = createNodeThreads(3);
  const three = await pca(rows, 80, 12, createRandom(1), ready, pool);
  expect(pool.running()).toBe(3);
  pool.close();
  expect(bitsOf(three)).toBe(bitsOf(one));
});

it('the picture is the same bit for bit with one thread and with three', async () => {
  // More rows than are compared pair by pair.
  const rows = grouped(40, 70, 40, 7);
  const few = { ...options, epochs: 3 };
  const one = await projectItems(rows, 40, few);
  const pool = createNodeThreads(3);
  const tasks = new Set<string>();
  const threads: Threads = {
    ...pool,
    run(task, args, edges, pause) {
      if (edges.length > 2) tasks.add(task.name);
      return pool.run(task, args, edges, pause);
    },
  };
  const three = await projectItems(rows, 40, few, { threads });
  pool.close();
  expect(bitsOf(three.points)).toBe(bitsOf(one.points));
  expect(three.trust).toBe(one.trust);
  expect([...tasks].sort()).toEqual(['map-leaves', 'map-memberships', 'map-penalties']);
}, 90_000);

describe('the fuzzy graph', () => {
  it('has one edge per pair of neighbours, weight 1 for the nearest, and weights within 0..1', async () => {
    const rows = grouped(3, 20, 4, 6);
    const nearest = await nearestNeighbours(rows, 4, 5, createRandom(1), ready);
    const { head, tail, weight } = await fuzzyGraph(nearest, ready);
    const pairs = new Set([...head].map((i, e) => `${Math.min(i, tail[e])}-${Math.max(i, tail[e])}`));
    expect(pairs.size).toBe(head.length);
    expect(weight.every((w) => w > 0 && w <= 1)).toBe(true);
    for (let i = 0; i < 60; i++) {
      const j = nearest.index[i * 5];
      expect(pairs.has(`${Math.min(i, j)}-${Math.max(i, j)}`)).toBe(true);
      const e = [...head].findIndex((h, n) => (h === i && tail[n] === j) || (h === j && tail[n] === i));
      expect(weight[e]).toBeCloseTo(1, 6);
    }
  });
});

describe('principal components', () => {
  it('are ordered by spread and preserve distances if all of them are used', async () => {
    const random = createRandom(8);
    const rows = Float32Array.from({ length: 300 * 3 }, (_, at) => random.normal() * [0.1, 5, 1][at % 3] + 7);
    const scores = await pca(rows, 3, 3, createRandom(1), ready);
    const spread = [0, 1, 2].map((c) => {
      const own = [...scores].filter((_, at) => at % 3 === c);
      return Math.sqrt(own.reduce((sum, value) => sum + value * value, 0) / 300);
    });
    expect(spread[0]).toBeCloseTo(5, 0);
    expect(spread[1]).toBeCloseTo(1, 0);
    expect(spread[2]).toBeCloseTo(0.1, 1);
    const between = (of: Float32Array) => Math.hypot(of[0] - of[3], of[1] - of[4], of[2] - of[5]);
    expect(between(scores)).toBeCloseTo(between(rows), 3);
  });
});
