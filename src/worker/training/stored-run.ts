import * as v from 'valibot';
import { parseOrNull } from '../../base/schemas.ts';
import type { SequencePoint, SequenceSettings } from '../../protocol/sequence-messages.ts';
import type { BackendInfo, Checkpoint, TrainingEnd } from '../../protocol/training-messages.ts';
import type { EncodedModel, StoredModel } from '../../recommenders/descriptor.ts';
import { checkpointArrays } from '../../recommenders/models/sasrec-network.ts';

/** Under which a run is stored, as if it were a model. */
export const RUN_NAME = 'sasrecRun';

/** A run as it is stored: with its checkpoint while it is under way. */
export interface StoredRun {
  readonly settings: SequenceSettings;
  readonly points: readonly SequencePoint[];
  readonly backend: BackendInfo;
  readonly end: TrainingEnd | null;
  /** Whether it was paused: it then waits for the person. */
  readonly isPaused: boolean;
  readonly checkpoint: Checkpoint | null;
}

const number = v.pipe(v.number(), v.finite());

const runSchema = v.object({
  settings: v.object({
    length: number,
    width: number,
    blocks: number,
    dropout: number,
    learningRate: number,
    epochs: number,
    batch: number,
    patience: number,
    validationShare: number,
    seed: number,
  }),
  points: v.array(
    v.object({ epoch: number, loss: number, heldOutLoss: v.nullable(number), epochMs: number }),
  ),
  backend: v.object({
    backend: v.picklist(['webgpu', 'webgl', 'cpu']),
    adapter: v.string(),
    why: v.string(),
  }),
  end: v.nullable(v.picklist(['finished', 'early', 'stopped'])),
  isPaused: v.boolean(),
  epoch: v.nullable(number),
  state: v.nullable(v.looseObject({ movies: number })),
});

export function encodeRun({ checkpoint, ...run }: StoredRun): EncodedModel {
  return {
    meta: { run: { ...run, epoch: checkpoint?.epoch ?? null, state: checkpoint?.state ?? null } },
    arrays: (checkpoint?.arrays ?? {}) as EncodedModel['arrays'],
  };
}

/** @returns null for what another version wrote. @throws Problem 'storage-broken' where an array is damaged */
export function decodeRun({ meta, array }: StoredModel): StoredRun | null {
  const read = parseOrNull(runSchema, meta.run);
  if (read === null) return null;
  const { epoch, state, ...run } = read;
  if (epoch === null || state === null) return { ...run, checkpoint: null };
  const { length, width, blocks } = run.settings;
  const arrays = checkpointArrays({ movies: state.movies, length, width, blocks });
  return {
    ...run,
    checkpoint: {
      epoch,
      state,
      arrays: Object.fromEntries(arrays.map(([name, size]) => [name, array(name, Float32Array, size)])),
    },
  };
}
