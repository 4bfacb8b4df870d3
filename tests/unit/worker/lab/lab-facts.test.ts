import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { Problem } from '../../../../src/base/problem.ts';
import { detailsStore, ownTagsStore } from '../../../../src/storage/artifacts/facts-store.ts';
import { openData } from '../../../../src/storage/database/generations.ts';
import { openLabFacts } from '../../../../src/worker/lab/lab-facts.ts';
import { describedFacts, describedGenres, describedMovies } from '../../../fixtures/described-movies.ts';
import { freshBrowser } from '../../../fixtures/storage-faults.ts';
import { smallDataset } from '../../../fixtures/worker-fakes.ts';

const dataset = { ...smallDataset(), movies: describedMovies, genres: describedGenres };
const [first] = describedMovies;
const known = describedFacts.details?.[0] ?? null;
if (known === null) throw new Error('the first movie has details');
const details = { ids: [first.id], facts: [known] };
const nothing = async () => null;
const never = () => Promise.reject(new Error('must not be fetched'));

beforeEach(freshBrowser);

it('fetches the facts that are not stored, and stores nothing', async () => {
  const facts = await openLabFacts(dataset, { details: async () => details, descriptions: nothing });
  expect(facts.details?.[0]).toEqual(known);
  expect(facts.details?.[1]).toBeNull();
  expect(facts.descriptions).toBeNull();
  expect(await detailsStore.load(await openData())).toBeNull();
});

it('reads the stored facts', async () => {
  await detailsStore.save(await openData(), details);
  const facts = await openLabFacts(dataset, { details: never, descriptions: nothing });
  expect(facts.details?.[0]).toEqual(known);
});

it('prefers the facts of the zip, also where suspicious ratings are left out', async () => {
  const data = await openData();
  await ownTagsStore.save(data, dataset.id, { ids: [first.id], facts: [[{ tag: 'clever', count: 2 }]] });
  const left = { ...dataset, id: `${dataset.id}~twice`, imported: true as const };
  const facts = await openLabFacts(left, { details: nothing, descriptions: nothing });
  expect(facts.tags?.[0]).toEqual([{ tag: 'clever', count: 2 }]);
});

it('fetches where the browser denies storage, and rejects with other problems', async () => {
  const refuse = (code: 'storage-denied' | 'storage-broken') => () =>
    Promise.reject(new Problem(code, 'No.', 'Nothing.'));
  const source = { details: async () => details, descriptions: nothing };
  expect((await openLabFacts(dataset, source, refuse('storage-denied'))).details?.[0]).toEqual(known);
  await expect(openLabFacts(dataset, source, refuse('storage-broken'))).rejects.toMatchObject({
    code: 'storage-broken',
  });
});
