import { Problem } from '../../base/problem.ts';
import type { RandomState } from '../../base/random.ts';
import type { Checkpoint } from '../trainer.ts';
import type { HeldOut } from './bayes-trainer.ts';
import type { Sampler } from './gibbs-sampler.ts';
import type { Side } from './gibbs-side.ts';
import { type Draw, joined } from './posterior-draws.ts';
import type { Region } from './wasm-memory.ts';

/**
 * What the next sweep rests on: the movies' rows, links and precisions of both sides, the sittings, the noise, the generators of
 * chance and the held-out sums; and the draws kept so far. The users' rows are drawn anew first thing.
 */
export function checkpointOf(
  epoch: number,
  { alpha, chain, users, items, sittings }: Sampler,
  heldOut: HeldOut | null,
  draws: readonly Draw[],
): Checkpoint {
  return {
    epoch,
    state: {
      random: chain.random.state(),
      normals: [...chain.normals.state.integers()],
      alpha,
      held: heldOut === null ? null : { count: heldOut.count, burntIn: heldOut.burntIn },
      draws: draws.map((draw) => draw.alpha),
    },
    arrays: {
      rows: items.x.floats().slice(),
      noise: users.weights.floats().slice(),
      ...sideArrays('users', users),
      ...sideArrays('items', items),
      ...(sittings === null ? {} : { sittings: sittings.state() }),
      held: heldOut === null ? new Float32Array(0) : heldOut.sum.floats().slice(),
      drawItems: joined(draws.map((draw) => draw.items)),
      drawPrecision: joined(draws.map((draw) => draw.precision)),
      drawLinks: joined(draws.map((draw) => draw.links)),
    },
  };
}

function sideArrays(name: string, { links, lambda, linkPrecision }: Side): Checkpoint['arrays'] {
  return {
    [`${name}Links`]: links.floats().slice(),
    [`${name}Lambda`]: lambda.floats().slice(),
    [`${name}LinkPrecision`]: linkPrecision.slice(),
  };
}

/**
 * Puts a sampler made from the same data and settings where `checkpoint` was.
 * @throws Problem `data-invalid` when the checkpoint is of other data or settings
 */
export function restore(
  checkpoint: Checkpoint,
  sampler: Sampler,
  heldOut: HeldOut | null,
  draws: Draw[],
): void {
  const { users, items, chain, sittings } = sampler;
  const state = checkpoint.state as {
    readonly random: RandomState;
    readonly normals: readonly number[];
    readonly alpha: number;
    readonly held: { readonly count: number; readonly burntIn: boolean } | null;
    readonly draws: readonly number[];
  };
  const fill = (region: Region, name: string) =>
    region.floats().set(arrayOf(checkpoint, name, region.length));
  fill(items.x, 'rows');
  fill(users.weights, 'noise');
  for (const [name, side] of [
    ['users', users],
    ['items', items],
  ] as const) {
    fill(side.links, `${name}Links`);
    fill(side.lambda, `${name}Lambda`);
    side.linkPrecision.set(arrayOf(checkpoint, `${name}LinkPrecision`, side.linkPrecision.length));
  }
  if (sittings !== null) {
    sittings.restore(Float64Array.from(arrayOf(checkpoint, 'sittings', sittings.state().length)));
  }
  sampler.alpha = state.alpha;
  chain.random.restore(state.random);
  chain.normals.state.integers().set(state.normals);
  if (heldOut !== null && state.held !== null) {
    fill(heldOut.sum, 'held');
    heldOut.count = state.held.count;
    heldOut.burntIn = state.held.burntIn;
  }
  const sizes = {
    items: items.rows * items.size,
    precision: users.size * users.size,
    links: users.columns * users.size,
  };
  const kept = state.draws.length;
  const all = {
    items: arrayOf(checkpoint, 'drawItems', kept * sizes.items),
    precision: arrayOf(checkpoint, 'drawPrecision', kept * sizes.precision),
    links: arrayOf(checkpoint, 'drawLinks', kept * sizes.links),
  };
  state.draws.forEach((alpha, s) => {
    const cut = (name: keyof typeof sizes) =>
      Float32Array.from(all[name].subarray(s * sizes[name], (s + 1) * sizes[name]));
    draws.push({ alpha, items: cut('items'), precision: cut('precision'), links: cut('links') });
  });
}

function arrayOf({ arrays }: Checkpoint, name: string, length: number): Float32Array | Float64Array {
  const array = arrays[name];
  if (array?.length !== length) {
    throw new Problem(
      'data-invalid',
      'The stored state of the training does not fit this data set and these settings.',
      'Train anew.',
    );
  }
  return array;
}
