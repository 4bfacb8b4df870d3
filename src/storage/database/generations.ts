import { clear, get, type UseStore } from 'idb-keyval';
import { collectChunks, countChunks, manifestKey, readPart, writePart } from './chunks.ts';
import type { Column } from './columns.ts';
import { openDataDatabase } from './databases.ts';
import { CHUNK_BYTES, type Manifest, type ManifestPart, sealManifest, unsealManifest } from './manifest.ts';
import { brokenStorage } from './storage-errors.ts';

const META = 'meta';
const ATTEMPTS = 3;

/** What is stored under one name: a value that JSON can write, and typed arrays by name ("meta" is reserved). */
export interface Artifact {
  readonly meta: unknown;
  readonly arrays: Readonly<Record<string, Column>>;
}

/** What is kept, for reading. All throw storage Problems. */
export interface DataReader {
  /** Null if nothing was saved. @throws Problem 'storage-broken' if it is damaged, naming the part */
  loadArrays(thing: string): Promise<Artifact | null>;
}

/**
 * Big data by name ("dataset", "model"): each is there as a whole, old or new, never mixed. All throw storage
 * Problems.
 */
export interface DataStore extends DataReader {
  /** Resolves when it is on disk. If it fails, what was kept before stays. */
  saveArrays(thing: string, stored: Artifact): Promise<void>;
  remove(thing: string): Promise<void>;
  clear(): Promise<void>;
}

/**
 * Opens what is kept of data sets and models, and removes what interrupted writes have left.
 *
 * A thing is written in chunks under a new generation; one transaction then flips its manifest to that
 * generation, and the chunks of the old one are collected. So a crash at any point leaves the old or the new.
 * @param store the database, or `inMemoryStore()` where the browser denies one
 * @throws Problem 'storage-denied', 'storage-newer', 'storage-full' or 'storage-broken'
 */
export async function openData(store?: UseStore, chunkBytes = CHUNK_BYTES): Promise<DataStore> {
  const use = store ?? (await openDataDatabase());
  const writing = new Set<string>();
  await collectChunks(use, writing);

  async function write(thing: string, { meta, arrays }: Artifact): Promise<boolean> {
    const generation = newGeneration();
    writing.add(generation);
    try {
      const text = new TextEncoder().encode(JSON.stringify(meta));
      const parts: ManifestPart[] = [];
      for (const [name, column] of [[META, text] as const, ...Object.entries(arrays)]) {
        parts.push(await writePart(use, thing, generation, name, column, chunkBytes));
      }
      return await flip(use, thing, { generation, parts });
    } finally {
      writing.delete(generation);
      // It frees room where the write failed; and if it fails itself, the next opening does it.
      await collectChunks(use, writing).catch(() => {});
    }
  }

  return {
    ...readerOf(use),
    async saveArrays(thing, stored) {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) if (await write(thing, stored)) return;
      throw brokenStorage(`another tab keeps replacing the stored ${thing}`);
    },
    async remove(thing) {
      await use('readwrite', (objects) => {
        objects.delete(manifestKey(thing));
      });
      await collectChunks(use, writing);
    },
    clear: () => clear(use),
  };
}

/**
 * Opens what is kept for who only reads: nothing is collected, so that what another worker is writing meanwhile stays.
 * Throws like `openData`.
 */
export async function readData(store?: UseStore): Promise<DataReader> {
  return readerOf(store ?? (await openDataDatabase()));
}

function readerOf(use: UseStore): DataReader {
  return {
    async loadArrays(thing) {
      for (let attempt = 1; ; attempt++) {
        const manifest = await readManifest(use, thing);
        if (manifest === null) return null;
        try {
          return await readAll(use, thing, manifest);
        } catch (error) {
          // Another tab may have replaced it while it was read.
          const now = await readManifest(use, thing);
          if (now?.generation === manifest.generation || attempt === ATTEMPTS) throw error;
        }
      }
    },
  };
}

/**
 * Makes a generation the one that counts.
 * @returns false if chunks of it are gone: another tab took them for leftovers
 */
function flip(use: UseStore, thing: string, manifest: Manifest): Promise<boolean> {
  return use('readwrite', async (store) => {
    const expected = manifest.parts.reduce((sum, part) => sum + part.checksums.length, 0);
    if ((await countChunks(store, thing, manifest.generation)) !== expected) return false;
    store.put(sealManifest(manifest), manifestKey(thing));
    return true;
  });
}

async function readManifest(use: UseStore, thing: string): Promise<Manifest | null> {
  const stored: unknown = await get(manifestKey(thing), use);
  if (stored === undefined) return null;
  const manifest = unsealManifest(stored);
  if (manifest === null) throw brokenStorage(`the manifest of the stored ${thing} cannot be read`);
  return manifest;
}

async function readAll(use: UseStore, thing: string, { generation, parts }: Manifest): Promise<Artifact> {
  const columns = new Map<string, Column>();
  for (const part of parts) columns.set(part.name, await readPart(use, thing, generation, part));
  const text = columns.get(META);
  columns.delete(META);
  const meta: unknown = JSON.parse(new TextDecoder().decode(text));
  return { meta, arrays: Object.fromEntries(columns) };
}

/** Different in every tab, so that two that write at once do not mix. */
function newGeneration(): string {
  const [a, b] = crypto.getRandomValues(new Uint32Array(2));
  return `${Date.now().toString(36)}-${a.toString(36)}${b.toString(36)}`;
}
