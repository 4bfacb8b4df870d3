import { crc32 } from '../../dataset/archive/crc32.ts';
import { isRecord } from '../person/person-schema.ts';
import { type ColumnType, isColumnType } from './columns.ts';

/** One array of a thing and the chunks that it was cut into. */
export interface ManifestPart {
  readonly name: string;
  readonly type: ColumnType;
  readonly bytes: number;
  /** CRC-32 of each chunk. */
  readonly checksums: readonly number[];
}

/** Says which generation of a thing counts and what belongs to it. Whoever replaces it, replaces the thing. */
export interface Manifest {
  readonly generation: string;
  readonly parts: readonly ManifestPart[];
}

/** Chunks are at most this long, so that no record comes near a browser's limit (Firefox: 267 MB). */
export const CHUNK_BYTES = 8 * 1024 * 1024;

/** As it is stored: text with a checksum of its own. */
export function sealManifest(manifest: Manifest): { text: string; checksum: number } {
  const text = JSON.stringify(manifest);
  return { text, checksum: crc32(new TextEncoder().encode(text)) };
}

/** Null for anything but an intact manifest. */
export function unsealManifest(stored: unknown): Manifest | null {
  if (!isRecord(stored) || typeof stored.text !== 'string') return null;
  if (crc32(new TextEncoder().encode(stored.text)) !== stored.checksum) return null;
  const manifest: unknown = JSON.parse(stored.text);
  return isManifest(manifest) ? manifest : null;
}

function isManifest(value: unknown): value is Manifest {
  return (
    isRecord(value) &&
    typeof value.generation === 'string' &&
    Array.isArray(value.parts) &&
    value.parts.every(
      (part: unknown) =>
        isRecord(part) &&
        typeof part.name === 'string' &&
        isColumnType(part.type) &&
        Number.isInteger(part.bytes) &&
        Array.isArray(part.checksums),
    )
  );
}
