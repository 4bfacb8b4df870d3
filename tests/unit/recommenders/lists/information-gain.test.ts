import { describe, expect, test } from 'vitest';
import { informationOf } from '../../../../src/recommenders/lists/information-gain.ts';
import { randomBelief, rated, tasteEntropy } from '../../../fixtures/belief.ts';
import { dense } from '../../../fixtures/small-data.ts';

const [items, rank] = [9, 3];
const size = rank + 1;

describe('information', () => {
  const all = Array.from({ length: items }, (_, i) => i);

  test('of a rating is by how much it lowers the entropy of the taste, also after some movies are treated as rated', () => {
    const { belief, matrix } = randomBelief(5, items, rank);
    const information = informationOf([belief], all);
    let known = matrix;
    for (const taken of [4, 0, 4, 7]) {
      for (const i of all) {
        const expected = tasteEntropy(known) - tasteEntropy(rated(belief, known, i));
        expect(information.gain(i)).toBeCloseTo(expected, 9);
        expect(expected).toBeGreaterThan(0);
      }
      information.take(taken);
      known = rated(belief, known, taken);
    }
  });

  test('is that of the given movies, in their order, and the mean over the beliefs', () => {
    const [a, b] = [randomBelief(6, items, rank).belief, randomBelief(7, items, rank).belief];
    const chosen = [8, 2];
    const [one, other, both] = [[a], [b], [a, b]].map((beliefs) => informationOf(beliefs, chosen));
    expect(one.gain(1)).toBeCloseTo(informationOf([a], all).gain(2), 12);
    for (const n of [0, 1]) expect(both.gain(n)).toBeCloseTo((one.gain(n) + other.gain(n)) / 2, 12);
  });

  test('of a movie without factors is 0: whether someone gives many stars changes no order', () => {
    const factor = Float64Array.from(dense(size, size, (r, c) => (r === c ? 1.3 : 0)).flat());
    const itemFactors = new Float32Array(2 * rank).fill(1, 0, rank);
    const information = informationOf([{ rank, factor, precision: 2, itemFactors }], [0, 1]);
    expect(information.gain(1)).toBeCloseTo(0, 12);
    expect(information.gain(0)).toBeGreaterThan(0.3);
  });
});
