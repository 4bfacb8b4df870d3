import { expect, test } from 'vitest';
import { toRatings } from '../../../../src/dataset/dataset.ts';
import { findSessions, sessionsOfOthers } from '../../../../src/training/bayes/rating-sessions.ts';

/** Ratings `[user, time]` of two users; the n-th is of movie n. */
function ratingsAt(rows: readonly (readonly [number, number])[]) {
  return toRatings(2, rows.length, {
    user: Int32Array.from(rows, ([u]) => u),
    item: Int32Array.from(rows, (_, n) => n),
    value: new Float32Array(rows.length).fill(3),
    time: Uint32Array.from(rows, ([, t]) => t),
  });
}

const part = ratingsAt([
  [0, 500],
  [0, 100],
  [0, 160],
  [0, 100],
  [0, 0],
  [1, 100],
  [1, 221],
]);

test('a session ends at a long pause and with its user, whatever the order of the movies', () => {
  const { count, of } = findSessions(part, 120);
  expect([...of]).toEqual([1, 0, 0, 0, -1, 2, 3]);
  expect(count).toBe(4);
});

test('with a pause of 0 a session is what was given in the same second', () => {
  expect([...findSessions(part, 0).of]).toEqual([2, 0, 1, 0, -1, 3, 4]);
});

test('a session goes on while each pause in it is short', () => {
  const steps = ratingsAt(Array.from({ length: 9 }, (_, n) => [0, 1000 + 100 * n] as const));
  expect(findSessions(steps, 100)).toEqual({ count: 1, of: new Int32Array(9) });
  expect(findSessions(steps, 99).count).toBe(9);
});

test('another rating belongs to the session of the same user that is nearest in time, if one is near', () => {
  const others = ratingsAt([
    [0, 280],
    [0, 281],
    [0, 381],
    [0, 380],
    [0, 0],
    [1, 170],
    [1, 500],
  ]);
  expect([...sessionsOfOthers(part, findSessions(part, 120), 120, others)]).toEqual([0, -1, 1, 1, -1, 3, -1]);
  const sameSecond = ratingsAt([
    [0, 160],
    [0, 161],
    [1, 160],
  ]);
  expect([...sessionsOfOthers(part, findSessions(part, 0), 0, sameSecond)]).toEqual([1, -1, -1]);
});
