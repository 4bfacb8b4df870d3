import { readZipDirectory } from '../archive/zip-directory.ts';

const LAYOUTS = [
  ['movies.csv', 'ratings.csv'],
  ['u.item', 'u.data'],
] as const;

/** Whether bytes are a zip archive, whole or not. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/**
 * Whether an archive holds the films and ratings of many people, and not what one person has exported.
 * @throws Problem 'file-broken' for an archive that cannot be read to its end
 */
export function isDatasetArchive(bytes: Uint8Array): boolean {
  if (!isZip(bytes)) return false;
  const names = new Set(readZipDirectory(bytes).map(({ name }) => name));
  return LAYOUTS.some((layout) => layout.every((name) => names.has(name)));
}
