import * as v from 'valibot';
import { crc32 } from '../../base/crc32.ts';
import { countSchema, parseOrNull } from '../../base/schemas.ts';
import { columnTypes } from './columns.ts';

/** One array of an artifact and the chunks that it is cut into. */
const partSchema = v.pipe(
  v.object({
    name: v.string(),
    type: v.picklist(columnTypes),
    bytes: countSchema,
    /** CRC-32 of each chunk. */
    checksums: v.pipe(v.array(countSchema), v.readonly()),
  }),
  v.readonly(),
);
export type ManifestPart = v.InferOutput<typeof partSchema>;

/** Names the current generation of an artifact and its arrays. Whoever replaces the manifest replaces the artifact. */
const manifestSchema = v.pipe(
  v.object({ generation: v.string(), parts: v.pipe(v.array(partSchema), v.readonly()) }),
  v.readonly(),
);
export type Manifest = v.InferOutput<typeof manifestSchema>;

/** The longest chunk, so that no record comes near a browser's limit (Firefox: 267 MB). */
export const CHUNK_BYTES = 8 * 1024 * 1024;

/** A manifest as it is stored: text with a checksum of its own. */
const sealedSchema = v.object({ text: v.string(), checksum: countSchema });

/** Encodes a manifest as it is stored. */
export function sealManifest(manifest: Manifest): v.InferOutput<typeof sealedSchema> {
  const text = JSON.stringify(manifest);
  return { text, checksum: checksumOf(text) };
}

/** Reads a stored manifest; null for anything but an intact one. */
export function unsealManifest(stored: unknown): Manifest | null {
  const sealed = parseOrNull(sealedSchema, stored);
  if (sealed === null || checksumOf(sealed.text) !== sealed.checksum) return null;
  return parseOrNull(manifestSchema, JSON.parse(sealed.text));
}

function checksumOf(text: string): number {
  return crc32(new TextEncoder().encode(text));
}
