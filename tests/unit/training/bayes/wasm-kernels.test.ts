import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../../src/base/random.ts';
import { createArena } from '../../../../src/training/bayes/wasm-memory.ts';
import { dense } from '../../../fixtures/small-data.ts';
import { randomCsr } from '../../../fixtures/synthetic.ts';

const { kernels, floats, integers, reserve } = await createArena();
const csr = randomCsr(11, 8, 1);
const entries = csr.item.length;
const shape = { start: integers(csr.rowStart), index: integers(csr.item) };

/** Compares with the result of plain loops. */
function expectClose(found: ArrayLike<number>, expected: readonly number[], digits = 4): void {
  expect(found.length).toBe(expected.length);
  expected.forEach((value, n) => {
    expect(found[n]).toBeCloseTo(value, digits);
  });
}

// One to four blocks of four lanes, and more blocks than are summed at a time.
describe.each([4, 8, 12, 16, 20, 36])('rows of %i numbers', (ld) => {
  const random = createRandom(ld);
  const normals = (count: number) => Float32Array.from({ length: count }, () => random.normal());
  const values = normals(entries);
  const [users, items] = [normals(11 * ld), normals(8 * ld)];
  const matrix = { ...shape, value: floats(values) };
  const regions = { users: floats(users), items: floats(items) };
  const predicted = (u: number, i: number) => {
    let sum = users[u * ld] + items[i * ld];
    for (let c = 1; c < ld; c++) sum += users[u * ld + c] * items[i * ld + c];
    return sum;
  };

  test('spmm is a sparse matrix times a dense one', () => {
    const out = floats(new Float32Array(11 * ld).fill(9));
    kernels.spmm({ from: 0, to: 11, matrix, dense: regions.items, ld, out });
    const expected = dense(11, ld, (r, c) => {
      let sum = 0;
      for (let n = csr.rowStart[r]; n < csr.rowStart[r + 1]; n++)
        sum += values[n] * items[csr.item[n] * ld + c];
      return sum;
    });
    expectClose(out.floats(), expected.flat());
  });

  test('spmm of some rows does not touch the other rows', () => {
    const out = floats(new Float32Array(11 * ld).fill(9));
    kernels.spmm({ from: 3, to: 7, matrix, dense: regions.items, ld, out });
    const touched = Array.from(out.floats(), (v) => v !== 9);
    expect(touched).toEqual(Array.from(touched, (_, n) => n >= 3 * ld && n < 7 * ld));
  });

  test('multiplyRows multiplies each row by its own symmetric matrix', () => {
    const half = normals(3 * ld * ld);
    const cell = (m: number, r: number, c: number) =>
      half[(m * ld + r) * ld + c] + half[(m * ld + c) * ld + r];
    const matrices = dense(3, ld * ld, (m, n) => cell(m, Math.floor(n / ld), n % ld)).flat();
    const out = reserve(3 * ld);
    kernels.multiplyRows({ from: 0, to: 3, matrices: floats(matrices), x: regions.users, ld, out });
    const expected = dense(3, ld, (m, r) => {
      let sum = 0;
      for (let c = 0; c < ld; c++) sum += cell(m, r, c) * users[m * ld + c];
      return sum;
    });
    expectClose(out.floats(), expected.flat(), 3);
  });

  test('addPredictions adds b_u + b_i + p_u·q_i', () => {
    const pairs = [
      [0, 7],
      [10, 0],
      [3, 3],
    ];
    const out = floats([1, 2, 3]);
    const user = integers(pairs.map(([u]) => u));
    const item = integers(pairs.map(([, i]) => i));
    kernels.addPredictions({ user, item, ...regions, ld, out });
    const expected = pairs.map(([u, i], n) => n + 1 + predicted(u, i));
    expectClose(out.floats(), expected);
  });

  test('squaredErrors sums over the ratings of each user, and is zero without ratings', () => {
    const out = floats(new Float32Array(11).fill(9));
    kernels.squaredErrors({ from: 0, to: out.length, ratings: matrix, ...regions, ld, out });
    const expected = Array.from({ length: 11 }, (_, u) => {
      let sum = 0;
      for (let n = csr.rowStart[u]; n < csr.rowStart[u + 1]; n++)
        sum += (values[n] - predicted(u, csr.item[n])) ** 2;
      return sum;
    });
    expect(expected.some((v) => v === 0)).toBe(true);
    expected.forEach((v, u) => {
      expect(Math.abs(out.floats()[u] - v)).toBeLessThanOrEqual(1e-5 * v);
    });
  });
});

describe('the vector steps of conjugate gradients', () => {
  const random = createRandom(2);
  const count = 20;
  const normals = () => Float32Array.from({ length: count }, () => random.normal());
  const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, v, n) => sum + v * b[n], 0);

  test('addRidge adds ridge * p to the image and returns p · image', () => {
    const [ridge, p, image] = [normals(), normals(), normals()];
    const out = floats(image);
    const curvature = kernels.addRidge({ ridge: floats(ridge), p: floats(p), image: out });
    const expected = image.map((v, n) => v + ridge[n] * p[n]);
    expectClose(out.floats(), [...expected]);
    expect(curvature).toBeCloseTo(dot(p, expected), 4);
  });

  test('firstResidual is the right-hand side minus the image', () => {
    const [right, image] = [normals(), normals()];
    const residual = reserve(count);
    kernels.firstResidual({ right: floats(right), image: floats(image), residual });
    expectClose(residual.floats(), [...right.map((v, n) => v - image[n])]);
  });

  test('stepAlong moves x and the residual and returns residual · z', () => {
    const [p, image, x, residual] = [normals(), normals(), normals(), normals()];
    const diagonal = normals().map((v) => 1 + v * v);
    const regions = { x: floats(x), residual: floats(residual), z: reserve(count) };
    const slope = kernels.stepAlong({
      step: 0.7,
      p: floats(p),
      image: floats(image),
      diagonal: floats(diagonal),
      ...regions,
    });
    const rest = residual.map((v, n) => v - 0.7 * image[n]);
    const z = rest.map((v, n) => v / diagonal[n]);
    expectClose(regions.x.floats(), [...x.map((v, n) => v + 0.7 * p[n])]);
    expectClose(regions.residual.floats(), [...rest]);
    expectClose(regions.z.floats(), [...z]);
    expect(slope).toBeCloseTo(dot(rest, z), 4);
  });

  test('turn is z plus a multiple of the old direction', () => {
    const [z, p] = [normals(), normals()];
    const direction = floats(p);
    kernels.turn({ factor: -1.5, z: floats(z), p: direction });
    expectClose(direction.floats(), [...z.map((v, n) => v - 1.5 * p[n])]);
  });
});

test('a view made after the memory grew has the values written before', async () => {
  const arena = await createArena();
  const first = arena.floats([1, 2, 3]);
  const before = arena.bytes();
  const large = arena.reserve(100_000);
  expect(arena.bytes()).toBeGreaterThan(before);
  expect(Array.from(first.floats())).toEqual([1, 2, 3]);
  expect(large.floats().every((v) => v === 0)).toBe(true);
  expect(large.at % 16).toBe(0);
});
