import { expect, test } from 'vitest';
import { coldStartCurve, GIVEN, withRelevantMovies } from '../../../src/evaluation/cold-start-curve.ts';
import type { Newcomer } from '../../../src/evaluation/cold-start-users.ts';
import type { Recommender } from '../../../src/recommenders/recommender.ts';

/** A newcomer who can be asked for items 0 to 19 in this order and likes those items from 20 on that `likes` accepts. */
function newcomer(likes: (item: number) => boolean): Newcomer {
  const [asked, heldOut] = [0, 20].map((from) => Array.from({ length: 20 }, (_, n) => from + n));
  const answers = new Map(asked.map((item) => [item, 4]));
  const personWith: Newcomer['personWith'] = (items) => ({
    ratings: { item: Int32Array.from(items), value: new Float32Array(items.length).fill(4) },
    genres: [],
  });
  return {
    answers,
    known: new Set(asked),
    heldOut: new Set(heldOut),
    relevant: new Set(heldOut.filter(likes)),
    personWith,
    person: (given) => personWith(asked.slice(0, given)),
  };
}

/** Given n ratings it ranks item n first, which must not be recommended, then item 20 + n. */
const next: Recommender = {
  score({ ratings }) {
    const scores = new Float32Array(41);
    scores[ratings.item.length] = 2;
    scores[20 + ratings.item.length] = 1;
    return scores;
  },
};
const all = () => newcomer(() => true);

test('equals values by hand: movies that can be asked for are never recommended, the others at every point', async () => {
  const curve = await coldStartCurve(next, [all(), newcomer((item) => item >= 25)], 1, async () => {});
  // The second newcomer does not like 20 to 24: at 0, 1 and 3 ratings the list misses, at 5 and 10 it hits. With 20
  // ratings the scores of item 20 and item 40 are the highest, and item 20 is first.
  expect(curve).toEqual([
    [1, 0],
    [1, 0],
    [1, 0],
    [1, 1],
    [1, 1],
    [1, 0],
  ]);
  expect(curve).toHaveLength(GIVEN.length);
});

test('newcomers without a movie to find are left out', () => {
  const [stays, goes] = [all(), newcomer(() => false)];
  expect(withRelevantMovies([stays, goes])).toEqual([stays]);
});

test('reports progress and is given up when that rejects', async () => {
  const steps: string[] = [];
  await coldStartCurve(next, [all(), all()], 1, async (done, total) => void steps.push(`${done}/${total}`));
  expect([...new Set(steps)]).toEqual(['0/2', '1/2', '2/2']);
  await expect(coldStartCurve(next, [all()], 1, () => Promise.reject(new Error('stop')))).rejects.toThrow(
    'stop',
  );
});
