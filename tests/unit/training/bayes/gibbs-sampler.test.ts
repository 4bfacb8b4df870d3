import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../../src/base/random.ts';
import { toRatings } from '../../../../src/dataset/dataset.ts';
import { createSampler, type Sampler } from '../../../../src/training/bayes/gibbs-sampler.ts';
import { halfSweep } from '../../../../src/training/bayes/gibbs-sweep.ts';
import type { FeatureMatrix } from '../../../../src/training/bayes/side-information.ts';
import { inverse } from '../../../fixtures/small-data.ts';

const [users, items, rank, size] = [4, 3, 2, 3];
const mean = 3;
/** User, item, stars. User 3 has no ratings. */
const pairs = [
  [0, 0, 4.5],
  [0, 1, 2],
  [0, 2, 3.5],
  [1, 0, 1],
  [1, 2, 5],
  [2, 1, 4],
] as const;
const weights = [1, 0.5, 2, 1];
const alpha = 1.6;
const lambda = [
  [2, 0.3, -0.2],
  [0.3, 3, 0.4],
  [-0.2, 0.4, 1.5],
];
/** Intercept, then a group of two columns. */
const features: FeatureMatrix = {
  start: Int32Array.of(0, 2, 4, 7, 8),
  index: Int32Array.of(0, 1, 0, 2, 0, 1, 2, 0),
  value: Float32Array.of(1, 0.8, 1, 0.6, 1, 0.7, 0.7, 1),
  columns: 3,
  groups: [{ group: 'genres', columns: 2 }],
};
const noFeatures: FeatureMatrix = {
  start: Int32Array.of(0, 1, 2, 3),
  index: Int32Array.of(0, 0, 0),
  value: Float32Array.of(1, 1, 1),
  columns: 1,
  groups: [],
};
const linkPrecision = [1, 1, 1, 5, 7, 9];
const q = [
  [0.4, 0.9, -0.5],
  [-0.3, 0.2, 1.1],
  [0.1, -1.2, 0.3],
];

async function smallSampler(): Promise<Sampler> {
  const part = toRatings(users, items, {
    user: Int32Array.from(pairs, ([u]) => u),
    item: Int32Array.from(pairs, ([, i]) => i),
    value: Float32Array.from(pairs, ([, , r]) => r),
    time: new Uint32Array(pairs.length),
  });
  const sampler = await createSampler({
    part,
    mean,
    users: features,
    items: noFeatures,
    rank,
    ownNoise: true,
    dates: false,
    random: createRandom(11),
    pause: async () => {},
  });
  const { ld } = sampler.users;
  const x = sampler.items.x.floats().fill(0);
  q.forEach((row, i) => {
    row.forEach((value, c) => {
      x[i * ld + c] = value;
    });
  });
  sampler.users.weights.floats().set(weights);
  return sampler;
}

/** Sets Λ and the link precisions, which a half-sweep redraws at its end: the test is of the conditional given them. */
function fix(sampler: Sampler): void {
  const { ld, lambda: region } = sampler.users;
  const target = region.floats();
  lambda.forEach((row, r) => {
    row.forEach((value, c) => {
      target[r * ld + c] = value;
    });
  });
  sampler.users.linkPrecision.set(linkPrecision);
}

/**
 * The joint Gaussian of links and rows, dense: the unknowns are B `[3, size]` then X `[users, size]`.
 * -2 log p = Σ_u (x_u - B'φ_u)' Λ (x_u - B'φ_u) + Σ λ B² + Σ_ui α w_u (y_ui - f_i·x_u)².
 */
