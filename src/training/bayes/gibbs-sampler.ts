import type { Random } from '../../base/random.ts';
import { oneThread, type Threads } from '../../base/threads.ts';
import type { RatingPart } from '../split.ts';
import { createSide, ratingsByItem, ratingsByUser, type Side } from './gibbs-side.ts';
import { type Chain, createChain, divide, halfSweep } from './gibbs-sweep.ts';
import { squaredErrorsTask } from './gibbs-tasks.ts';
import { gamma } from './hyperpriors.ts';
import { placeOf, placesOf, type Region } from './region.ts';
import { createSessionOffsets, type SessionOffsets } from './session-offsets.ts';
import type { FeatureMatrix } from './side-information.ts';
import { type Arena, arenaFor } from './wasm-memory.ts';

/**
 * Shape of the Gamma prior of a user's own noise factor, whose mean is one. On a held-out part of u1.base 5, 8 and 10
 * gave the same RMSE, 0.003 to 0.006 below that of one noise for all.
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
  /** Whether each user's ratings have their own noise. */
  readonly ownNoise: boolean;
  /** Whether each session of a user has its own offset. */
  readonly dates: boolean;
  readonly random: Random;
  /** They divide the rows; absent for one. */
  readonly threads?: Threads;
  /** Awaited between pieces of work, so that messages get in. Rejects when the training is aborted. */
  readonly pause: () => Promise<void>;
}

/** A Gibbs sampler between two sweeps. */
export interface Sampler {
  readonly arena: Arena;
  readonly chain: Chain;
  readonly users: Side;
  readonly items: Side;
  /** Offsets by the time of a rating; null where dates are not used. */
  readonly offsets: SessionOffsets | null;
  /** h of the users' own noise, 0 for one noise for all. */
  readonly noiseShape: number;
  /** α, noise precision, 1 / stars². */
  alpha: number;
  /**
   * One sweep over both sides, the offsets and the noise.
   * @param onHalf called after each half with `[b, p]` and `[b, q]`, where the side just drawn is replaced by its mean
   * given the other side
   * @returns sum of the squared errors on the training part
   */
  sweep(onHalf: (users: Region, items: Region) => Promise<void> | void): Promise<number>;
}

/**
 * Bayesian matrix factorization with side information: BPMF (Salakhutdinov & Mnih 2008) with link matrices from sparse
 * features to the factors (Macau, Simm et al. 2015), biases as a part of the rows, and each user's own noise.
 * `r = mean + b_u + b_i + p_u·q_i + noise`, `noise ~ N(0, 1 / (α w_u))`, `w_u ~ Gamma(h, h)`,
 * `[b, p]_u ~ N(B'φ_u, Λ⁻¹)`, the same for movies; Λ Wishart, B normal with a precision for each group and factor.
 *
 * Always runs in WebAssembly on the processor, whatever backend the other trainers use: rows are solved exactly by
 * Cholesky, and a sweep has too many small dependent steps to gain from a graphics card at this size.
 * @throws Problem `backend-missing` where the browser has no WebAssembly with SIMD, or too little memory
 */
export async function createSampler(input: SamplerInput): Promise<Sampler> {
  const { part, mean, rank, random, pause } = input;
  const { arena, threads } = await arenaFor(input.threads ?? oneThread);
  const chain = createChain(arena, random, pause, threads);
  const options = { rank, random, threads: threads.most, pause };
  const users = await createSide(arena, await ratingsByUser(part, mean, pause), input.users, options);
  const items = await createSide(arena, await ratingsByItem(part, mean, pause), input.items, options);
  const errors = arena.reserve(part.users);
  const offsets = input.dates ? createSessionOffsets(arena, part, users, items) : null;
  const sampler: Sampler = {
    arena,
    chain,
    users,
    items,
    offsets,
    noiseShape: input.ownNoise ? ownNoiseShape : 0,
    alpha: 1,
    async sweep(onHalf) {
      await halfSweep(chain, users, items, sampler.alpha);
      await onHalf(users.mean, items.x);
      await halfSweep(chain, items, users, sampler.alpha);
      await onHalf(users.x, items.mean);
      await offsets?.draw(sampler.alpha, random, chain);
      return drawNoise(sampler, part, errors);
    },
  };
  return sampler;
}

/**
 * Draws α and, unless all share one noise, each user's noise factor.
 * @param errors receives the sum of squared errors of each user, `[users]`
 * @returns sum of the squared errors
 */
async function drawNoise(sampler: Sampler, part: RatingPart, errors: Region): Promise<number> {
  const { arena, chain, users, items, noiseShape: shape } = sampler;
  const { ratings, ld, rows } = users;
  await divide(chain, rows, (ratings.index.length / rows) * ld, squaredErrorsTask, {
    door: arena.door,
    ratings: placesOf(ratings),
    users: placeOf(users.x),
    items: placeOf(items.x),
    ld,
    out: placeOf(errors),
  });
  const [weights, own] = [users.weights.floats(), errors.floats()];
  let squares = 0;
  let weighted = 0;
  for (let u = 0; u < own.length; u++) {
    squares += own[u];
    weighted += own[u] * weights[u];
  }
  sampler.alpha = gamma(noiseShape + ratings.index.length / 2, chain.random) / (noiseRate + weighted / 2);
  if (shape === 0) return squares;
  for (let u = 0; u < own.length; u++) {
    const count = part.rowStart[u + 1] - part.rowStart[u];
    weights[u] = gamma(shape + count / 2, chain.random) / (shape + (sampler.alpha * own[u]) / 2);
  }
  return squares;
}
