import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { noticeStore } from '../../../../src/storage/artifacts/notice-store.ts';
import { recommenderStore } from '../../../../src/storage/artifacts/recommender-store.ts';
import { openData } from '../../../../src/storage/database/generations.ts';
import { freshBrowser } from '../../../fixtures/storage-faults.ts';

beforeEach(freshBrowser);

it('a notice is loaded as it was stored, and one that this version does not know is none', async () => {
  const data = await openData();
  expect(await noticeStore.load(data)).toBeNull();
  await noticeStore.save(data, 'newShelf');
  expect(await noticeStore.load(data)).toBe('newShelf');
  for (const meta of [{ notice: 'invented later' }, {}, null]) {
    await data.saveArrays('notice', { meta, arrays: {} });
    expect(await noticeStore.load(data)).toBeNull();
  }
});

const encoded = { meta: { weight: 2 }, arrays: { items: Int32Array.of(1, 2, 3) } };

it('models of recommenders are apart by name, and of one data set each', async () => {
  const data = await openData();
  await recommenderStore('ease').save(data, 'a', encoded);
  await recommenderStore('markov').save(data, 'a', { ...encoded, meta: { weight: 3 } });
  const loaded = await recommenderStore('ease').load(data, 'a');
  expect(loaded?.meta).toMatchObject({ weight: 2 });
  expect(loaded?.array('items', Int32Array, 3)).toEqual(encoded.arrays.items);
  expect(await recommenderStore('ease').load(data, 'b')).toBeNull();
  await recommenderStore('ease').save(data, 'b', encoded);
  expect(await recommenderStore('ease').load(data, 'a')).toBeNull();
  expect((await recommenderStore('markov').load(data, 'a'))?.meta).toMatchObject({ weight: 3 });
});

it('a model of a recommender that is given up leaves the one before, and null removes it', async () => {
  const data = await openData();
  const store = recommenderStore('ease');
  await store.save(data, 'a', encoded);
  const given = AbortSignal.abort(new Error('given up'));
  await expect(store.save(data, 'a', { ...encoded, meta: { weight: 9 } }, given)).rejects.toThrow('given up');
  expect((await store.load(data, 'a'))?.meta).toMatchObject({ weight: 2 });
  await data.saveTogether(new Map([store.entry('a', null)]));
  expect(await store.load(data, 'a')).toBeNull();
});
