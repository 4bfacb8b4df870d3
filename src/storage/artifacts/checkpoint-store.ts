import * as v from 'valibot';
import { isRecord } from '../../base/is-record.ts';
import { Problem } from '../../base/problem.ts';
import { countSchema, parseOrNull } from '../../base/schemas.ts';
import type { Checkpoint, TrainingPoint, TrainingRun } from '../../protocol/training-messages.ts';
import type { Column } from '../database/columns.ts';
import type { DataStore } from '../database/generations.ts';
import { artifactStore } from './artifact-store.ts';
import { pointsSchema, trainingRunSchema } from './run-schema.ts';

const NAME = 'checkpoint';

/** Counted up whenever a trainer writes its checkpoints in another way: older ones are then of no use. */
const SHAPE = 1;

/** Prefix of the trainer's arrays, because a trainer may name one "meta", which the store reserves. */
const PREFIX = 'state.';

/** A run that was broken off, with everything that is needed to continue it. */
export interface StoredCheckpoint {
  readonly datasetId: string;
  /** With its settings. */
  readonly run: TrainingRun;
  /** The curve up to the checkpoint's epoch. */
  readonly points: readonly TrainingPoint[];
  readonly checkpoint: Checkpoint;
}

const metaSchema = v.pipe(
  v.object({
    datasetId: v.string(),
    run: trainingRunSchema,
    points: pointsSchema,
    epoch: v.pipe(countSchema, v.minValue(1)),
    state: v.custom<Readonly<Record<string, unknown>>>(isRecord),
  }),
  v.check(({ epoch, points }) => epoch === points.length),
);

const store = artifactStore<StoredCheckpoint>({
  name: NAME,
  encode({ datasetId, run, points, checkpoint: { epoch, state, arrays } }) {
    const prefixed = Object.entries(arrays).map(([name, column]) => [PREFIX + name, column] as const);
    return {
      meta: { shape: SHAPE, datasetId, run, points, epoch, state },
      arrays: Object.fromEntries(prefixed),
    };
  },
  decode(stored) {
    if (stored.meta.shape !== SHAPE) throw uselessCheckpoint('another version of Matinee wrote it');
    const meta = parseOrNull(metaSchema, stored.meta);
    const arrays = trainerArrays(stored.arrays);
    if (meta === null || arrays === null) throw uselessCheckpoint('it cannot be read');
    const { datasetId, run, points, epoch, state } = meta;
    return { datasetId, run, points, checkpoint: { epoch, state, arrays } };
  },
});

/** Replaces the stored checkpoint. Rejects with storage Problems. */
export const saveCheckpoint = store.save;

/**
 * Loads the stored checkpoint; null if there is none.
 * @throws Problem 'storage-broken' if it is damaged, of another data set or of another version; other storage
 * Problems. Whoever catches it may remove the checkpoint and train anew.
 */
export async function loadCheckpoint(data: DataStore, datasetId: string): Promise<StoredCheckpoint | null> {
  const stored = await store.load(data);
  if (stored !== null && stored.datasetId !== datasetId)
    throw uselessCheckpoint('it belongs to another data set');
  return stored;
}

/** Deletes the checkpoint, if there is one. Rejects with storage Problems. */
export async function removeCheckpoint(data: DataStore): Promise<void> {
  await data.remove(NAME);
}

function trainerArrays(columns: Readonly<Record<string, Column>>): Checkpoint['arrays'] | null {
  const arrays: Record<string, Float32Array | Float64Array> = {};
  for (const [name, column] of Object.entries(columns)) {
    if (!(column instanceof Float32Array || column instanceof Float64Array)) return null;
    arrays[name.startsWith(PREFIX) ? name.slice(PREFIX.length) : name] = column;
  }
  return arrays;
}

function uselessCheckpoint(why: string): Problem {
  return new Problem(
    'storage-broken',
    `The training that was interrupted cannot continue: ${why}.`,
    'It starts again by itself; nothing else is affected.',
  );
}
