import * as v from 'valibot';
import { parseOrNull } from '../../base/schemas.ts';
import { isSettingsOf } from '../../protocol/network-defaults.ts';
import type { NetworkId, NetworkPoint, NetworkSettings } from '../../protocol/network-messages.ts';
import type { BackendInfo, Checkpoint, TrainingEnd } from '../../protocol/training-messages.ts';
import type { EncodedModel, StoredModel } from '../../recommenders/descriptor.ts';
import { networks } from '../../recommenders/networks/networks.ts';
import { checkpointArrays } from '../../recommenders/networks/trained-network.ts';

/** Under which a run is stored, as if it were a model. */
export function runName(network: NetworkId): string {
  return `${network}Run`;
}

/** A run as it is stored: with its checkpoint while it is under way. */
export interface StoredRun<Id extends NetworkId> {
  readonly settings: NetworkSettings[Id];
  readonly points: readonly NetworkPoint[];
  readonly backend: BackendInfo;
  readonly end: TrainingEnd | null;
  /** Whether it was paused: it then waits for the person. */
  readonly isPaused: boolean;
  readonly checkpoint: Checkpoint | null;
}

const number = v.pipe(v.number(), v.finite());

const runSchema = v.object({
  settings: v.record(v.string(), number),
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

export function encodeRun({ checkpoint, ...run }: StoredRun<NetworkId>): EncodedModel {
  return {
    meta: { run: { ...run, epoch: checkpoint?.epoch ?? null, state: checkpoint?.state ?? null } },
    arrays: (checkpoint?.arrays ?? {}) as EncodedModel['arrays'],
  };
}

/** @returns null for what another version wrote. @throws Problem 'storage-broken' where an array is damaged */
export function decodeRun<Id extends NetworkId>(
  network: Id,
  { meta, array }: StoredModel,
): StoredRun<Id> | null {
  const read = parseOrNull(runSchema, meta.run);
  if (read === null) return null;
  const { epoch, state, settings, ...run } = read;
  if (!isSettingsOf(network, settings)) return null;
  if (epoch === null || state === null) return { ...run, settings, checkpoint: null };
  const { shape, arrays: arraysOf } = networks[network];
  const arrays = checkpointArrays(arraysOf(shape(state.movies, settings)));
  return {
    ...run,
    settings,
    checkpoint: {
      epoch,
      state,
      arrays: Object.fromEntries(arrays.map(([name, size]) => [name, array(name, Float32Array, size)])),
    },
  };
}
