import { describe, expect, it } from 'vitest';
import { choleskyInPlace, choleskySolve } from '../../../src/base/linear-algebra.ts';
import { createRandom } from '../../../src/base/random.ts';
import { dense } from '../../fixtures/small-data.ts';

function positiveDefinite(n: number): number[][] {
  const random = createRandom(n);
  const f = dense(n, n, () => random.normal());
  return dense(n, n, (i, j) => f.reduce((s, row) => s + row[i] * row[j], i === j ? 1 : 0));
}

describe('Cholesky', () => {
  it('solves a system', () => {
    const a = positiveDefinite(6);
    const l = Float64Array.from(a.flat());
    const b = Float64Array.of(1, -2, 3, 0, 5, 1);
    choleskyInPlace(l, 6);
    const x = b.slice();
    choleskySolve(l, 6, x);
    a.forEach((row, r) => {
      expect(row.reduce((s, v, c) => s + v * x[c], 0)).toBeCloseTo(b[r], 9);
    });
  });

  it('refuses a matrix that is not positive definite', () => {
    expect(() => choleskyInPlace(Float64Array.of(1, 2, 2, 1), 2)).toThrow(/positive definite/);
    expect(() => choleskyInPlace(Float64Array.of(Number.NaN), 1)).toThrow(/positive definite/);
  });
});
