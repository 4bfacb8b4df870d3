import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ThreadPool } from '../../../../src/base/thread-pool.ts';
import { oneThread, type Threads } from '../../../../src/base/threads.ts';
import { fitEase } from '../../../../src/recommenders/models/ease.ts';
import { fitMovieEase } from '../../../../src/recommenders/models/ease-of-movies.ts';
import { defaultIals, fitIals } from '../../../../src/recommenders/models/implicit-als.ts';
import { bitsOf } from '../../../fixtures/bits-of.ts';
import { randomRatings } from '../../../fixtures/small-data.ts';
import { createNodeThreads } from '../../../tools/node-threads.ts';

// Large enough for several pieces.
const ratings = randomRatings(900, 300, 0.3, 1);
const more = randomRatings(400, 500, 0.3, 2);
const options = { ...defaultIals, sweeps: 2 };

let pools: readonly ThreadPool[] = [];
beforeAll(() => {
  pools = [createNodeThreads(2), createNodeThreads(3)];
});
afterAll(() => {
  for (const pool of pools) pool.close();
});

/** Counts the pieces of each task. */
function counting(threads: Threads): { readonly threads: Threads; readonly pieces: Record<string, number> } {
  const pieces: Record<string, number> = {};
  return {
    pieces,
    threads: {
      ...threads,
      run(task, args, edges, pause) {
        pieces[task.name] = Math.max(pieces[task.name] ?? 0, edges.length - 1);
        return threads.run(task, args, edges, pause);
      },
    },
  };
}

test('implicit ALS is the same bit for bit with one, two and three threads', async () => {
  const expected = await fitIals(ratings, options);
  for (const pool of pools) {
    const { threads, pieces } = counting(pool);
    expect(await fitIals(ratings, options, { threads })).toEqual(expected);
    expect(pieces['ials-rows']).toBeGreaterThan(4);
    expect(threads.running()).toBe(pool.most);
  }
});

test.each([
  ['of all movies', (threads: Threads) => fitEase(ratings, { lambda: 50, maxUsers: 450 }, { threads })],
  [
    'of the most rated movies',
    (threads: Threads) => fitMovieEase(more, { lambda: 50, maxItems: 450, maxRatings: 1e6 }, { threads }),
  ],
])('EASE %s is the same bit for bit with one, two and three threads', async (_, fitWith) => {
  const expected = await fitWith(oneThread);
  expect(expected.inverse.buffer).toBeInstanceOf(ArrayBuffer);
  for (const pool of pools) {
    const { threads, pieces } = counting(pool);
    const found = await fitWith(threads);
    expect(bitsOf(found.inverse)).toBe(bitsOf(expected.inverse));
    expect({ ...found, inverse: null }).toEqual({ ...expected, inverse: null });
    // IndexedDB stores no shared memory.
    expect(found.inverse.buffer).toBeInstanceOf(ArrayBuffer);
    for (const task of ['ease-gram', 'cholesky-rows', 'inverse-columns', 'inverse-rows'])
      expect(pieces[task]).toBeGreaterThan(1);
    expect(pool.running()).toBe(pool.most);
  }
});

test('a fit that is given up leaves the threads free', async () => {
  const [, pool] = pools;
  const controller = new AbortController();
  const fit = fitIals(
    ratings,
    { ...options, sweeps: 500 },
    {
      threads: pool,
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('enough')),
    },
  );
  await expect(fit).rejects.toThrow('enough');
  const model = await fitIals(ratings, options, { threads: pool });
  expect(model).toEqual(await fitIals(ratings, options, { threads: oneThread }));
});
