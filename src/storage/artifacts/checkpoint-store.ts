import { Problem } from '../../base/problem.ts';
import type { TrainingRun } from '../../protocol/training-messages.ts';
import type { Checkpoint, TrainingPoint } from '../../training/trainer.ts';
import type { Column } from '../database/columns.ts';
import type { DataStore } from '../database/generations.ts';
import { isRecord } from '../person/person-schema.ts';
import { pointsFrom, trainingRunFrom } from './run-schema.ts';

const THING = 'checkpoint';

/** Counted up whenever a trainer writes its checkpoints in another way: an older one is then of no use. */
const SHAPE = 1;

/** A run that was broken off, with all that is needed to go on. */
export interface StoredCheckpoint {
  readonly datasetId: string;
  /** With its settings. */
  readonly run: TrainingRun;
  /** The curve up to the checkpoint's epoch. */
  readonly points: readonly TrainingPoint[];
  readonly checkpoint: Checkpoint;
}

/** Keeps a checkpoint in place of the one before. Throws storage Problems. */
export async function saveCheckpoint(data: DataStore, kept: StoredCheckpoint): Promise<void> {
  const { datasetId, run, points, checkpoint } = kept;
  const { epoch, state, arrays } = checkpoint;
  // An array may be named as the store names what is not an array.
  const prefixed = Object.entries(arrays).map(([name, column]) => [`state.${name}`, column] as const);
  await data.saveArrays(THING, {
    meta: { shape: SHAPE, datasetId, run, points, epoch, state },
    arrays: Object.fromEntries(prefixed),
  });
}

/**
 * The checkpoint that is kept; null if there is none.
 * @throws Problem 'storage-broken' if it is damaged, of another data set or of another build; other storage
 * Problems. Whoever catches it may remove the checkpoint and train anew.
 */
export async function loadCheckpoint(data: DataStore, datasetId: string): Promise<StoredCheckpoint | null> {
  const stored = await data.loadArrays(THING);
  if (stored === null) return null;
  const { meta } = stored;
  if (!isRecord(meta) || meta.shape !== SHAPE) throw useless('another version of Matinee wrote it');
  if (meta.datasetId !== datasetId) throw useless('it belongs to another data set');
  const run = trainingRunFrom(meta.run);
  const points = pointsFrom(meta.points);
  const arrays = trainerArrays(stored.arrays);
  const { epoch, state } = meta;
  if (run === null || points === null || arrays === null || !isRecord(state))
    throw useless('it cannot be read');
  if (typeof epoch !== 'number' || epoch !== points.length || epoch < 1) throw useless('it cannot be read');
  return { datasetId, run, points, checkpoint: { epoch, state, arrays } };
}

/** Forgets the checkpoint; nothing happens where there is none. Throws storage Problems. */
export async function removeCheckpoint(data: DataStore): Promise<void> {
  await data.remove(THING);
}

function trainerArrays(columns: Readonly<Record<string, Column>>): Checkpoint['arrays'] | null {
  const arrays: Record<string, Float32Array | Float64Array> = {};
  for (const [name, column] of Object.entries(columns)) {
    if (!(column instanceof Float32Array || column instanceof Float64Array)) return null;
    arrays[name.replace(/^state\./, '')] = column;
  }
  return arrays;
}

function useless(why: string): Problem {
  return new Problem(
    'storage-broken',
    `The training that was broken off cannot go on: ${why}.`,
    'It begins anew by itself; nothing else is affected.',
  );
}
