import { type RatingPart, userOfEach } from '../split.ts';
import type { Sampler } from './gibbs-sampler.ts';
import { divide } from './gibbs-sweep.ts';
import { predictTask } from './gibbs-tasks.ts';
import { placeOf, type Region } from './region.ts';
import type { OffsetsOf } from './session-offsets.ts';

/** Predictions of the held-out ratings while the sampler runs. All regions are `[held-out ratings]`. */
export interface HeldOutPredictions {
  readonly user: Region;
  readonly item: Region;
  /** Sum of the expected ratings, minus the mean, of all states since burn-in; before that of the newest alone. */
  readonly sum: Region;
  /** Predictions of the newest state. */
  readonly draw: Region;
  /** Offsets by the times of the held-out ratings; null where dates are not used. */
  readonly offsets: OffsetsOf | null;
  /** Number of states in `sum`. */
  count: number;
  /** Whether `sum` is added to. */
  burntIn: boolean;
}

export function createHeldOutPredictions({ arena, offsets }: Sampler, held: RatingPart): HeldOutPredictions {
  const count = held.item.length;
  return {
    user: arena.integers(userOfEach(held)),
    item: arena.integers(held.item),
    sum: arena.reserve(count),
    draw: arena.reserve(count),
    offsets: offsets?.offsetsOf(held) ?? null,
    count: 0,
    burntIn: false,
  };
}

/**
 * Adds what a half-sweep expects of the held-out ratings. Until burn-in is over, the newest expectations replace all
 * before.
 * @param users `[b, p]` @param items `[b, q]` @param burntIn whether this sweep is after burn-in
 */
export async function addExpected(
  sampler: Sampler,
  heldOut: HeldOutPredictions,
  users: Region,
  items: Region,
  burntIn: boolean,
): Promise<void> {
  const { user, item, sum } = heldOut;
  if (!heldOut.burntIn) {
    sum.floats().fill(0);
    heldOut.count = 0;
  }
  heldOut.burntIn = burntIn;
  heldOut.count++;
  await addPredictions(sampler, { user, item, users, items, out: sum });
  heldOut.offsets?.addMean(sum.floats());
}

/** `addPredictions` of `wasm-kernels.ts`, divided. */
async function addPredictions(
  { arena, chain, items: { ld } }: Sampler,
  { user, item, users, items, out }: Record<'user' | 'item' | 'users' | 'items' | 'out', Region>,
): Promise<void> {
  await divide(chain, out.length, ld, predictTask, {
    door: arena.door,
    user: placeOf(user),
    item: placeOf(item),
    users: placeOf(users),
    items: placeOf(items),
    ld,
    out: placeOf(out),
  });
}

/** RMSE of the newest state alone, stars. @param mean of the training part, stars */
export async function drawRmse(
  sampler: Sampler,
  { user, item, draw, offsets }: HeldOutPredictions,
  held: RatingPart,
  mean: number,
): Promise<number> {
  const { users, items } = sampler;
  const predicted = draw.floats().fill(0);
  await addPredictions(sampler, { user, item, users: users.x, items: items.x, out: draw });
  offsets?.addDraw(predicted);
  return rootMeanSquare(predicted.map((value, n) => held.value[n] - clipped(mean + value)));
}

/** RMSE of the mean over all states since burn-in, stars. @param mean of the training part, stars */
export function posteriorRmse({ sum, count }: HeldOutPredictions, held: RatingPart, mean: number): number {
  return rootMeanSquare(sum.floats().map((value, n) => held.value[n] - clipped(mean + value / count)));
}

const clipped = (stars: number) => Math.min(5, Math.max(0.5, stars));

export function rootMeanSquare(errors: Float32Array): number {
  return Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / errors.length);
}
