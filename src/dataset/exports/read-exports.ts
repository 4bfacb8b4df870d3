import { Problem } from '../../base/problem.ts';
import { createPause } from '../../base/scheduling.ts';
import { type Part, partsOf, tooLarge } from './archive-parts.ts';
import { isZip } from './dataset-archive.ts';
import type { ReadExports, ReadFile } from './entry.ts';
import { READABLE_EXPORTS, readFile } from './read-file.ts';

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
  const pause = createPause();
  for (const file of files) {
    try {
      // All or nothing: if an archive turns out to be damaged, none of its files are used.
      const parts = isZip(file.bytes) ? readArchive(file, everyone, passedOver) : [readPlain(file, everyone)];
      read.push(...parts);
    } catch (thrown) {
      if (!(thrown instanceof Problem)) throw thrown;
      refused.push(thrown);
    }
    await pause();
  }
  return { files: read, passedOver, refused: refused.map((problem) => problem.toReport()) };
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
    throw new Problem('file-unknown', `${name} holds no export that can be read.`, READABLE_EXPORTS);
  }
  passedOver.push(...others);
  return read;
}
