import type { Random } from '../../base/random.ts';
import type { RatingPart } from '../split.ts';
import { createSide, ratingsByItem, ratingsByUser, type Side } from './gibbs-side.ts';
import { type Chain, createChain, halfSweep } from './gibbs-sweep.ts';
import { gamma } from './hyperpriors.ts';
import { createSittings, type Sittings } from './session-offsets.ts';
import type { FeatureMatrix } from './side-information.ts';
import { type Arena, createArena, type Region } from './wasm-memory.ts';

/**
 * Shape of the Gamma prior of a user's own noise factor, mean one. On a held-out part of u1.base 5, 8 and 10 came to the
 * same RMSE, 0.003 to 0.006 below one noise for all.
 */
const ownNoiseShape = 8;

/** Hyper-prior of the noise precision: Gamma(shape, rate), weak. */
const noiseShape = 1;
const noiseRate = 1;

export interface SamplerInput {
  readonly part: RatingPart;
  /** Mean of the part, stars. */
  readonly mean: number;
  readonly users: FeatureMatrix;
  readonly items: FeatureMatrix;
  readonly rank: number;
  readonly ownNoise: boolean;
  /** Whether each sitting of a user has an offset of its own. */
  readonly dates: boolean;
  readonly random: Random;
  readonly pause: () => Promise<void>;
}

/** A Gibbs sampler between two sweeps. */
export interface Sampler {
  readonly arena: Arena;
  readonly chain: Chain;
  readonly users: Side;
  readonly items: Side;
  /** Offsets by the time of a rating; null where they are not wanted. */
  readonly sittings: Sittings | null;
  /** h of the users' own noise, 0 for one noise for all. */
  readonly noiseShape: number;
  /** α, noise precision, 1 / stars². */
  alpha: number;
  /**
   * One sweep over both sides, the sittings and the noise.
   * @param told after each half, with what the rows are expected to be given the other side: `[b, p]` and `[b, q]`
   * @returns sum of squared errors in training
   */
  sweep(told: (users: Region, items: Region) => void): Promise<number>;
}

/**
 * Bayesian matrix factorization with side information: BPMF (Salakhutdinov & Mnih 2008) with link matrices from sparse
 * features to the factors (Macau, Simm et al. 2015), biases as a part of the rows, and a noise of each user's own.
 * `r = mean + b_u + b_i + p_u·q_i + noise`, `noise ~ N(0, 1 / (α w_u))`, `w_u ~ Gamma(h, h)`,
 * `[b, p]_u ~ N(B'φ_u, Λ⁻¹)`, the same for movies; Λ Wishart, B normal with a precision for each group and factor.
 *
 * Runs in WebAssembly on the processor whatever the backend of the other trainers: rows are solved exactly by Cholesky,
 * and a sweep is too many small dependent steps to gain by a graphics card at this size.
 */
export async function createSampler(input: SamplerInput): Promise<Sampler> {
  const { part, mean, rank, random } = input;
  const arena = await createArena();
  const chain = createChain(arena, random, input.pause);
  const users = createSide(arena, ratingsByUser(part, mean), input.users, rank, random);
  await input.pause();
  const items = createSide(arena, ratingsByItem(part, mean), input.items, rank, random);
  const errors = arena.reserve(part.users);
  const sittings = input.dates ? createSittings(arena, part, users, items) : null;
  const shape = input.ownNoise ? ownNoiseShape : 0;

  /** Draws α and each user's noise factor. @returns sum of squared errors */
  function drawNoise(): number {
    const { start, index, value } = users.ratings;
    const { ld, x } = users;
    arena.kernels.squaredErrors(0, users.rows, start.at, index.at, value.at, x.at, items.x.at, ld, errors.at);
    const [weights, own] = [users.weights.floats(), errors.floats()];
    let squares = 0;
    let weighted = 0;
    for (let u = 0; u < own.length; u++) {
      squares += own[u];
      weighted += own[u] * weights[u];
    }
    sampler.alpha = gamma(noiseShape + index.length / 2, chain.random) / (noiseRate + weighted / 2);
    if (shape === 0) return squares;
    for (let u = 0; u < own.length; u++) {
      const count = part.rowStart[u + 1] - part.rowStart[u];
      weights[u] = gamma(shape + count / 2, chain.random) / (shape + (sampler.alpha * own[u]) / 2);
    }
    return squares;
  }

  const sampler: Sampler = {
    arena,
    chain,
    users,
    items,
    sittings,
    noiseShape: shape,
    alpha: 1,
    async sweep(told) {
      await halfSweep(chain, users, items, sampler.alpha);
      told(users.mean, items.x);
      await halfSweep(chain, items, users, sampler.alpha);
      told(users.x, items.mean);
      sittings?.draw(sampler.alpha, random);
      return drawNoise();
    },
  };
  return sampler;
}
