import 'fake-indexeddb/auto';
import { get, keys, set } from 'idb-keyval';
import { beforeEach, expect, it } from 'vitest';
import {
  loadCheckpoint,
  removeCheckpoint,
  type StoredCheckpoint,
  saveCheckpoint,
} from '../../../../src/storage/artifacts/checkpoint-store.ts';
import { openDataDatabase } from '../../../../src/storage/database/databases.ts';
import { openData } from '../../../../src/storage/database/generations.ts';
import { freshBrowser } from '../../../fixtures/storage-faults.ts';
import { runRecord } from '../../../fixtures/worker-fakes.ts';

const { run, points } = runRecord(42);
const checkpoint: StoredCheckpoint = {
  datasetId: 'tiny-1',
  run,
  points,
  checkpoint: {
    epoch: 2,
    state: { random: [1, 2], nested: { best: null } },
    arrays: { meta: Float32Array.of(1, 2, 3), sums: Float64Array.of(0.5), none: new Float32Array(0) },
  },
};

beforeEach(freshBrowser);

it('loads the newest checkpoint, and null after it is removed', async () => {
  const data = await openData();
  expect(await loadCheckpoint(data, 'tiny-1')).toBeNull();
  await saveCheckpoint(data, {
    ...checkpoint,
    points: points.slice(0, 1),
    checkpoint: { ...checkpoint.checkpoint, epoch: 1 },
  });
  await saveCheckpoint(data, checkpoint);
  expect(await loadCheckpoint(await openData(), 'tiny-1')).toEqual(checkpoint);
  await removeCheckpoint(data);
  await removeCheckpoint(data);
  expect(await loadCheckpoint(data, 'tiny-1')).toBeNull();
});

it('rejects a checkpoint of another data set', async () => {
  const data = await openData();
  await saveCheckpoint(data, checkpoint);
  await expect(loadCheckpoint(data, 'tiny-2')).rejects.toMatchObject({ code: 'storage-broken' });
});

it.each([
  ['of a later version', { shape: 99 }],
  ['without a shape', { shape: undefined }],
  ['without a run', { run: null }],
  ['whose curve ends at another epoch', { epoch: 7 }],
  ['without a state', { state: 'none' }],
  ['that is null', null],
])('rejects a checkpoint %s', async (_, change) => {
  const data = await openData();
  const { epoch, state } = checkpoint.checkpoint;
  const meta = change && { shape: 1, datasetId: 'tiny-1', run, points, epoch, state, ...change };
  await data.saveArrays('checkpoint', { meta, arrays: {} });
  await expect(loadCheckpoint(data, 'tiny-1')).rejects.toMatchObject({ code: 'storage-broken' });
});

it('rejects a checkpoint with an array of another type', async () => {
  const data = await openData();
  const { epoch, state } = checkpoint.checkpoint;
  const meta = { shape: 1, datasetId: 'tiny-1', run, points, epoch, state };
  await data.saveArrays('checkpoint', { meta, arrays: { a: Int32Array.of(1) } });
  await expect(loadCheckpoint(data, 'tiny-1')).rejects.toMatchObject({ code: 'storage-broken' });
});

it('rejects a checkpoint with a flipped bit, and can remove it', async () => {
  const use = await openDataDatabase();
  const data = await openData(use);
  await saveCheckpoint(data, checkpoint);
  for (const key of await keys(use)) {
    if (!Array.isArray(key) || key[0] !== 'chunk' || key[3] !== 'state.sums') continue;
    const chunk = (await get<Uint8Array>(key, use)) ?? new Uint8Array(1);
    chunk[0] ^= 1;
    await set(key, chunk, use);
  }
  await expect(loadCheckpoint(data, 'tiny-1')).rejects.toMatchObject({ code: 'storage-broken' });
  await removeCheckpoint(data);
  expect(await loadCheckpoint(data, 'tiny-1')).toBeNull();
});
