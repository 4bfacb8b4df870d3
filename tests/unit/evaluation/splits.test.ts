import { describe, expect, test } from 'vitest';
import { type Ratings, toRatings } from '../../../src/dataset/dataset.ts';
import { type SplitKind, splitRatings } from '../../../src/evaluation/splits.ts';
import { randomRatings } from '../../fixtures/small-data.ts';

const base = randomRatings(40, 30, 0.5, 4);
/** The same ratings with times that run against the order of items. */
const ratings: Ratings = {
  ...base,
  time: Uint32Array.from(base.item, (item, n) => 1000 + 7 * n - 300 * item),
};

const key = (of: Ratings) => {
  const keys: string[] = [];
  for (let u = 0; u < of.users; u++)
    for (let n = of.rowStart[u]; n < of.rowStart[u + 1]; n++)
      keys.push(`${u} ${of.item[n]} ${of.value[n]} ${of.time[n]}`);
  return keys;
};

describe.each(['random', 'perUser', 'time', 'lastOut'] as const)('%s', (kind: SplitKind) => {
  const split = splitRatings(ratings, kind, 3);

  test('assigns every rating to exactly one part', () => {
    const parts = [...key(split.train), ...key(split.test), ...key(split.validation)];
    expect(parts.sort()).toEqual(key(ratings).sort());
    expect(new Set(parts).size).toBe(parts.length);
    expect(split.test.users).toBe(ratings.users);
    expect(split.test.items).toBe(ratings.items);
  });

  test('depends on the seed only if it is random', () => {
    expect(splitRatings(ratings, kind, 3)).toEqual(split);
    const other = splitRatings(ratings, kind, 4);
    if (kind === 'random' || kind === 'perUser') expect(key(other.test)).not.toEqual(key(split.test));
    else expect(other).toEqual(split);
  });
});

test('random has a tenth each for test and validation', () => {
  const { test: testPart, validation } = splitRatings(ratings, 'random', 1);
  expect(testPart.item.length).toBe(Math.floor(ratings.item.length / 10));
  expect(validation.item.length).toBe(Math.floor(ratings.item.length / 10));
});

test('perUser holds out a fifth of each user', () => {
  const { test: testPart } = splitRatings(ratings, 'perUser', 1);
  for (let u = 0; u < ratings.users; u++) {
    const all = ratings.rowStart[u + 1] - ratings.rowStart[u];
    expect(testPart.rowStart[u + 1] - testPart.rowStart[u]).toBe(Math.floor(all / 5));
  }
});

test('time has no test rating that is older than a training rating', () => {
  const { train, test: testPart } = splitRatings(ratings, 'time', 1);
  expect(testPart.item.length).toBe(Math.floor(ratings.item.length / 5));
  expect(Math.min(...testPart.time)).toBeGreaterThanOrEqual(Math.max(...train.time));
});

test("lastOut holds out each user's latest rating, but not a single rating", () => {
  const small = toRatings(2, 3, {
    user: Int32Array.of(0, 0, 0, 1),
    item: Int32Array.of(0, 1, 2, 1),
    value: Float32Array.of(3, 4, 5, 2),
    time: Uint32Array.of(50, 90, 10, 5),
  });
  const { train, test: testPart } = splitRatings(small, 'lastOut', 1);
  expect(key(testPart)).toEqual(['0 1 4 90']);
  expect(key(train)).toContain('1 1 2 5');
});
