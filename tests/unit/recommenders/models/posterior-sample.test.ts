import { expect, it } from 'vitest';
import { createRandom } from '../../../../src/base/random.ts';
import { sampledStars } from '../../../../src/recommenders/models/posterior-sample.ts';
import { twoDraws, twoDrawsFolded } from '../../../fixtures/two-draws.ts';

it('without deviation the stars are those of the draw', () => {
  const still = { normal: () => 0 };
  const of = (draw: number) =>
    [...sampledStars(twoDraws, twoDrawsFolded, draw, still)].map((stars) => Number(stars.toFixed(4)));
  // mean + b_u + b_i + p_u q_i
  expect(of(0)).toEqual([3 + 0.2 + 0 + 0.5, 3 + 0.2 + 0.3, 3 + 0.2 + 9]);
  expect(of(1)).toEqual([3 - 0.1 + 0.1 - 0.2, 3 - 0.1 + 0.1, 3 - 0.1 + 9]);
});

it('a person deviates as the inverse of their precision says', () => {
  const random = createRandom(5);
  const draws = 40_000;
  const sums = { b: 0, p: 0, bb: 0, bp: 0, pp: 0 };
  for (let n = 0; n < draws; n++) {
    // The second movie of draw 0 has no factor and so shows b_u; the first minus it shows p_u.
    const [first, second] = sampledStars(twoDraws, twoDrawsFolded, 0, random);
    const b = second - 3.5;
    const p = first - second + 0.3 - 0.5;
    sums.b += b;
    sums.p += p;
    sums.bb += b * b;
    sums.bp += b * p;
    sums.pp += p * p;
  }
  // L = [[2, 0], [1, 1.5]], so A = [[4, 2], [2, 3.25]] and A⁻¹ = [[3.25, -2], [-2, 4]] / 9
  expect(sums.b / draws).toBeCloseTo(0, 1);
  expect(sums.p / draws).toBeCloseTo(0, 1);
  expect(Math.abs(sums.bb / draws - 3.25 / 9)).toBeLessThan(0.01);
  expect(Math.abs(sums.bp / draws + 2 / 9)).toBeLessThan(0.01);
  expect(Math.abs(sums.pp / draws - 4 / 9)).toBeLessThan(0.015);
});
