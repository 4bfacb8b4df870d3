import { get, promisifyRequest, set, type UseStore } from 'idb-keyval';
import { crc32 } from '../../base/crc32.ts';
import { bytesOf, type Column, columnFrom, columnType } from './columns.ts';
import { CHUNK_BYTES, type ManifestPart, unsealManifest } from './manifest.ts';
import { brokenStorage } from './storage-errors.ts';

/** The key of an artifact's manifest. @param label under which the artifact is set aside; null for the one in use */
export function manifestKey(artifact: string, label: string | null = null): IDBValidKey {
  return label === null ? ['manifest', artifact] : ['manifest', artifact, label];
}

/** Artifact and label of the key of a manifest; null for any other key. */
export function manifestOf(key: IDBValidKey): { artifact: string; label: string | null } | null {
  if (!Array.isArray(key) || key[0] !== 'manifest') return null;
  const [, artifact, label = null] = key;
  if (typeof artifact !== 'string' || (label !== null && typeof label !== 'string')) return null;
  return { artifact, label };
}

function chunkKey(artifact: string, generation: string, part: string, index: number): IDBValidKey {
  return ['chunk', artifact, generation, part, index];
}

/** Writes one array in chunks, each in its own transaction. @param onWritten receives the bytes of each */
export async function writePart(
  use: UseStore,
  artifact: string,
  generation: string,
  name: string,
  column: Column,
  chunkBytes = CHUNK_BYTES,
  onWritten: (bytes: number) => void = () => {},
): Promise<ManifestPart> {
  const bytes = bytesOf(column);
  const checksums: number[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    // A copy, because with subarray() the whole buffer would be stored with every chunk.
    const chunk = bytes.slice(at, at + chunkBytes);
    const written = set(chunkKey(artifact, generation, name, checksums.length), chunk, use);
    // The database writes meanwhile.
    checksums.push(crc32(chunk));
    await written;
    onWritten(chunk.length);
  }
  return { name, type: columnType(column), bytes: bytes.length, checksums };
}

/**
 * Reads one array and checks every chunk.
 * @param onRead receives the bytes of each
 * @throws Problem 'storage-broken', naming the artifact and the array
 */
export async function readPart(
  use: UseStore,
  artifact: string,
  generation: string,
  part: ManifestPart,
  onRead: (bytes: number) => void = () => {},
): Promise<Column> {
  const broken = (what: string) => brokenStorage(`part "${part.name}" of the stored ${artifact} ${what}`);
  const bytes = new Uint8Array(part.bytes);
  const fetched = (index: number): Promise<unknown> => {
    const chunk = get<unknown>(chunkKey(artifact, generation, part.name, index), use);
    // Where the chunk before is broken, nobody awaits this one.
    chunk.catch(() => {});
    return chunk;
  };
  let at = 0;
  // The database reads the next chunk while this one is checked.
  let next = part.checksums.length === 0 ? null : fetched(0);
  for (const [index, checksum] of part.checksums.entries()) {
    const current = next;
    next = index + 1 < part.checksums.length ? fetched(index + 1) : null;
    const chunk = await current;
    if (!(chunk instanceof Uint8Array)) throw broken('is missing');
    if (at + chunk.length > bytes.length) throw broken('has the wrong length');
    if (crc32(chunk) !== checksum) throw broken('does not match its checksum');
    bytes.set(chunk, at);
    at += chunk.length;
    onRead(chunk.length);
  }
  if (at !== bytes.length) throw broken('has the wrong length');
  return columnFrom(part.type, bytes);
}

/** Counts the chunks of a generation, inside a running transaction. */
export async function countChunks(
  store: IDBObjectStore,
  artifact: string,
  generation: string,
): Promise<number> {
  const keys = await promisifyRequest(store.getAllKeys());
  return keys.filter((key) => Array.isArray(key) && key[1] === artifact && key[2] === generation).length;
}

/**
 * Deletes every chunk that belongs to no current generation.
 * @param writing generations that are still being written; their chunks stay
 */
export async function collectChunks(use: UseStore, writing: ReadonlySet<string>): Promise<void> {
  await use('readwrite', async (store) => {
    const keys = await promisifyRequest(store.getAllKeys());
    const current = new Set<unknown>(writing);
    for (const key of keys) {
      if (!Array.isArray(key) || key[0] !== 'manifest') continue;
      const stored: unknown = await promisifyRequest(store.get(key));
      const generation = unsealManifest(stored)?.generation;
      if (generation !== undefined) current.add(generation);
    }
    for (const key of keys) {
      if (Array.isArray(key) && key[0] === 'chunk' && !current.has(key[2])) store.delete(key);
    }
  });
}
