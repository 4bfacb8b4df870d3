import { Problem } from '../../base/problem.ts';
import type { Pause } from '../../base/scheduling.ts';
import { unzipPieces } from '../archive/zip.ts';
import { readZipDirectory, type ZipEntry } from '../archive/zip-directory.ts';

/** Folders of an export whose tables look like ratings but are not: deleted and orphaned diaries. */
const OTHER_FOLDERS = /(?:^|\/)(?:deleted|orphaned|__MACOSX)\//i;
const READABLE = /\.(?:csv|tsv|txt|json|xml)$/i;

const NUMERIC = new Intl.Collator('en', { numeric: true });

/**
 * Orders paths by the numbers in them, 2 before 10: the last row of a history in several files must be the latest.
 */
export const byNumber = (a: string, b: string): number => NUMERIC.compare(a, b);

/** An unpacked file of an archive. */
export interface Part {
  /** With its folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Unpacks the files of an archive that may be a person's export, one at a time, and verifies their checksums.
 * @param most largest total size in bytes
 * @param passOver receives the paths of all other files
 * @throws Problem 'file-too-large', 'file-broken', 'file-unknown'; the reason of the pause
 */
export async function* partsOf(
  bytes: Uint8Array,
  name: string,
  most: number,
  passOver: (name: string) => void,
  pause: Pause,
): AsyncGenerator<Part, void> {
  const files = readZipDirectory(bytes)
    .filter((entry) => entry.name !== '')
    .sort((a, b) => byNumber(a.path, b.path));
  if (files.some((entry) => entry.name === '[Content_Types].xml')) throw spreadsheet(name);
  let total = 0;
  for (const entry of files) {
    await pause();
    if (!isReadable(entry)) {
      passOver(entry.path);
      continue;
    }
    total += entry.size;
    if (total > most) throw tooLarge(name, most);
    yield { name: entry.path, bytes: await unzipPieces(bytes, entry, most, pause) };
  }
}

/** The problem of an export that is too large for one person. */
export function tooLarge(name: string, most: number): Problem {
  return new Problem(
    'file-too-large',
    `${name} holds more than ${Math.round(most / 1e6)} MB of text.`,
    'No export of one person is that large. Choose the file that the service gave you.',
  );
}

/** Whether a file of an export's folder or archive may hold what a person said of movies. @param path with its folders */
export function isReadable({ name, path }: Pick<ZipEntry, 'name' | 'path'>): boolean {
  return READABLE.test(name) && !name.startsWith('.') && !OTHER_FOLDERS.test(path);
}

function spreadsheet(name: string): Problem {
  return new Problem(
    'file-unknown',
    `${name} is a spreadsheet.`,
    'Save it as CSV, in the columns that the service wrote, and try again.',
  );
}
