import { Problem } from '../../base/problem.ts';
import { createPause } from '../../base/scheduling.ts';
import { isZip } from '../archive/zip-directory.ts';
import { byNumber, isReadable, type Part, partsOf, tooLarge } from './archive-parts.ts';
import type { ReadExports, ReadFile, UnknownTable } from './entry.ts';
import { baseName } from './layout.ts';
import { READABLE_EXPORTS, readFile, unknownTableIn } from './read-file.ts';

/** Largest size of the text in one file or archive. Years of diaries and reviews have about 10 MB. */
const MAX_BYTES = 64e6;

/**
 * Reads the files and archives of a person. Files that cannot be read are reported, and all others are read.
 * @param everyone number of ratings of the data set by half star, `[10]`
 */
export async function readExports(files: readonly Part[], everyone: readonly number[]): Promise<ReadExports> {
  const read: ReadFile[] = [];
  const passedOver: string[] = [];
  const refused: Problem[] = [];
  const tables: UnknownTable[] = [];
  const pause = createPause();
  for (const file of [...files].sort((a, b) => byNumber(a.name, b.name))) {
    const isInFolder = file.name.includes('/');
    if (isInFolder && !isReadable({ name: baseName(file.name), path: file.name })) {
      passedOver.push(file.name);
      continue;
    }
    try {
      // All or nothing: if an archive turns out to be damaged, none of its files are used.
      const parts = isZip(file.bytes) ? readArchive(file, everyone, passedOver) : [readPlain(file, everyone)];
      read.push(...parts);
    } catch (thrown) {
      if (!(thrown instanceof Problem)) throw thrown;
      // A folder holds files without movies, too, as an archive does.
      const table = isZip(file.bytes) ? null : unknownTableIn(file.name, file.bytes);
      if (isInFolder && thrown.code === 'file-unknown') passedOver.push(file.name);
      else if (table !== null && thrown.code === 'file-unknown') tables.push({ name: file.name, table });
      else refused.push(thrown);
    }
    await pause();
  }
  if (read.length === 0 && refused.length === 0 && passedOver.length > 0)
    refused.push(noExport(passedOver[0].split('/')[0]));
  return { files: read, tables, passedOver, refused: refused.map((problem) => problem.toReport()) };
}

function readPlain({ name, bytes }: Part, everyone: readonly number[]): ReadFile {
  if (bytes.length > MAX_BYTES) throw tooLarge(name, MAX_BYTES);
  return readFile(name, bytes, everyone);
}

function readArchive({ name, bytes }: Part, everyone: readonly number[], passedOver: string[]): ReadFile[] {
  const read: ReadFile[] = [];
  const others: string[] = [];
  for (const part of partsOf(bytes, name, MAX_BYTES, (other) => others.push(other))) {
    try {
      read.push(readFile(part.name, part.bytes, everyone));
    } catch (thrown) {
      // Files without movies, such as a profile or comments.
      if (!(thrown instanceof Problem) || thrown.code !== 'file-unknown') throw thrown;
      others.push(part.name);
    }
  }
  if (read.length === 0) {
    throw noExport(name);
  }
  passedOver.push(...others);
  return read;
}

function noExport(name: string): Problem {
  return new Problem('file-unknown', `${name} holds no export that Matinee can read.`, READABLE_EXPORTS);
}
