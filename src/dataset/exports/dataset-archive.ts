import { readZipDirectory } from '../archive/zip-directory.ts';

/** The files that each layout of a data set contains. */
const LAYOUTS = [
  ['movies.csv', 'ratings.csv'],
  ['u.item', 'u.data'],
] as const;

/** Whether bytes start like a zip archive. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/**
 * Whether an archive holds the movies and ratings of many people and not the export of one person.
 * @throws Problem 'file-broken' if the archive is damaged or cut short
 */
export function isDatasetArchive(bytes: Uint8Array): boolean {
  if (!isZip(bytes)) return false;
  const names = new Set(readZipDirectory(bytes).map(({ name }) => name));
  return LAYOUTS.some((layout) => layout.every((name) => names.has(name)));
}
