import 'fake-indexeddb/auto';
import type { UseStore } from 'idb-keyval';
import { beforeEach, describe, expect, it } from 'vitest';
import { openPersonDatabase } from '../../../../src/storage/database/databases.ts';
import { inMemoryStore } from '../../../../src/storage/database/memory-store.ts';
import { openPerson } from '../../../../src/storage/person/person-store.ts';
import { noChange } from '../../../../src/storage/person/person-transaction.ts';
import { freshBrowser } from '../../../fixtures/storage-faults.ts';

/** Three pieces of 1,024 at most. */
const MANY = 2500;
const ratings = new Map(Array.from({ length: MANY }, (_, n) => [n + 1, { stars: 4, at: n }] as const));
const marks = new Map([[7, { mark: 'seen', at: 1 }]] as const);

beforeEach(freshBrowser);

/** A store whose pieces are counted as they are asked for. @param then called after each */
function counted(use: UseStore, then: (pieces: number) => void = () => {}) {
  const seen = { pieces: 0, most: 0 };
  const watched: UseStore = (mode, callback) =>
    use(mode, (store) =>
      callback(
        new Proxy(store, {
          get(target, name) {
            if (name !== 'getAll') {
              const value: unknown = Reflect.get(target, name);
              return typeof value === 'function' ? value.bind(target) : value;
            }
            return (range?: IDBKeyRange, count = Number.POSITIVE_INFINITY) => {
              seen.pieces++;
              seen.most = Math.max(seen.most, count);
              then(seen.pieces);
              return target.getAll(range, count);
            };
          },
        }),
      ),
    );
  return { use: watched, seen };
}

describe('a person of many records', () => {
  it('is read in pieces, and all of it', async () => {
    const { use, seen } = counted(await openPersonDatabase());
    const person = await openPerson(use);
    await person.change({ ...noChange, ratings, marks, genres: ['War'], changed: new Map([['genres', 5]]) });
    const loaded = await person.load();
    expect(loaded.ratings).toEqual(ratings);
    expect(loaded.marks).toEqual(marks);
    expect(loaded.genres).toEqual(['War']);
    expect(loaded.unreadable).toEqual([]);
    expect(seen).toEqual({ pieces: 3, most: 1024 });
  });

  it('lets the event loop have its turns in between', async () => {
    const turns: number[] = [];
    let turn = 0;
    const { use } = counted(await openPersonDatabase(), () => turns.push(turn));
    const person = await openPerson(use);
    await person.change({ ...noChange, ratings });
    const counting = setInterval(() => turn++);
    await person.load();
    clearInterval(counting);
    expect(turns).toHaveLength(3);
    expect(turns[2]).toBeGreaterThan(turns[0]);
  });

  it('is given up between two pieces, with the reason of the signal', async () => {
    const given = new AbortController();
    const { use, seen } = counted(await openPersonDatabase(), (pieces) => {
      if (pieces === 2) given.abort(new Error('given up'));
    });
    const person = await openPerson(use);
    await person.change({ ...noChange, ratings });
    await expect(person.load(given.signal)).rejects.toThrow('given up');
    expect(seen.pieces).toBe(2);
    expect((await person.load()).ratings.size).toBe(MANY);
  });

  it('is read in pieces from memory, too', async () => {
    const { use, seen } = counted(inMemoryStore());
    const person = await openPerson(use);
    await person.change({ ...noChange, ratings, marks });
    const loaded = await person.load();
    expect([loaded.ratings.size, loaded.marks.size]).toEqual([MANY, 1]);
    expect(seen.pieces).toBe(3);
  });
});
