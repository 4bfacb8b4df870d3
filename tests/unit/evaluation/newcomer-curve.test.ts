import { expect, test } from 'vitest';
import { GIVEN, lasting, newcomerCurve } from '../../../src/evaluation/newcomer-curve.ts';
import type { Newcomer } from '../../../src/evaluation/newcomers.ts';
import type { Recommender } from '../../../src/recommenders/recommender.ts';

/** Has rated items 0, 1, 2 ... in this order and likes those from `liked` on. */
function newcomer(liked: number, rated = 30): Newcomer {
  const items = Array.from({ length: rated }, (_, i) => i);
  return {
    person: (given) => ({
      ratings: { item: Int32Array.from(items.slice(0, given)), value: new Float32Array(given).fill(4) },
      genres: [],
    }),
    relevant: (given) => new Set(items.slice(given).filter((i) => i >= liked)),
    known: (given) => new Set(items.slice(0, given)),
  };
}

/** Puts first the item that follows the last one rated. */
const next: Recommender = {
  score({ ratings }) {
    const scores = new Float32Array(40);
    scores[ratings.item.length] = 1;
    return scores;
  },
};

test('by hand: what is revealed is not recommended, what is left is to be found', async () => {
  const curve = await newcomerCurve(next, [newcomer(0), newcomer(5)], 1, async () => {});
  // Of the second the first five were not liked: at 0, 1 and 3 the next film misses, at 5, 10 and 20 it hits.
  expect(curve).toEqual([
    [1, 0],
    [1, 0],
    [1, 0],
    [1, 1],
    [1, 1],
    [1, 1],
  ]);
  expect(curve).toHaveLength(GIVEN.length);
});

test('who has nothing left at the end is left out everywhere', () => {
  const [stays, goes] = [newcomer(25), newcomer(0, 20)];
  expect(lasting([stays, goes])).toEqual([stays]);
});

test('tells how far it is, and ends when that throws', async () => {
  const steps: string[] = [];
  await newcomerCurve(
    next,
    [newcomer(0), newcomer(0)],
    1,
    async (done, total) => void steps.push(`${done}/${total}`),
  );
  expect([...new Set(steps)]).toEqual(['0/2', '1/2', '2/2']);
  await expect(
    newcomerCurve(next, [newcomer(0)], 1, () => Promise.reject(new Error('stop'))),
  ).rejects.toThrow('stop');
});