function closedForm(): { mean: number[]; covariance: number[][] } {
  const columns = features.columns;
  const n = (columns + users) * size;
  const precision = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  const right = new Array<number>(n).fill(0);
  const b = (j: number, c: number) => j * size + c;
  const x = (u: number, c: number) => (columns + u) * size + c;
  for (let j = 0; j < columns; j++)
    for (let c = 0; c < size; c++) precision[b(j, c)][b(j, c)] += linkPrecision[(j === 0 ? 0 : 1) * size + c];
  for (let u = 0; u < users; u++) {
    const phi = new Array<number>(columns).fill(0);
    for (let n = features.start[u]; n < features.start[u + 1]; n++)
      phi[features.index[n]] += features.value[n];
    for (let c = 0; c < size; c++) {
      for (let d = 0; d < size; d++) {
        precision[x(u, c)][x(u, d)] += lambda[c][d];
        for (let j = 0; j < columns; j++) {
          precision[x(u, c)][b(j, d)] -= lambda[c][d] * phi[j];
          precision[b(j, d)][x(u, c)] -= lambda[c][d] * phi[j];
          for (let k = 0; k < columns; k++) precision[b(j, c)][b(k, d)] += lambda[c][d] * phi[j] * phi[k];
        }
      }
    }
  }
  for (const [u, i, r] of pairs) {
    const f = [1, q[i][1], q[i][2]];
    const y = r - mean - q[i][0];
    for (let c = 0; c < size; c++) {
      right[x(u, c)] += alpha * weights[u] * f[c] * y;
      for (let d = 0; d < size; d++) precision[x(u, c)][x(u, d)] += alpha * weights[u] * f[c] * f[d];
    }
  }
  const covariance = inverse(precision);
  return { mean: covariance.map((row) => row.reduce((sum, v, k) => sum + v * right[k], 0)), covariance };
}

describe('a half-sweep with everything else fixed', () => {
  test('draws links and rows from their joint posterior: mean and covariance in closed form', async () => {
    const sampler = await smallSampler();
    const { ld, columns, links, x } = sampler.users;
    const n = (columns + users) * size;
    const draws = 12_000;
    const sum = new Float64Array(n);
    const products = new Float64Array(n * n);
    const state = new Float64Array(n);
    for (let d = 0; d < draws; d++) {
      fix(sampler);
      await halfSweep(sampler.chain, sampler.users, sampler.items, alpha);
      for (const [region, rows, first] of [
        [links, columns, 0],
        [x, users, columns],
      ] as const) {
        const values = region.floats();
        for (let r = 0; r < rows; r++)
          for (let c = 0; c < size; c++) state[(first + r) * size + c] = values[r * ld + c];
      }
      for (let a = 0; a < n; a++) {
        sum[a] += state[a];
        for (let b = 0; b < n; b++) products[a * n + b] += state[a] * state[b];
      }
    }
    const expected = closedForm();
    for (let a = 0; a < n; a++) {
      const found = sum[a] / draws;
      // Draws are independent except for the start of conjugate gradients: four standard errors and a little.
      const error = Math.sqrt(expected.covariance[a][a] / draws);
      expect(Math.abs(found - expected.mean[a])).toBeLessThan(4.5 * error + 1e-3);
      for (let b = 0; b < n; b++) {
        const covariance = products[a * n + b] / draws - found * (sum[b] / draws);
        const [va, vb, vab] = [
          expected.covariance[a][a],
          expected.covariance[b][b],
          expected.covariance[a][b],
        ];
        const spread = Math.sqrt((va * vb + vab ** 2) / draws);
        expect(Math.abs(covariance - vab)).toBeLessThan(4.5 * spread + 1e-3);
      }
    }
  });

  test('computes the exact mean of the rows given the links', async () => {
    const sampler = await smallSampler();
    fix(sampler);
    await halfSweep(sampler.chain, sampler.users, sampler.items, alpha);
    const { ld, mean: means, links } = sampler.users;
    const b = links.floats();
    for (let u = 0; u < users; u++) {
      const a = lambda.map((row) => [...row]);
      const c = new Array<number>(size).fill(0);
      for (let n = features.start[u]; n < features.start[u + 1]; n++)
        for (let r = 0; r < size; r++)
          for (let k = 0; k < size; k++)
            c[r] += lambda[r][k] * features.value[n] * b[features.index[n] * ld + k];
      for (const [rater, i, stars] of pairs) {
        if (rater !== u) continue;
        const f = [1, q[i][1], q[i][2]];
        for (let r = 0; r < size; r++) {
          c[r] += alpha * weights[u] * f[r] * (stars - mean - q[i][0]);
          for (let k = 0; k < size; k++) a[r][k] += alpha * weights[u] * f[r] * f[k];
        }
      }
      const solved = inverse(a).map((row) => row.reduce((sum, v, k) => sum + v * c[k], 0));
      solved.forEach((value, r) => {
        expect(means.floats()[u * ld + r]).toBeCloseTo(value, 4);
      });
    }
  });
});
