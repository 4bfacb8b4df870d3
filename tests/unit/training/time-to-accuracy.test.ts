import { expect, test } from 'vitest';
import { toRatings } from '../../../src/dataset/dataset.ts';
import { runsOf, runsOfOthers } from '../../../src/training/time-to-accuracy.ts';

/** Ratings `[user, time]` of two people; the n-th is of film n. */
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

test('a run ends where the pause is too long, whatever the order of the films, and with the person', () => {
  const { count, of } = runsOf(part, 120);
  expect([...of]).toEqual([1, 0, 0, 0, -1, 2, 3]);
  expect(count).toBe(4);
});

test('without a pause a run is what was given in the same second', () => {
  expect([...runsOf(part, 0).of]).toEqual([2, 0, 1, 0, -1, 3, 4]);
});

test('a run goes on as long as each pause in it is short', () => {
  const steps = ratingsAt(Array.from({ length: 9 }, (_, n) => [0, 1000 + 100 * n] as const));
  expect(runsOf(steps, 100)).toEqual({ count: 1, of: new Int32Array(9) });
  expect(runsOf(steps, 99).count).toBe(9);
});

test('another rating belongs to the nearest run of the same person, if one is near', () => {
  const others = ratingsAt([
    [0, 280],
    [0, 281],
    [0, 381],
    [0, 380],
    [0, 0],
    [1, 170],
    [1, 500],
  ]);
  expect([...runsOfOthers(part, runsOf(part, 120), 120, others)]).toEqual([0, -1, 1, 1, -1, 3, -1]);
  const sameSecond = ratingsAt([
    [0, 160],
    [0, 161],
    [1, 160],
  ]);
  expect([...runsOfOthers(part, runsOf(part, 0), 0, sameSecond)]).toEqual([1, -1, -1]);
});
