import { expect, test } from 'vitest';
import type { Side } from '../../../../src/training/bayes/gibbs-side.ts';
import { halfSweep } from '../../../../src/training/bayes/gibbs-sweep.ts';
import type { FeatureMatrix } from '../../../../src/training/bayes/side-information.ts';
import { noisySampler, priorRows, rowAt } from '../../../fixtures/noisy-sampler.ts';
import { dense, inverse } from '../../../fixtures/small-data.ts';

const shape = { users: 25, items: 18, columns: 6, rank: 2 };
const sweeps = 600;

/**
 * Draws minus their conditional mean, divided by their conditional standard deviation. Their mean is 0 and their mean
 * square 1 whatever the path of the sampler, and they are uncorrelated from sweep to sweep.
 */
interface Scores {
  add(name: string, draw: number, mean: number, variance: number): void;
  all(): [string, number[]][];
}

function createScores(): Scores {
  const scores = new Map<string, number[]>();
  return {
    add(name, draw, mean, variance) {
      const list = scores.get(name) ?? [];
      scores.set(name, list);
      list.push((draw - mean) / Math.sqrt(variance));
    },
    all: () => [...scores],
  };
}

/** Λ ~ Wishart(size + rows, (I + Σ (x - B'φ)(x - B'φ)ᵀ)⁻¹). */
function scoreLambda(name: string, side: Side, features: FeatureMatrix, scores: Scores): void {
  const { size, rows } = side;
  const prior = priorRows(features, side.links.floats(), side);
  const scatter = Array.from({ length: size }, (_, r) =>
    Array.from({ length: size }, (__, c) => (r === c ? 1 : 0)),
  );
  for (let n = 0; n < rows; n++) {
    const off = rowAt(side.x.floats(), n, side).map((x, c) => x - prior[n][c]);
    for (let r = 0; r < size; r++) for (let c = 0; c < size; c++) scatter[r][c] += off[r] * off[c];
  }
  const v = inverse(scatter);
  const degrees = size + rows;
  for (let r = 0; r < size; r++)
    for (let c = 0; c <= r; c++)
      scores.add(
        `${name} Λ ${r} ${c}`,
        side.lambda.floats()[r * side.ld + c],
        degrees * v[r][c],
        degrees * (v[r][c] ** 2 + v[r][r] * v[c][c]),
      );
}

/** Adds the score of a draw from Gamma(shape, rate). */
function scoreGamma(scores: Scores, name: string, draw: number, shape: number, rate: number): void {
  scores.add(name, draw, shape / rate, shape / rate ** 2);
}

/** Link precision ~ Gamma(1/2 + columns/2, 1/100 + Σ B²/2); that of the intercept is always one. */
function scoreLinkPrecision(name: string, side: Side, scores: Scores): void {
  const links = side.links.floats();
  for (let c = 0; c < side.size; c++) {
    let squares = 0;
    for (let j = 1; j < side.columns; j++) squares += links[j * side.ld + c] ** 2;
    const draw = side.linkPrecision[side.size + c];
    scoreGamma(scores, `${name} links ${c}`, draw, 0.5 + (side.columns - 1) / 2, 0.01 + squares / 2);
    expect(side.linkPrecision[c]).toBe(1);
  }
}

test('each sweep draws Λ, link precision, α and own noise from their conditionals', async () => {
  const { sampler, ratings, triples, features } = await noisySampler(shape, 40);
  const { users, items } = sampler;
  const scores = createScores();
  for (let n = 0; n < sweeps; n++) {
    const before = Array.from(users.weights.floats());
    let half = 0;
    await sampler.sweep(() => {
      const [name, side] = half++ === 0 ? (['users', users] as const) : (['items', items] as const);
      scoreLambda(name, side, features[name], scores);
      scoreLinkPrecision(name, side, scores);
    });
    const squares = new Array<number>(shape.users).fill(0);
    for (const [u, i, y] of triples) {
      const [p, q] = [rowAt(users.x.floats(), u, users), rowAt(items.x.floats(), i, items)];
      const product = p.reduce((sum, v, c) => sum + (c === 0 ? 0 : v * q[c]), 0);
      squares[u] += (y - p[0] - q[0] - product) ** 2;
    }
    const weighted = squares.reduce((sum, s, u) => sum + s * before[u], 0);
    scoreGamma(scores, 'α', sampler.alpha, 1 + triples.length / 2, 1 + weighted / 2);
    for (const u of [0, 7, shape.users - 1]) {
      const count = ratings.rowStart[u + 1] - ratings.rowStart[u];
      const rate = 8 + (sampler.alpha * squares[u]) / 2;
      scoreGamma(scores, `w of user ${u}`, users.weights.floats()[u], 8 + count / 2, rate);
    }
  }
  const all = scores.all();
  expect(all).toHaveLength(2 * 6 + 2 * 3 + 1 + 3);
  for (const [name, list] of all) {
    const mean = list.reduce((sum, z) => sum + z, 0) / sweeps;
    const square = list.reduce((sum, z) => sum + z * z, 0) / sweeps;
    // The fourth moment of a Gamma's score is 3 + 6 / shape; the smallest shape here is 3.5.
    expect(Math.abs(mean) * Math.sqrt(sweeps), name).toBeLessThan(4);
    expect(Math.abs(square - 1) * Math.sqrt(sweeps / 3.8), name).toBeLessThan(4);
  }
});

test('Λ depends on all rows, also when they are worked through in pieces', async () => {
  const { sampler, features } = await noisySampler({ users: 900, items: 8, columns: 3, rank: 61 }, 50);
  const { users, items, chain } = sampler;
  let pauses = 0;
  const counting = { ...chain, pause: async () => void pauses++ };
  await halfSweep(counting, users, items, 1);
  // In one piece each, there would be 23 pauses. With 64² numbers per row, 732 rows are drawn at a time.
  expect(pauses).toBeGreaterThan(100);
  // The trace of Λ (I + S) is χ² with degrees times size degrees of freedom.
  const prior = priorRows(features.users, users.links.floats(), users);
  const lambda = dense(users.size, users.size, (r, c) => users.lambda.floats()[r * users.ld + c]);
  let trace = lambda.reduce((sum, row, r) => sum + row[r], 0);
  for (let n = 0; n < users.rows; n++) {
    const off = rowAt(users.x.floats(), n, users).map((x, c) => x - prior[n][c]);
    trace += off.reduce((sum, a, r) => sum + a * lambda[r].reduce((row, v, c) => row + v * off[c], 0), 0);
  }
  const freedom = users.size * (users.size + users.rows);
  expect(Math.abs(trace - freedom)).toBeLessThan(4 * Math.sqrt(2 * freedom));
});
