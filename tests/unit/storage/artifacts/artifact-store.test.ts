import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type ArtifactCodec,
  artifactStore,
  derivedStore,
} from '../../../../src/storage/artifacts/artifact-store.ts';
import { excludingStore } from '../../../../src/storage/artifacts/excluding-store.ts';
import { type DataStore, openData } from '../../../../src/storage/database/generations.ts';
import { freshBrowser } from '../../../fixtures/storage-faults.ts';

const codec: ArtifactCodec<Float32Array> = {
  name: 'numbers',
  encode: (values) => ({ meta: { length: values.length }, arrays: { values } }),
  decode: ({ meta: { length }, array }) =>
    typeof length === 'number' ? array('values', Float32Array, length) : null,
};
const numbers = Float32Array.of(1, 2, 3);

let data: DataStore;
beforeEach(async () => {
  freshBrowser();
  data = await openData();
});

describe('an artifact', () => {
  const store = artifactStore(codec);

  it('is loaded as it was saved last', async () => {
    expect(await store.load(data)).toBeNull();
    await store.save(data, Float32Array.of(9));
    await store.save(data, numbers);
    expect(await store.load(data)).toEqual(numbers);
  });

  it.each([{ length: 4 }, { length: -1 }])('with arrays of another length (%j) is broken', async (meta) => {
    await data.saveArrays('numbers', { meta, arrays: { values: numbers } });
    await expect(store.load(data)).rejects.toMatchObject({ code: 'storage-broken' });
  });

  it('with an array of another type is broken', async () => {
    await data.saveArrays('numbers', { meta: { length: 1 }, arrays: { values: Int32Array.of(1) } });
    await expect(store.load(data)).rejects.toMatchObject({ code: 'storage-broken' });
  });

  it.each([null, 5, [3], {}])('with other facts (%j) is ignored', async (meta) => {
    await data.saveArrays('numbers', { meta, arrays: { values: numbers } });
    expect(await store.load(data)).toBeNull();
  });
});

it('an artifact of a data set is loaded for this data set only', async () => {
  const store = derivedStore(codec);
  await store.save(data, 'one', numbers);
  expect(await store.load(data, 'one')).toEqual(numbers);
  expect(await store.load(data, 'two')).toBeNull();
  await store.save(data, 'two', Float32Array.of(7));
  expect(await store.load(data, 'one')).toBeNull();
});

describe('what is left out of a data set', () => {
  it('is loaded as it was chosen', async () => {
    await excludingStore.save(data, 'one', { kinds: ['alike', 'twice'], at: 5 });
    expect(await excludingStore.load(data, 'one')).toEqual({ kinds: ['alike', 'twice'], at: 5 });
  });

  it('has no kinds that this version does not know', async () => {
    const meta = { datasetId: 'one', kinds: ['twice', 'toString', 3], at: 5 };
    await data.saveArrays('excluding', { meta, arrays: {} });
    expect(await excludingStore.load(data, 'one')).toEqual({ kinds: ['twice'], at: 5 });
  });

  it.each([{ kinds: 'all', at: 5 }, { kinds: [] }])('is null where it is unreadable (%j)', async (stored) => {
    await data.saveArrays('excluding', { meta: { datasetId: 'one', ...stored }, arrays: {} });
    expect(await excludingStore.load(data, 'one')).toBeNull();
  });
});
