import { describe, expect, it } from 'vitest';
import { interleave, mixed } from '../../../../src/recommenders/hybrid/mixed-hybrid.ts';
import type { Person, Recommender } from '../../../../src/recommenders/recommender.ts';
import { topItems } from '../../../../src/recommenders/top-items.ts';

const person: Person = { ratings: { item: Int32Array.of(0), value: Float32Array.of(5) }, genres: [] };
const of = (...scores: number[]): Recommender => ({ score: () => Float32Array.from(scores) });

describe('the mixed hybrid', () => {
  it('takes the best of each list in turn, without movies that have a place or are rated', () => {
    const [a, b] = [of(9, 5, 4, 3, 0), of(9, 0, 4, 5, 3)];
    const order = topItems(mixed([a, b]).score(person), 4, new Set(person.ratings.item));
    expect(order).toEqual([1, 3, 2, 4]);
    const interleaved = interleave([a.score(person), b.score(person)], person);
    expect(interleaved.map(({ by }) => by)).toEqual([0, 1, 0, 1]);
  });

  it('places nothing for a recommender whose scores are all equal', () => {
    const interleaved = interleave([Float32Array.of(1, 1, 1, 1), Float32Array.of(0, 1, 3, 2)], person);
    expect(interleaved).toEqual([
      { item: 2, by: 1 },
      { item: 3, by: 1 },
      { item: 1, by: 1 },
    ]);
  });
});
