import { Problem } from '../../base/problem.ts';
import { createPause } from '../../base/scheduling.ts';
import { withTimeLimit } from '../../base/time-limit.ts';
import { readingLimits, tookTooLong } from '../archive/reading-limits.ts';
import { isZip } from '../archive/zip-directory.ts';
import { byNumber, isReadable, type Part, partsOf, tooLarge } from './archive-parts.ts';
import type { ReadExports, ReadFile, UnknownTable } from './entry.ts';
import { baseName } from './layout.ts';
import { type ExportReading, READABLE_EXPORTS, readFile, unknownTableIn } from './read-file.ts';
import { tooMany } from './row-collector.ts';

/**
 * Reads the files and archives of a person. Files that cannot be read are reported, and all others are read.
 * @param everyone number of ratings of the data set by half star, `[10]`
 * @param signal gives up within a fraction of a second; rejects with its reason
 * @throws Problem 'file-too-large' where all of it takes too long or has more rows than any person
 */
export function readExports(
  files: readonly Part[],
  everyone: readonly number[],
  signal?: AbortSignal,
): Promise<ReadExports> {
  const { exportMs } = readingLimits;
  const late = () => tookTooLong('What you chose', exportMs);
  return withTimeLimit(exportMs, late, signal, (ending) => readAll(files, everyone, ending));
}

async function readAll(
  files: readonly Part[],
  everyone: readonly number[],
  signal: AbortSignal,
): Promise<ReadExports> {
  const read: ReadFile[] = [];
  const passedOver: string[] = [];
  const refused: Problem[] = [];
  const tables: UnknownTable[] = [];
  const pause = createPause(signal);
  const reading = { everyone, pause };
  for (const file of [...files].sort((a, b) => byNumber(a.name, b.name))) {
    const isInFolder = file.name.includes('/');
    if (isInFolder && !isReadable({ name: baseName(file.name), path: file.name })) {
      passedOver.push(file.name);
      continue;
    }
    try {
      // All or nothing: if an archive turns out to be damaged, none of its files are used.
      const parts = isZip(file.bytes)
        ? await readArchive(file, reading, passedOver)
        : [await readPlain(file, reading)];
      for (const part of parts) read.push(part);
    } catch (thrown) {
      if (signal.aborted || !(thrown instanceof Problem)) throw thrown;
      // A folder holds files without movies, too, as an archive does.
      const table = isZip(file.bytes) ? null : unknownTableIn(file.name, file.bytes);
      if (isInFolder && thrown.code === 'file-unknown') passedOver.push(file.name);
      else if (table !== null && thrown.code === 'file-unknown') tables.push({ name: file.name, table });
      else refused.push(thrown);
    }
    if (read.reduce((sum, { rows }) => sum + rows, 0) > readingLimits.exportRows) throw tooMany();
    await pause();
  }
  if (read.length === 0 && refused.length === 0 && passedOver.length > 0)
    refused.push(noExport(passedOver[0].split('/')[0]));
  return { files: read, tables, passedOver, refused: refused.map((problem) => problem.toReport()) };
}

async function readPlain({ name, bytes }: Part, reading: ExportReading): Promise<ReadFile> {
  if (bytes.length > readingLimits.exportBytes) throw tooLarge(name, readingLimits.exportBytes);
  return readFile(name, bytes, reading);
}

async function readArchive(
  { name, bytes }: Part,
  reading: ExportReading,
  passedOver: string[],
): Promise<ReadFile[]> {
  const read: ReadFile[] = [];
  const others: string[] = [];
  const passOver = (other: string) => void others.push(other);
  let rows = 0;
  for await (const part of partsOf(bytes, name, readingLimits.exportBytes, passOver, reading.pause)) {
    try {
      const file = await readFile(part.name, part.bytes, reading);
      rows += file.rows;
      read.push(file);
    } catch (thrown) {
      // Files without movies, such as a profile or comments.
      if (!(thrown instanceof Problem) || thrown.code !== 'file-unknown') throw thrown;
      others.push(part.name);
    }
    if (rows > readingLimits.exportRows) throw tooMany();
  }
  if (read.length === 0) {
    throw noExport(name);
  }
  for (const other of others) passedOver.push(other);
  return read;
}

function noExport(name: string): Problem {
  return new Problem('file-unknown', `${name} holds no export that Matinee can read.`, READABLE_EXPORTS);
}
