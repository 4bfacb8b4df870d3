import { Problem } from '../../base/problem.ts';
import type { RandomState } from '../../base/random.ts';
import type { Checkpoint } from '../../protocol/training-messages.ts';
import type { Sampler } from './gibbs-sampler.ts';
import type { Side } from './gibbs-side.ts';
import type { HeldOutPredictions } from './held-out-predictions.ts';
import { concatenate, type Draw } from './posterior-draws.ts';
import type { Region } from './region.ts';

/** The plain part of a checkpoint, as it is stored. */
type StoredState = {
  readonly random: RandomState;
  /** State of the kernels' generator of normals. */
  readonly normals: readonly number[];
  readonly alpha: number;
  readonly held: { readonly count: number; readonly burntIn: boolean } | null;
  /** α of each draw. */
  readonly draws: readonly number[];
};

/**
 * Everything that the next sweep depends on: the movies' rows, links and precisions of both sides, session offsets,
 * noise, both random number generators and the held-out sums; and the draws so far. The users' rows are not part of it,
 * since a sweep draws them first.
 */
export function checkpointOf(
  epoch: number,
  { alpha, chain, users, items, offsets }: Sampler,
  heldOut: HeldOutPredictions | null,
  draws: readonly Draw[],
): Checkpoint {
  const state: StoredState = {
    random: chain.random.state(),
    normals: [...chain.normals.state.integers()],
    alpha,
    held: heldOut === null ? null : { count: heldOut.count, burntIn: heldOut.burntIn },
    draws: draws.map((draw) => draw.alpha),
  };
  const arrays: Record<string, Float32Array | Float64Array> = {
    rows: items.x.floats().slice(),
    noise: users.weights.floats().slice(),
    ...sideArrays('users', users),
    ...sideArrays('items', items),
  };
  // The session offsets are stored under their older name.
  if (offsets !== null) arrays.sittings = offsets.state();
  arrays.held = heldOut === null ? new Float32Array(0) : heldOut.sum.floats().slice();
  arrays.drawItems = concatenate(draws.map((draw) => draw.items));
  arrays.drawPrecision = concatenate(draws.map((draw) => draw.precision));
  arrays.drawLinks = concatenate(draws.map((draw) => draw.links));
  return { epoch, state, arrays };
}

function sideArrays(name: 'users' | 'items', side: Side): Checkpoint['arrays'] {
  return {
    [`${name}Links`]: side.links.floats().slice(),
    [`${name}Lambda`]: side.lambda.floats().slice(),
    [`${name}LinkPrecision`]: side.linkPrecision.slice(),
  };
}

/**
 * Restores the state of `checkpoint` in a new sampler.
 * @param sampler created from the same data and settings
 * @param heldOut its predictions, restored as well
 * @returns the draws so far
 * @throws Problem `data-invalid` when the checkpoint is of other data or settings
 */
export function restore(
  checkpoint: Checkpoint,
  sampler: Sampler,
  heldOut: HeldOutPredictions | null,
): Draw[] {
  const { users, items, chain, offsets } = sampler;
  const state = checkpoint.state as StoredState;
  fill(items.x, checkpoint, 'rows');
  fill(users.weights, checkpoint, 'noise');
  restoreSide(users, checkpoint, 'users');
  restoreSide(items, checkpoint, 'items');
  if (offsets !== null) {
    offsets.restore(Float64Array.from(arrayOf(checkpoint, 'sittings', offsets.state().length)));
  }
  sampler.alpha = state.alpha;
  chain.random.restore(state.random);
  chain.normals.state.integers().set(state.normals);
  if (heldOut !== null && state.held !== null) {
    fill(heldOut.sum, checkpoint, 'held');
    heldOut.count = state.held.count;
    heldOut.burntIn = state.held.burntIn;
  }
  return restoreDraws(checkpoint, state.draws, sampler);
}

function restoreSide(side: Side, checkpoint: Checkpoint, name: 'users' | 'items'): void {
  const { links, lambda, linkPrecision } = side;
  fill(links, checkpoint, `${name}Links`);
  fill(lambda, checkpoint, `${name}Lambda`);
  linkPrecision.set(arrayOf(checkpoint, `${name}LinkPrecision`, linkPrecision.length));
}

/** @param alphas α of each draw */
function restoreDraws(checkpoint: Checkpoint, alphas: readonly number[], { users, items }: Sampler): Draw[] {
  const sizes = {
    items: items.rows * items.size,
    precision: users.size * users.size,
    links: users.columns * users.size,
  };
  const all = {
    items: arrayOf(checkpoint, 'drawItems', alphas.length * sizes.items),
    precision: arrayOf(checkpoint, 'drawPrecision', alphas.length * sizes.precision),
    links: arrayOf(checkpoint, 'drawLinks', alphas.length * sizes.links),
  };
  return alphas.map((alpha, s) => {
    const cut = (name: keyof typeof sizes) =>
      Float32Array.from(all[name].subarray(s * sizes[name], (s + 1) * sizes[name]));
    return { alpha, items: cut('items'), precision: cut('precision'), links: cut('links') };
  });
}

function fill(region: Region, checkpoint: Checkpoint, name: string): void {
  region.floats().set(arrayOf(checkpoint, name, region.length));
}

function arrayOf({ arrays }: Checkpoint, name: string, length: number): Float32Array | Float64Array {
  const array = arrays[name];
  if (array?.length !== length) {
    throw new Problem(
      'data-invalid',
      'The stored state of the training does not fit this data set and these settings.',
      'Train again.',
    );
  }
  return array;
}
