import { describe, expect, test } from 'vitest';
import { halfSweep } from '../../../../src/training/bayes/gibbs-sweep.ts';
import { type NoisySampler, noisySampler, priorRows, rowAt } from '../../../fixtures/noisy-sampler.ts';
import { dense, inverse } from '../../../fixtures/small-data.ts';

const alpha = 1.3;
const rows = 12;

const times = (a: number[][], x: readonly number[]) =>
  a.map((row) => row.reduce((sum, v, c) => sum + v * x[c], 0));
const product = (a: number[][], b: number[][]) =>
  dense(a.length, b[0].length, (r, c) => a[r].reduce((sum, v, k) => sum + v * b[k][c], 0));

const length = (x: readonly number[]) => Math.hypot(...x);

/** Each movie's `A = α Σ w_u f fᵀ + Λ` and `c = α Σ w_u f (y - b_u)`. */
function systems({ sampler, triples }: NoisySampler, lambda: number[][]) {
  const { users } = sampler;
  const { size } = users;
  const a = Array.from({ length: rows }, () => lambda.map((row) => [...row]));
  const c = Array.from({ length: rows }, () => new Array<number>(size).fill(0));
  for (const [u, i, y] of triples) {
    const [b, ...p] = rowAt(users.x.floats(), u, users);
    const f = [1, ...p];
    const weight = alpha * users.weights.floats()[u];
    for (let r = 0; r < size; r++) {
      c[i][r] += weight * f[r] * (y - b);
      for (let k = 0; k < size; k++) a[i][r][k] += weight * f[r] * f[k];
    }
  }
  return { a, c };
}

/** Runs a half-sweep of the movies after three sweeps. @returns also Λ and link precisions as they were before it */
async function oneHalf(rank: number, columns: number) {
  const made = await noisySampler({ users: 30, items: rows, columns, rank }, 60 + rank);
  const { sampler } = made;
  for (let n = 0; n < 3; n++) await sampler.sweep(() => {});
  const { items, users } = sampler;
  const before = {
    lambda: dense(items.size, items.size, (r, c) => items.lambda.floats()[r * items.ld + c]),
    linkPrecision: items.linkPrecision.slice(),
  };
  await halfSweep(sampler.chain, items, users, alpha);
  return { ...made, before };
}

// Rows of one to four blocks of four lanes, and more columns than movies.
describe.each([
  [2, 30],
  [6, 20],
  [10, 14],
  [14, 13],
])('rank %i with %i features', (rank, columns) => {
  test('the links solve their system with the rows integrated out', async () => {
    const made = await oneHalf(rank, columns);
    const { sampler, features, before } = made;
    const { items } = sampler;
    const { size, ld, work } = items;
    const { start, index, value } = features.items;
    const { a } = systems(made, before.lambda);
    const n = items.columns * size;
    const matrix = dense(n, n, (r, c) => {
      const group = r < size ? r : size + (r % size);
      return r === c ? before.linkPrecision[group] : 0;
    });
    for (let i = 0; i < rows; i++) {
      const shrunk = product(product(before.lambda, inverse(a[i])), before.lambda);
      const information = dense(size, size, (r, c) => before.lambda[r][c] - shrunk[r][c]);
      for (let p = start[i]; p < start[i + 1]; p++)
        for (let q = start[i]; q < start[i + 1]; q++)
          for (let r = 0; r < size; r++)
            for (let c = 0; c < size; c++)
              matrix[index[p] * size + r][index[q] * size + c] += value[p] * value[q] * information[r][c];
    }
    const flat = (values: Float32Array) =>
      Array.from({ length: items.columns }, (_, j) => rowAt(values, j, { size, ld })).flat();
    const right = flat(work.b.floats());
    const found = flat(items.links.floats());
    // The residual of conjugate gradients is the residual with the dense matrix, so their matrix is right.
    const left = times(matrix, found).map((v, k) => right[k] - v);
    const residual = flat(work.residual.floats());
    expect(length(left.map((v, k) => v - residual[k]))).toBeLessThan(1e-5 * length(right));
    // They stop early: after eight iterations some per cent are missing; after three, from rank 6 on, 17 to 25 %.
    const solved = times(inverse(matrix), right);
    expect(length(found.map((x, k) => x - solved[k]))).toBeLessThan(0.09 * length(solved));
  });

  test('the means of the rows solve their systems given the links', async () => {
    const made = await oneHalf(rank, columns);
    const { sampler, features, before } = made;
    const { items } = sampler;
    const { a, c } = systems(made, before.lambda);
    const prior = priorRows(features.items, items.links.floats(), items);
    for (let i = 0; i < rows; i++) {
      const pulled = times(before.lambda, prior[i]).map((v, r) => v + c[i][r]);
      const solved = times(inverse(a[i]), pulled);
      rowAt(items.mean.floats(), i, items).forEach((v, r) => {
        expect(v).toBeCloseTo(solved[r], 3);
      });
    }
  });
});
