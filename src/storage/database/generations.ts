import { clear, get, type UseStore } from 'idb-keyval';
import { collectChunks, countChunks, manifestKey, readPart, writePart } from './chunks.ts';
import type { Column } from './columns.ts';
import { openDataDatabase } from './databases.ts';
import {
  type ArtifactSize,
  deleteAside,
  type Exchange,
  exchangeManifests,
  manifestSizes,
} from './exchange.ts';
import { CHUNK_BYTES, type Manifest, type ManifestPart, sealManifest, unsealManifest } from './manifest.ts';
import { brokenStorage } from './storage-errors.ts';

const META = 'meta';
const ATTEMPTS = 3;

/** What is stored under one name: a value that JSON can write, and typed arrays by name ("meta" is reserved). */
export interface Artifact {
  readonly meta: unknown;
  readonly arrays: Readonly<Record<string, Column>>;
}

/** Receives the number of bytes written so far, and of all. */
export type OnSaved = (done: number, total: number) => void;

/** What is read of an artifact, and who follows it. */
export interface Reading {
  /** The arrays that are not read. */
  readonly without?: ReadonlySet<string>;
  /** An array without which the others are of no use: where it is not stored, nothing is read and found. */
  readonly needs?: string;
  /** Receives the number of bytes read so far, and of all, after each chunk. */
  readonly onRead?: OnSaved;
}

/** Reads artifacts. All methods reject with storage Problems. */
export interface DataReader {
  /**
   * Null if nothing is stored. @throws Problem 'storage-broken' if it is damaged, naming the part
   * @param label to read an artifact that is set aside
   */
  loadArrays(name: string, label?: string, reading?: Reading): Promise<Artifact | null>;
}

/**
 * Large artifacts by name ("dataset", "model"). Each is stored as a whole, old or new, never a mixture. All methods
 * reject with storage Problems.
 */
export interface DataStore extends DataReader {
  /**
   * Resolves when the artifact is on disk. If it fails, the one before stays.
   * @param signal gives it up between two chunks: it rejects with the signal's reason
   */
  saveArrays(name: string, stored: Artifact, signal?: AbortSignal): Promise<void>;
  /**
   * Replaces several artifacts at once: after a crash either all of them are stored or none. Null removes one.
   * If it fails, those before stay.
   * @param onProgress receives bytes written and bytes of all, after each chunk
   * @param exchange what is set aside and put back at the same moment, before these artifacts take their places
   */
  saveTogether(
    artifacts: ReadonlyMap<string, Artifact | null>,
    onProgress?: OnSaved,
    exchange?: Exchange,
  ): Promise<void>;
  remove(name: string): Promise<void>;
  /** All artifacts, in use and set aside. */
  sizes(): Promise<readonly ArtifactSize[]>;
  /** Deletes all artifacts that are set aside under a label. */
  removeAside(label: string): Promise<void>;
  clear(): Promise<void>;
}

/**
 * Opens the database of data sets and models, and deletes what interrupted writes have left.
 *
 * An artifact is written in chunks under a new generation. One transaction then changes its manifest to that
 * generation, and the chunks of the old one are deleted. So a crash at any point leaves the old artifact or the new one.
 * @param store the database, or `inMemoryStore()` where the browser denies one
 * @param onLost called when a write finds that the database was deleted
 * @throws Problem 'storage-denied', 'storage-newer', 'storage-full' or 'storage-broken'
 */
export async function openData(
  store?: UseStore,
  chunkBytes = CHUNK_BYTES,
  onLost?: () => void,
): Promise<DataStore> {
  const use = store ?? (await openDataDatabase(onLost && { onLost }));
  const writing = new Set<string>();
  await collectChunks(use, writing);

  async function write(
    artifacts: ReadonlyMap<string, Artifact | null>,
    onSaved: OnSaved,
    exchange: Exchange | undefined,
  ): Promise<boolean> {
    const generation = newGeneration();
    const onWritten = countedBytes(artifacts, onSaved);
    writing.add(generation);
    try {
      const manifests = new Map<string, Manifest | null>();
      for (const [name, stored] of artifacts) {
        const parts = stored && (await writeParts(use, name, generation, stored, chunkBytes, onWritten));
        manifests.set(name, parts && { generation, parts });
      }
      return await flip(use, manifests, exchange);
    } finally {
      writing.delete(generation);
      // Frees the room of a failed write. If this fails too, the next opening does it.
      await collectChunks(use, writing).catch(() => {});
    }
  }

  async function saveTogether(
    artifacts: ReadonlyMap<string, Artifact | null>,
    onSaved: OnSaved = () => {},
    exchange?: Exchange,
  ): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++)
      if (await write(artifacts, onSaved, exchange)) return;
    throw brokenStorage(`another tab keeps replacing the stored ${[...artifacts.keys()].join(', ')}`);
  }

  return {
    ...readerOf(use),
    saveArrays: (name, stored, signal) =>
      saveTogether(new Map([[name, stored]]), () => signal?.throwIfAborted()),
    saveTogether,
    async remove(name) {
      await use('readwrite', (objects) => {
        objects.delete(manifestKey(name));
      });
      await collectChunks(use, writing);
    },
    sizes: () => use('readonly', manifestSizes),
    async removeAside(label) {
      await use('readwrite', (objects) => deleteAside(objects, label));
      await collectChunks(use, writing);
    },
    clear: () => clear(use),
  };
}

