import { expect, test } from 'vitest';
import { coldStartCurve, GIVEN, withRelevantMovies } from '../../../src/evaluation/cold-start-curve.ts';
import type { Newcomer } from '../../../src/evaluation/cold-start-users.ts';
import type { Recommender } from '../../../src/recommenders/recommender.ts';

/** Can be asked for items 0 to 19 in this order, and is to find those from 20 on that `likes` says. */
function newcomer(likes: (item: number) => boolean): Newcomer {
  const [asked, held] = [0, 20].map((from) => Array.from({ length: 20 }, (_, n) => from + n));
  const answers = new Map(asked.map((item) => [item, 4]));
  const personWith: Newcomer['personWith'] = (items) => ({
    ratings: { item: Int32Array.from(items), value: new Float32Array(items.length).fill(4) },
    genres: [],
  });
  return {
    answers,
    known: new Set(asked),
    heldOut: new Set(held),
    relevant: new Set(held.filter(likes)),
    personWith,
    person: (given) => personWith(asked.slice(0, given)),
  };
}

/** With n ratings puts first item n, which is known, then item 20 + n. */
const next: Recommender = {
  score({ ratings }) {
    const scores = new Float32Array(41);
    scores[ratings.item.length] = 2;
    scores[20 + ratings.item.length] = 1;
    return scores;
  },
};
const all = () => newcomer(() => true);

test('by hand: what can be asked for is never recommended, the other half is to be found at every look', async () => {
  const curve = await coldStartCurve(next, [all(), newcomer((item) => item >= 25)], 1, async () => {});
  // The second does not like 20 to 24: at 0, 1 and 3 the list misses, at 5 and 10 it hits. At 20 item 20 comes first.
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

test('who has nothing to find is left out', () => {
  const [stays, goes] = [all(), newcomer(() => false)];
  expect(withRelevantMovies([stays, goes])).toEqual([stays]);
});

test('tells how far it is, and ends when that throws', async () => {
  const steps: string[] = [];
  await coldStartCurve(next, [all(), all()], 1, async (done, total) => void steps.push(`${done}/${total}`));
  expect([...new Set(steps)]).toEqual(['0/2', '1/2', '2/2']);
  await expect(coldStartCurve(next, [all()], 1, () => Promise.reject(new Error('stop')))).rejects.toThrow(
    'stop',
  );
});
