import { Problem } from '../../base/problem.ts';
import { createPause } from '../../base/scheduling.ts';
import { type Part, partsOf, tooLarge } from './archive-parts.ts';
import { isZip } from './dataset-archive.ts';
import type { ReadExports, ReadFile } from './entry.ts';
import { READABLE_EXPORTS, readFile } from './read-file.ts';

/** Most bytes of text in one file or archive; years of diaries and reviews have some 10 MB. */
const MOST_BYTES = 64e6;

/**
 * Reads a person's files, archives too. What cannot be read is said, and the others are read all the same.
 * @param everyone ratings of the data set by half star
 */
export async function readExports(files: readonly Part[], everyone: readonly number[]): Promise<ReadExports> {
  const read: ReadFile[] = [];
  const passedOver: string[] = [];
  const refused: Problem[] = [];
  const pause = createPause();
  for (const file of files) {
    try {
      // Only as a whole: half of an archive that turns out to be damaged is not taken.
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
  if (bytes.length > MOST_BYTES) throw tooLarge(name, MOST_BYTES);
  return readFile(name, bytes, everyone);
}

function readArchive({ name, bytes }: Part, everyone: readonly number[], passedOver: string[]): ReadFile[] {
  const read: ReadFile[] = [];
  const others: string[] = [];
  for (const part of partsOf(bytes, name, MOST_BYTES, (other) => others.push(other))) {
    try {
      read.push(readFile(part.name, part.bytes, everyone));
    } catch (thrown) {
      // A profile, comments: not of films.
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