/**
 * Opens the database of data sets and models for reading only. It deletes nothing, so that a write of another worker can
 * go on. Throws like `openData`.
 */
export async function readData(store?: UseStore): Promise<DataReader> {
  return readerOf(store ?? (await openDataDatabase()));
}

function readerOf(use: UseStore): DataReader {
  return {
    async loadArrays(name, label, reading = {}) {
      for (let attempt = 1; ; attempt++) {
        const manifest = await readManifest(use, name, label);
        if (manifest === null) return null;
        const { needs } = reading;
        if (needs !== undefined && !manifest.parts.some((part) => part.name === needs)) return null;
        try {
          return await readAll(use, name, manifest, reading);
        } catch (error) {
          // Another tab may have replaced it in the meantime.
          const now = await readManifest(use, name, label);
          if (now?.generation === manifest.generation || attempt === ATTEMPTS) throw error;
        }
      }
    },
  };
}

async function writeParts(
  use: UseStore,
  name: string,
  generation: string,
  { meta, arrays }: Artifact,
  chunkBytes: number,
  onWritten: (bytes: number) => void,
): Promise<ManifestPart[]> {
  const text = new TextEncoder().encode(JSON.stringify(meta));
  const parts: ManifestPart[] = [];
  for (const [part, column] of [[META, text] as const, ...Object.entries(arrays)]) {
    parts.push(await writePart(use, name, generation, part, column, chunkBytes, onWritten));
  }
  return parts;
}

/** Adds up the bytes of all columns as they are written. */
function countedBytes(
  artifacts: ReadonlyMap<string, Artifact | null>,
  onSaved: OnSaved,
): (bytes: number) => void {
  const columns = [...artifacts.values()].flatMap((stored) =>
    stored === null ? [] : Object.values(stored.arrays),
  );
  const total = columns.reduce((sum, { byteLength }) => sum + byteLength, 0);
  let done = 0;
  return (bytes) => {
    done += bytes;
    // What is no column comes on top.
    onSaved(Math.min(done, total), total);
  };
}

/**
 * Makes a generation the current one of these artifacts, in one transaction. An artifact without a manifest is removed.
 * @returns false if another tab has deleted chunks of it as leftovers
 */
function flip(
  use: UseStore,
  manifests: ReadonlyMap<string, Manifest | null>,
  exchange: Exchange | undefined,
): Promise<boolean> {
  return use('readwrite', async (store) => {
    for (const [name, manifest] of manifests) {
      if (manifest === null) continue;
      const expected = manifest.parts.reduce((sum, part) => sum + part.checksums.length, 0);
      if ((await countChunks(store, name, manifest.generation)) !== expected) return false;
    }
    if (exchange !== undefined) await exchangeManifests(store, exchange);
    for (const [name, manifest] of manifests) {
      if (manifest === null) store.delete(manifestKey(name));
      else store.put(sealManifest(manifest), manifestKey(name));
    }
    return true;
  });
}

async function readManifest(use: UseStore, name: string, label?: string): Promise<Manifest | null> {
  const stored: unknown = await get(manifestKey(name, label), use);
  if (stored === undefined) return null;
  const manifest = unsealManifest(stored);
  if (manifest === null) throw brokenStorage(`the manifest of the stored ${name} cannot be read`);
  return manifest;
}

async function readAll(
  use: UseStore,
  name: string,
  { generation, parts }: Manifest,
  { without, onRead }: Reading,
): Promise<Artifact> {
  const read = parts.filter((part) => !without?.has(part.name));
  const total = read.reduce((sum, { bytes }) => sum + bytes, 0);
  const columns = new Map<string, Column>();
  let done = 0;
  for (const part of read) {
    const onChunk = (bytes: number) => {
      done += bytes;
      onRead?.(done, total);
    };
    columns.set(part.name, await readPart(use, name, generation, part, onChunk));
  }
  const text = columns.get(META);
  columns.delete(META);
  const meta: unknown = JSON.parse(new TextDecoder().decode(text));
  return { meta, arrays: Object.fromEntries(columns) };
}

/** A new generation; unique, so that two tabs that write at the same time do not mix. */
function newGeneration(): string {
  const [a, b] = crypto.getRandomValues(new Uint32Array(2));
  return `${Date.now().toString(36)}-${a.toString(36)}${b.toString(36)}`;
}
