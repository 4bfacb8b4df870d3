import { expect, test } from 'vitest';
import { createRandom } from '../../../../src/base/random.ts';
import { createChain } from '../../../../src/training/bayes/gibbs-sweep.ts';
import { gamma, wishart } from '../../../../src/training/bayes/hyperpriors.ts';
import { createArena } from '../../../../src/training/bayes/wasm-memory.ts';
import { inverse } from '../../../fixtures/small-data.ts';

const count = 40_000;

function moments(values: Float32Array | number[]): { mean: number; variance: number } {
  const all = Array.from(values);
  const mean = all.reduce((sum, v) => sum + v, 0) / all.length;
  const variance = all.reduce((sum, v) => sum + (v - mean) ** 2, 0) / all.length;
  return { mean, variance };
}

test.each([0.3, 0.5, 1, 2.5, 40])('gamma draws of shape %d have its mean and variance', (shape) => {
  const random = createRandom(7);
  const { mean, variance } = moments(Array.from({ length: count }, () => gamma(shape, random)));
  // Both are the shape; four standard errors.
  expect(Math.abs(mean - shape)).toBeLessThan(4 * Math.sqrt(shape / count));
  expect(Math.abs(variance - shape)).toBeLessThan(4 * Math.sqrt((6 * shape + 2 * shape ** 2) / count));
});

test('Wishart draws have the mean degrees times the inverse of the inverse scale', () => {
  const random = createRandom(3);
  const s = [
    [2, 0.5, -0.3],
    [0.5, 1, 0.2],
    [-0.3, 0.2, 0.7],
  ];
  const [n, degrees, draws] = [3, 7, 20_000];
  const sum = new Float64Array(9);
  for (let d = 0; d < draws; d++) {
    const draw = wishart(Float64Array.from(s.flat()), n, degrees, random);
    draw.forEach((value, at) => {
      sum[at] += value;
    });
  }
  const expected = inverse(s).map((row) => row.map((v) => v * degrees));
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < n; c++) {
      // Var W_rc = degrees (V_rc² + V_rr V_cc).
      const v = (a: number, b: number) => expected[a][b] / degrees;
      const error = Math.sqrt((degrees * (v(r, c) ** 2 + v(r, r) * v(c, c))) / draws);
      expect(Math.abs(sum[r * n + c] / draws - expected[r][c])).toBeLessThan(4 * error);
    }
  }
});

test('the normals from WebAssembly are normal, also in the tail, and the padding is zero', async () => {
  const arena = await createArena();
  const chain = createChain(arena, createRandom(5), async () => {});
  const rows = 200_000;
  const out = arena.reserve(rows * 4);
  const { state, tables } = chain.normals;
  arena.kernels.fillNormals({ rows, size: 3, ld: 4, state, tables, out });
  const all = out.floats();
  const values = all.filter((_, n) => n % 4 < 3);
  expect(all.filter((_, n) => n % 4 === 3).every((v) => v === 0)).toBe(true);
  const { mean, variance } = moments(values);
  expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(values.length));
  expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / values.length));
  // Shares beyond so many standard deviations; 3.5 lies in the ziggurat's tail strip.
  for (const [bound, share] of [
    [1, 0.3173105],
    [2, 0.0455003],
    [3, 0.0026998],
    [3.5, 0.000465258],
    [4, 0.0000633425],
  ]) {
    const found = values.reduce((sum, v) => sum + (Math.abs(v) > bound ? 1 : 0), 0) / values.length;
    expect(Math.abs(found - share)).toBeLessThan(4 * Math.sqrt(share / values.length));
  }
  const positive = values.reduce((sum, v) => sum + (v > 0 ? 1 : 0), 0) / values.length;
  expect(Math.abs(positive - 0.5)).toBeLessThan(2 / Math.sqrt(values.length));
});
