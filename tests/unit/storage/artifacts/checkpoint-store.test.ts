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
const kept: StoredCheckpoint = {
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

it('gives back the newest, and nothing once it is removed', async () => {
  const data = await openData();
  expect(await loadCheckpoint(data, 'tiny-1')).toBeNull();
  await saveCheckpoint(data, {
    ...kept,
    points: points.slice(0, 1),
    checkpoint: { ...kept.checkpoint, epoch: 1 },
  });
  await saveCheckpoint(data, kept);
  expect(await loadCheckpoint(await openData(), 'tiny-1')).toEqual(kept);
  await removeCheckpoint(data);
  await removeCheckpoint(data);
  expect(await loadCheckpoint(data, 'tiny-1')).toBeNull();
});

it('of another data set is refused', async () => {
  const data = await openData();
  await saveCheckpoint(data, kept);
  await expect(loadCheckpoint(data, 'tiny-2')).rejects.toMatchObject({ code: 'storage-broken' });
});

it.each([
  ['of a later build', { shape: 99 }],
  ['of no shape', { shape: undefined }],
  ['without a run', { run: null }],
  ['whose curve ends elsewhere', { epoch: 7 }],
  ['without a state', { state: 'none' }],
  ['that is nothing', null],
])('%s is refused', async (_, change) => {
  const data = await openData();
  const { epoch, state } = kept.checkpoint;
  const meta = change && { shape: 1, datasetId: 'tiny-1', run, points, epoch, state, ...change };
  await data.saveArrays('checkpoint', { meta, arrays: {} });
  await expect(loadCheckpoint(data, 'tiny-1')).rejects.toMatchObject({ code: 'storage-broken' });
});

it('with an array of another kind is refused', async () => {
  const data = await openData();
  const { epoch, state } = kept.checkpoint;
  const meta = { shape: 1, datasetId: 'tiny-1', run, points, epoch, state };
  await data.saveArrays('checkpoint', { meta, arrays: { a: Int32Array.of(1) } });
  await expect(loadCheckpoint(data, 'tiny-1')).rejects.toMatchObject({ code: 'storage-broken' });
});

it('with a flipped bit is refused, and can be removed', async () => {
  const use = await openDataDatabase();
  const data = await openData(use);
  await saveCheckpoint(data, kept);
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
