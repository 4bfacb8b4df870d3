import 'fake-indexeddb/auto';
import { set } from 'idb-keyval';
import { beforeEach, describe, expect, it } from 'vitest';
import { addCounts, countList, noCounts } from '../../../../src/evaluation/interleaving.ts';
import { openPersonDatabase } from '../../../../src/storage/database/databases.ts';
import { inMemoryStore } from '../../../../src/storage/database/memory-store.ts';
import type { StoredExperiment, StoredList } from '../../../../src/storage/person/experiment-schema.ts';
import { openPerson } from '../../../../src/storage/person/person-store.ts';
import { freshBrowser } from '../../../fixtures/storage-faults.ts';

const experiment: StoredExperiment = { id: 1000, a: 'hybrid', b: 'ease', stoppedAt: null, folded: noCounts };
const listOf = (id: string, at: number): StoredList => ({
  id,
  at,
  seed: 7,
  movies: [{ movieId: 5, place: 1, team: 'a', opened: true, liked: false, watchlisted: false }],
});
const withCounts = (stored: StoredExperiment, { movies }: StoredList) => ({
  ...stored,
  folded: addCounts(stored.folded, countList(movies)),
});

beforeEach(freshBrowser);

describe.each([
  ['a database', openPersonDatabase],
  ['memory', async () => inMemoryStore()],
])('in %s', (_, open) => {
  it('stores an experiment with its lists, oldest first, and removes all of it', async () => {
    const use = await open();
    const { experiments, load } = await openPerson(use);
    await experiments.saveList(1000, listOf('z', 1));
    await experiments.save(experiment);
    await experiments.saveList(1000, listOf('b', 3));
    await experiments.saveList(1000, listOf('c', 2));
    const seen = { movieId: 6, place: 2, team: 'b', opened: false, liked: false, watchlisted: true } as const;
    const longer = { ...listOf('z', 1), movies: [...listOf('z', 1).movies, seen] };
    await experiments.saveList(1000, longer);
    const stored = { ...experiment, lists: [longer, listOf('c', 2), listOf('b', 3)] };
    expect(await (await openPerson(use)).load()).toMatchObject({ experiments: [stored], unreadable: [] });
    await experiments.remove(stored);
    expect((await load()).experiments).toEqual([]);
  });

  it('counts an old list once, even if two tabs fold it', async () => {
    const use = await open();
    const { experiments, load } = await openPerson(use);
    await experiments.save(experiment);
    await experiments.saveList(1000, listOf('z', 1));
    await experiments.save({ ...experiment, stoppedAt: 9 });
    await Promise.all([1, 2].map(() => experiments.fold(experiment, 'z', withCounts)));
    const folded = countList(listOf('z', 1).movies);
    expect((await load()).experiments).toEqual([{ ...experiment, stoppedAt: 9, folded, lists: [] }]);
  });
});

it('passes over unreadable records and names them', async () => {
  const use = await openPersonDatabase();
  const { experiments, load } = await openPerson(use);
  await experiments.save(experiment);
  const bad: [IDBValidKey, unknown][] = [
    [['experiment', 1], { ...experiment, id: 2 }],
    [['experiment', 3], { ...experiment, id: 3, a: 'toString' }],
    [['experiment', 4], { ...experiment, id: 4, folded: { ...noCounts, ties: -1 } }],
    [['experiment', 1000, 'x'], listOf('y', 1)],
    [['experiment', 1000, 'u'], { ...listOf('u', 1), movies: [{ movieId: 5 }] }],
    [['experiment', 77, 'orphan'], listOf('orphan', 1)],
  ];
  for (const [key, value] of bad) await set(key, value, use);
  const loaded = await load();
  expect(loaded.experiments).toEqual([{ ...experiment, lists: [] }]);
  expect([...loaded.unreadable].sort()).toEqual(bad.map(([key]) => JSON.stringify(key)).sort());
});
