import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/base/random.ts';
import { batchesOf, holdOut, type RatingPart, splitCounts } from '../../../src/training/split.ts';
import { lowRankRatings } from '../../fixtures/synthetic.ts';

const ratings = lowRankRatings(20, 30, 2, 1);

function triples(part: RatingPart): string[] {
  const result: string[] = [];
  for (let u = 0; u < part.users; u++) {
    for (let n = part.rowStart[u]; n < part.rowStart[u + 1]; n++) {
      result.push(`${u} ${part.item[n]} ${part.value[n]}`);
    }
  }
  return result;
}

describe('holdOut', () => {
  test('holds out exactly the share and loses no rating', () => {
    const { train, validation } = holdOut(ratings, 0.2, createRandom(1));
    const counts = splitCounts(ratings.item.length, 0.2);
    expect(train.item.length).toBe(counts.trainRatings);
    expect(validation.item.length).toBe(counts.validationRatings);
    expect([...triples(train), ...triples(validation)].sort()).toEqual(triples(ratings).sort());
  });

  test('depends on the seed only', () => {
    const held = (seed: number) => triples(holdOut(ratings, 0.2, createRandom(seed)).validation);
    expect(held(1)).toEqual(held(1));
    expect(held(1)).not.toEqual(held(2));
  });

  test('holds out nothing for a share of 0', () => {
    expect(holdOut(ratings, 0, createRandom(1)).validation.item.length).toBe(0);
  });
});

test('batchesOf splits the ratings into parts of nearly equal size and keeps rows sorted by item', () => {
  const batches = batchesOf(ratings, 7, createRandom(1));
  const sizes = batches.map((batch) => batch.item.length);
  expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  expect(batches.flatMap(triples).sort()).toEqual(triples(ratings).sort());
  for (const { rowStart, item } of batches) {
    for (let n = 1; n < item.length; n++)
      if (!rowStart.includes(n)) expect(item[n]).toBeGreaterThan(item[n - 1]);
  }
});
