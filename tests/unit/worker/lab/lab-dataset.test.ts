import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { Problem } from '../../../../src/base/problem.ts';
import { datasetStore } from '../../../../src/storage/artifacts/dataset-store.ts';
import { excludingStore } from '../../../../src/storage/artifacts/excluding-store.ts';
import { openData } from '../../../../src/storage/database/generations.ts';
import { openLabDataset } from '../../../../src/worker/lab/lab-dataset.ts';
import { freshBrowser } from '../../../fixtures/storage-faults.ts';
import { smallDataset } from '../../../fixtures/worker-fakes.ts';

const builtIn = async () => ({ ...smallDataset(), id: 'built-in' });
const never = () => Promise.reject(new Error('must not be fetched'));

beforeEach(freshBrowser);

it('reads the stored data set, else fetches one and stores nothing', async () => {
  expect((await openLabDataset(builtIn)).id).toBe('built-in');
  const data = await openData();
  expect(await data.loadArrays('dataset')).toBeNull();
  await datasetStore.save(data, smallDataset());
  expect(await openLabDataset(never)).toEqual(smallDataset());
});

it('fetches where the browser denies storage, and rejects with other problems', async () => {
  const refuse = (code: 'storage-denied' | 'storage-broken') => () =>
    Promise.reject(new Problem(code, 'No.', 'Nothing.'));
  expect((await openLabDataset(builtIn, refuse('storage-denied'))).id).toBe('built-in');
  await expect(openLabDataset(builtIn, refuse('storage-broken'))).rejects.toMatchObject({
    code: 'storage-broken',
  });
});

it('leaves out what the person chose for this data set, and nothing that was chosen for another', async () => {
  const data = await openData();
  const stored = smallDataset();
  const movies = stored.movies.map((movie, n) => (n === 1 ? { ...stored.movies[0], id: movie.id } : movie));
  await datasetStore.save(data, { ...stored, movies });
  await excludingStore.save(data, stored.id, { kinds: ['twice'], at: 1 });
  const left = await openLabDataset(never);
  expect(left.id).toBe('small-1~twice');
  expect(left.movies.length).toBe(39);
  await excludingStore.save(data, 'another-1', { kinds: ['twice'], at: 1 });
  expect((await openLabDataset(never)).id).toBe('small-1');
});
