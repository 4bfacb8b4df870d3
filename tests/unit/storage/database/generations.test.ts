import 'fake-indexeddb/auto';
import { get, keys, set, type UseStore } from 'idb-keyval';
import { beforeEach, describe, expect, it } from 'vitest';
import { openDataDatabase } from '../../../../src/storage/database/databases.ts';
import { openData, readData } from '../../../../src/storage/database/generations.ts';
import { inMemoryStore } from '../../../../src/storage/database/memory-store.ts';
import { Crash, crashAt, freshBrowser } from '../../../fixtures/storage-faults.ts';

const CHUNK = 16;
const thing = (seed: number) => ({
  meta: { name: `generation ${seed}`, nested: [seed, null, 'é'] },
  arrays: {
    a: Float32Array.from({ length: 10 }, (_, n) => seed + n / 2),
    b: Float64Array.from({ length: 3 }, (_, n) => seed * Math.PI + n),
    c: Int32Array.from({ length: 4 }, (_, n) => -seed - n),
    d: Uint32Array.from({ length: 5 }, () => 4_000_000_000 + seed),
    e: Uint8Array.from({ length: 17 }, (_, n) => n),
    empty: new Float32Array(0),
  },
});
const chunkKeys = async (use: UseStore) =>
  (await keys<IDBValidKey[]>(use)).filter((key) => Array.isArray(key) && key[0] === 'chunk');

beforeEach(freshBrowser);

describe.each([
  ['a database', openDataDatabase],
  ['memory', async () => inMemoryStore()],
])('in %s', (_, open) => {
  it('loads exactly what was saved last', async () => {
    const use = await open();
    const data = await openData(use, CHUNK);
    expect(await data.loadArrays('x')).toBeNull();
    await data.saveArrays('x', thing(1));
    await data.saveArrays('y', thing(2));
    await data.saveArrays('x', thing(3));
    expect(await data.loadArrays('x')).toEqual(thing(3));
    expect(await (await openData(use, CHUNK)).loadArrays('y')).toEqual(thing(2));
  });

  it('reads without some arrays, and says how much it has read', async () => {
    const data = await openData(await open(), CHUNK);
    const all = thing(3);
    await data.saveArrays('x', all);
    const [left, ...others] = Object.keys(all.arrays);
    const seen: [number, number][] = [];
    const found = await data.loadArrays('x', undefined, {
      without: new Set([left]),
      onRead: (done, total) => seen.push([done, total]),
    });
    expect(Object.keys(found?.arrays ?? {})).toEqual(others);
    expect(found?.meta).toEqual(all.meta);
    const total = seen[0][1];
    expect(seen.at(-1)).toEqual([total, total]);
    expect(seen.every(([done], n) => n === 0 || done > seen[n - 1][0])).toBe(true);
    const onRead = () => {
      throw new Error('It reads.');
    };
    expect(await data.loadArrays('x', undefined, { needs: 'missing', onRead })).toBeNull();
    expect(await data.loadArrays('x', undefined, { needs: left })).toEqual(all);
  });

  it('tells after each chunk how much is written, up to all of it', async () => {
    const data = await openData(await open(), CHUNK);
    const shown: number[] = [];
    const total = 40 + 24 + 16 + 20 + 17;
    await data.saveTogether(
      new Map([
        ['x', thing(1)],
        ['y', null],
      ]),
      (done, of) => {
        expect(of).toBe(total);
        shown.push(done);
      },
    );
    expect(shown.length).toBeGreaterThan(total / CHUNK);
    expect(shown.toSorted((a, b) => a - b)).toEqual(shown);
    expect(shown.at(-1)).toBe(total);
  });

  it('deletes the chunks of old generations', async () => {
    const use = await open();
    const data = await openData(use, CHUNK);
    await data.saveArrays('x', thing(1));
    const once = (await chunkKeys(use)).length;
    await data.saveArrays('x', thing(2));
    expect(await chunkKeys(use)).toHaveLength(once);
    await data.remove('x');
    expect(await chunkKeys(use)).toEqual([]);
    expect(await data.loadArrays('x')).toBeNull();
  });

  it('stores two artifacts that are saved at the same time', async () => {
    const data = await openData(await open(), CHUNK);
    await Promise.all([1, 2, 3].map((n) => data.saveArrays(`thing ${n}`, thing(n))));
    for (const n of [1, 2, 3]) expect(await data.loadArrays(`thing ${n}`)).toEqual(thing(n));
  });
});

it('a reader deletes nothing that another worker is writing', async () => {
  const use = await openDataDatabase();
  const data = await openData(use, CHUNK);
  await data.saveArrays('x', thing(1));
  const abandoned: IDBValidKey = ['chunk', 'x', 'being-written', 'a', 0];
  await set(abandoned, Uint8Array.of(1), use);
  expect(await (await readData(use)).loadArrays('x')).toEqual(thing(1));
  expect(await get(abandoned, use)).toEqual(Uint8Array.of(1));
});

it('stores only the visible part of a buffer', async () => {
  const use = await openDataDatabase();
  const data = await openData(use, 1024);
  const whole = new Float32Array(100_000).fill(7);
  await data.saveArrays('x', { meta: null, arrays: { part: whole.subarray(10, 20) } });
  for (const key of await chunkKeys(use)) {
    const chunk = await get<Uint8Array>(key, use);
    expect(chunk?.buffer.byteLength).toBeLessThanOrEqual(1024);
  }
  expect((await data.loadArrays('x'))?.arrays.part).toEqual(new Float32Array(10).fill(7));
});

