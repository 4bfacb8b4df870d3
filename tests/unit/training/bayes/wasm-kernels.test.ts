import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../../src/base/random.ts';
import { createArena } from '../../../../src/training/bayes/wasm-memory.ts';
import { dense } from '../../../fixtures/small-data.ts';
import { randomCsr } from '../../../fixtures/synthetic.ts';

const { kernels, floats, integers, reserve } = await createArena();
const csr = randomCsr(11, 8, 1);
const entries = csr.item.length;
const start = integers(csr.rowStart);
const index = integers(csr.item);

/** What was written must be near what plain loops give. */
function expectClose(found: ArrayLike<number>, expected: readonly number[], digits = 4): void {
  expect(found.length).toBe(expected.length);
  expected.forEach((value, n) => {
    expect(found[n]).toBeCloseTo(value, digits);
  });
}

// One to four blocks of four lanes, and more than are summed at a time.
describe.each([4, 8, 12, 16, 20, 36])('rows of %i numbers', (ld) => {
  const random = createRandom(ld);
  const normals = (count: number) => Float32Array.from({ length: count }, () => random.normal());
  const values = normals(entries);
  const [users, items] = [normals(11 * ld), normals(8 * ld)];
  const at = {
    values: floats(values),
    users: floats(users),
    items: floats(items),
  };
  const predicted = (u: number, i: number) => {
    let sum = users[u * ld] + items[i * ld];
    for (let c = 1; c < ld; c++) sum += users[u * ld + c] * items[i * ld + c];
    return sum;
  };

  test('spmm is a sparse matrix times a dense one', () => {
    const out = floats(new Float32Array(11 * ld).fill(9));
    kernels.spmm(0, 11, start.at, index.at, at.values.at, at.items.at, ld, out.at);
    const expected = dense(11, ld, (r, c) => {
      let sum = 0;
      for (let n = csr.rowStart[r]; n < csr.rowStart[r + 1]; n++)
        sum += values[n] * items[csr.item[n] * ld + c];
      return sum;
    });
    expectClose(out.floats(), expected.flat());
  });

  test('a piece of the rows leaves the others alone', () => {
    const out = floats(new Float32Array(11 * ld).fill(9));
    kernels.spmm(3, 7, start.at, index.at, at.values.at, at.items.at, ld, out.at);
    const touched = Array.from(out.floats(), (v) => v !== 9);
    expect(touched).toEqual(Array.from(touched, (_, n) => n >= 3 * ld && n < 7 * ld));
  });

  test('multiplyRows is one symmetric matrix for each row', () => {
    const half = normals(3 * ld * ld);
    const cell = (m: number, r: number, c: number) =>
      half[(m * ld + r) * ld + c] + half[(m * ld + c) * ld + r];
    const matrices = dense(3, ld * ld, (m, n) => cell(m, Math.floor(n / ld), n % ld)).flat();
    const out = reserve(3 * ld);
    kernels.multiplyRows(0, 3, floats(matrices).at, at.users.at, ld, out.at);
    const expected = dense(3, ld, (m, r) => {
      let sum = 0;
      for (let c = 0; c < ld; c++) sum += cell(m, r, c) * users[m * ld + c];
      return sum;
    });
    expectClose(out.floats(), expected.flat(), 3);
  });

  test('addPredictions adds b_u + b_i + p_u·q_i to what is there', () => {
    const pairs = [
      [0, 7],
      [10, 0],
      [3, 3],
    ];
    const out = floats([1, 2, 3]);
    const [user, item] = [0, 1].map((n) => integers(pairs.map((pair) => pair[n])));
    kernels.addPredictions(3, user.at, item.at, at.users.at, at.items.at, ld, out.at);
    const expected = pairs.map(([u, i], n) => n + 1 + predicted(u, i));
    expectClose(out.floats(), expected);
  });

  test('squaredErrors sums over each user, zero for one without ratings', () => {
    const out = floats(new Float32Array(11).fill(9));
    kernels.squaredErrors(0, 11, start.at, index.at, at.values.at, at.users.at, at.items.at, ld, out.at);
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

test('a view made after the memory grew sees what was written before', async () => {
  const arena = await createArena();
  const first = arena.floats([1, 2, 3]);
  const before = arena.bytes();
  const large = arena.reserve(100_000);
  expect(arena.bytes()).toBeGreaterThan(before);
  expect(Array.from(first.floats())).toEqual([1, 2, 3]);
  expect(large.floats().every((v) => v === 0)).toBe(true);
  expect(large.at % 16).toBe(0);
});
