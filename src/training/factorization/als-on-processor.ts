import * as tf from '@tensorflow/tfjs-core';
import { finishWithPauses } from '../../base/steps.ts';
import { piecesByEntries, type Threads } from '../../base/threads.ts';
import { byItemSteps } from '../../dataset/dataset.ts';
import {
  type CsrPlaces,
  type CsrRegions,
  type Place,
  placeOf,
  placesOf,
  type Region,
} from '../bayes/region.ts';
import { type Arena, arenaFor } from '../bayes/wasm-memory.ts';
import type { RatingPart } from '../split.ts';
import type { TrainerInput } from '../trainer.ts';
import { iterations, ridgeOf } from './als.ts';
import { rowErrorsTask, solveRowsTask } from './als-rows.ts';
import type { FactorizationTrainer } from './factorization-trainer.ts';
import { columnsOf, constantColumn, type Factors, firstValues } from './factors.ts';
import { ratingsPerItem, ratingsPerUser } from './rating-block.ts';

/** Entries of a piece of work: some milliseconds. */
const PIECE = 50_000;
/** What a row costs beside its entries, in entries. */
const PER_ROW = 4;

/** One side in the arena. */
interface Side {
  readonly rows: number;
  readonly edges: Int32Array;
  readonly ratings: CsrRegions;
  /** The factors, and where the next half-sweep writes them; they change places. `[rows, ld]` */
  x: Region;
  next: Region;
  readonly ridge: Place;
  readonly free: Place;
}

/** Ratings in the arena whose errors are summed, by user. */
interface Measured {
  readonly ratings: CsrPlaces;
  readonly edges: Int32Array;
  /** `[users]` in f64. */
  readonly out: Region;
}

/**
 * Alternating least squares as `alsTrainer`, in WebAssembly on the processor, divided among threads. Every number is that
 * of `alsTrainer` on TF.js's cpu backend, whatever the number of threads; it takes a quarter of the time and of the memory,
 * because a row is solved while its ratings are at hand.
 * @param held the held-out ratings, may be empty
 * @throws Problem `backend-missing` where the browser has no WebAssembly with SIMD, or too little memory
 */
export async function alsOnProcessor(input: TrainerInput, held: RatingPart): Promise<FactorizationTrainer> {
  const { part, mean, settings, pause } = input;
  const { arena, threads } = await arenaFor(input.threads);
  const ld = columnsOf(settings.rank);
  const ridge = ridgeOf(settings);
  const sides = await createSides(arena, input);
  const scratch = Array.from({ length: threads.most }, () => placeOf(arena.reserve(9 * ld)));
  const measured = {
    train: { ratings: placesOf(sides.users.ratings), ...measuredBy(arena, part) },
    held: held.item.length === 0 ? null : { ratings: byUser(arena, held, mean), ...measuredBy(arena, held) },
  };
  let factors = upload(sides, ld);

  async function halfSweep(of: 'users' | 'items'): Promise<void> {
    const side = sides[of];
    const args = {
      door: arena.door,
      ratings: placesOf(side.ratings),
      fixed: placeOf(sides[of === 'users' ? 'items' : 'users'].x),
      ld,
      before: placeOf(side.x),
      after: placeOf(side.next),
      ridge: side.ridge,
      free: side.free,
      iterations,
      scratch,
    };
    await threads.run(solveRowsTask, args, side.edges, pause);
    [side.x, side.next] = [side.next, side.x];
  }

  return {
    algorithm: 'als',
    ridge,
    blocks: [],
    threads,
    bytes: () => arena.bytes(),
    factors: () => factors,
    state: async () => [factors.users.clone(), factors.items.clone()],
    async restore([users, items]) {
      sides.users.x.floats().set(await users.data<'float32'>());
      sides.items.x.floats().set(await items.data<'float32'>());
      tf.dispose({ ...factors });
      factors = upload(sides, ld);
    },
    async epoch() {
      await halfSweep('users');
      await halfSweep('items');
      tf.dispose({ ...factors });
      factors = upload(sides, ld);
    },
    squaredErrors: async () => ({
      train: await sumOfErrors(arena, threads, sides, measured.train, ld, pause),
      held:
        measured.held === null ? null : await sumOfErrors(arena, threads, sides, measured.held, ld, pause),
    }),
    dispose: () => tf.dispose({ ...factors }),
  };
}

async function createSides(
  arena: Arena,
  { part, mean, settings, random, pause }: TrainerInput,
): Promise<Record<'users' | 'items', Side>> {
  const { rank } = settings;
  const ld = columnsOf(rank);
  const ridge = ridgeOf(settings);
  const create = (
    of: 'users' | 'items',
    counts: Float32Array,
    start: Int32Array,
    ratings: CsrRegions,
  ): Side => {
    const constant = constantColumn[of];
    const x = arena.floats(firstValues(counts, rank, constant, random));
    const isFree = (c: number) => c !== constant && c < rank + 2;
    const penalty = (c: number) => (c < 2 ? ridge.bias : ridge.factors);
    return {
      rows: counts.length,
      edges: piecesByEntries(start, PER_ROW, PIECE),
      ratings,
      x,
      next: arena.reserve(x.length),
      ridge: placeOf(arena.floats(Array.from({ length: ld }, (_, c) => (c === constant ? 0 : penalty(c))))),
      free: placeOf(arena.floats(Array.from({ length: ld }, (_, c) => (isFree(c) ? 1 : 0)))),
    };
  };
  const users = create('users', ratingsPerUser(part), part.rowStart, byUser(arena, part, mean));
  const { colStart, user, position } = await finishWithPauses(byItemSteps(part), pause);
  const value = arena.reserve(position.length);
  const values = value.floats();
  for (let n = 0; n < values.length; n++) values[n] = part.value[position[n]] - mean;
  await pause();
  const ratings = { start: arena.integers(colStart), index: arena.integers(user), value };
  return { users, items: create('items', ratingsPerItem(part), colStart, ratings) };
}

function byUser(arena: Arena, { rowStart, item, value }: RatingPart, mean: number): CsrRegions {
  return {
    start: arena.integers(rowStart),
    index: arena.integers(item),
    value: arena.floats(value.map((r) => r - mean)),
  };
}

function measuredBy(arena: Arena, { users, rowStart }: RatingPart): Pick<Measured, 'edges' | 'out'> {
  return { edges: piecesByEntries(rowStart, 1, 4 * PIECE), out: arena.reserve(2 * users) };
}

/** `Σ (r̂ - r)²`, rounded to f32 as the sum of a tensor is. */
async function sumOfErrors(
  { door }: Arena,
  threads: Threads,
  { users, items }: Record<'users' | 'items', Side>,
  { ratings, edges, out }: Measured,
  ld: number,
  pause: () => Promise<void>,
): Promise<number> {
  const args = {
    door,
    ratings: placesOf(ratings),
    x: placeOf(users.x),
    fixed: placeOf(items.x),
    ld,
    out: placeOf(out),
  };
  await threads.run(rowErrorsTask, args, edges, pause);
  const rows = out.floats();
  const sums = new Float64Array(rows.buffer, rows.byteOffset, rows.length / 2);
  return Math.fround(sums.reduce((sum, one) => sum + one, 0));
}

/** The factors as tensors, for who reads them. */
function upload({ users, items }: Record<'users' | 'items', Side>, ld: number): Factors {
  const tensor = ({ x, rows }: Side) => tf.tensor2d(x.floats().slice(), [rows, ld]);
  return { users: tensor(users), items: tensor(items) };
}