describe.each([true, false])('a crash at any operation (operation lost: %s)', (before) => {
  it('leaves the complete old or new generation, and no leftovers', async () => {
    let survivedOld = 0;
    for (let n = 1; ; n++) {
      freshBrowser();
      const use = await openDataDatabase();
      await (await openData(use, CHUNK)).saveArrays('x', thing(1));
      const once = (await chunkKeys(use)).length;

      const faulty = crashAt(n, before, use);
      const acknowledged = await openData(faulty.use, CHUNK)
        .then((data) => data.saveArrays('x', thing(2)))
        .then(
          () => true,
          (error: unknown) => {
            expect(error).toBeInstanceOf(Crash);
            return false;
          },
        );

      const reopened = await openDataDatabase();
      const found = await (await openData(reopened, CHUNK)).loadArrays('x');
      if (acknowledged) expect(found).toEqual(thing(2));
      else expect([thing(1), thing(2)]).toContainEqual(found);
      if (found?.meta && JSON.stringify(found.meta) === JSON.stringify(thing(1).meta)) survivedOld++;
      expect(await chunkKeys(reopened)).toHaveLength(once);
      if (faulty.count() < n) break;
    }
    expect(survivedOld).toBeGreaterThan(10);
  });
});

describe('damage', () => {
  const damage = async (change: (use: UseStore, key: IDBValidKey) => Promise<unknown>, which: string) => {
    const use = await openDataDatabase();
    const data = await openData(use, CHUNK);
    await data.saveArrays('x', thing(1));
    await data.saveArrays('y', thing(2));
    const found = (await keys(use)).find(
      (key) => Array.isArray(key) && key[1] === 'x' && key.includes(which),
    );
    await change(use, found ?? '');
    await expect(data.loadArrays('x')).rejects.toMatchObject({ code: 'storage-broken' });
    expect(await data.loadArrays('y')).toEqual(thing(2));
    await data.saveArrays('x', thing(3));
    expect(await data.loadArrays('x')).toEqual(thing(3));
  };

  it('detects a flipped bit', () =>
    damage(async (use, key) => {
      const chunk = (await get<Uint8Array>(key, use)) ?? new Uint8Array(1);
      chunk[3] ^= 16;
      await set(key, chunk, use);
    }, 'b'));

  it('detects a shortened chunk', () =>
    damage(async (use, key) => set(key, (await get<Uint8Array>(key, use))?.slice(1), use), 'a'));

  it('detects a chunk of another type', () => damage((use, key) => set(key, 'text', use), 'meta'));

  it('detects a damaged manifest', () =>
    damage(async (use, key) => set(key, { text: '{}', checksum: 1 }, use), 'manifest'));

  it('detects a number in place of the manifest', () => damage((use, key) => set(key, 5, use), 'manifest'));

  it('names the damaged part', async () => {
    const use = await openDataDatabase();
    const data = await openData(use, CHUNK);
    await data.saveArrays('x', thing(1));
    const key = (await chunkKeys(use)).find((one) => Array.isArray(one) && one[3] === 'b') ?? '';
    await use('readwrite', (store) => {
      store.delete(key);
    });
    await expect(data.loadArrays('x')).rejects.toThrow('part "b" of the stored x is missing');
  });
});

it('keeps the old generation and frees the room when the disk is full', async () => {
  const use = await openDataDatabase();
  await (await openData(use, CHUNK)).saveArrays('x', thing(1));
  const once = (await chunkKeys(use)).length;
  let writes = 0;
  const full: UseStore = (mode, callback) =>
    use(mode, (store) => {
      if (mode === 'readwrite' && ++writes === 5) throw new DOMException('no room', 'QuotaExceededError');
      return callback(store);
    });
  const data = await openData(full, CHUNK);
  await expect(data.saveArrays('x', thing(2))).rejects.toMatchObject({ code: 'storage-full' });
  expect(await data.loadArrays('x')).toEqual(thing(1));
  expect(await chunkKeys(use)).toHaveLength(once);
});

it('saves although another tab deletes its chunks meanwhile', async () => {
  const use = await openDataDatabase();
  let writes = 0;
  const disturbed: UseStore = async (mode, callback) => {
    if (mode === 'readwrite' && ++writes === 4) await openData(use, CHUNK);
    return use(mode, callback);
  };
  const data = await openData(disturbed, CHUNK);
  await data.saveArrays('x', thing(1));
  expect(await data.loadArrays('x')).toEqual(thing(1));
});

it('loads although another tab replaces the artifact meanwhile', async () => {
  const use = await openDataDatabase();
  await (await openData(use, CHUNK)).saveArrays('x', thing(1));
  let reads = 0;
  const disturbed: UseStore = async (mode, callback) => {
    if (mode === 'readonly' && ++reads === 4) await (await openData(use, CHUNK)).saveArrays('x', thing(2));
    return use(mode, callback);
  };
  expect(await (await openData(disturbed, CHUNK)).loadArrays('x')).toEqual(thing(2));
});
