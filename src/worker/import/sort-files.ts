import { Problem } from '../../base/problem.ts';
import { type ArchiveTables, findTablesIn, holdsDataset } from '../../dataset/archive/archive-tables.ts';
import { ratingFormatOf } from '../../dataset/archive/movielens.ts';
import { readingLimits } from '../../dataset/archive/reading-limits.ts';
import { isZipFile, readWhole } from '../../dataset/archive/zip-directory.ts';
import { type Part, tooLarge } from '../../dataset/exports/archive-parts.ts';
import type { ImportedFile } from '../../protocol/import-messages.ts';

/** Where the header line of a table ends at the latest. */
const HEAD = 1024;

/** Files that were dropped together. */
export interface SortedFiles {
  /** Exports of one person, in memory. */
  readonly own: readonly Part[];
  /** Data sets of many people, each as its zip or its files. */
  readonly datasets: readonly (readonly ImportedFile[])[];
  readonly refused: readonly Problem[];
}

/**
 * Tells a person's exports from data sets by what is in them.
 * @param signal gives up after the file that is being read; rejects with its reason
 */
export async function sortFiles(files: readonly ImportedFile[], signal?: AbortSignal): Promise<SortedFiles> {
  const own: Part[] = [];
  const datasets: (readonly ImportedFile[])[] = [];
  const refused: Problem[] = [];
  const others: ImportedFile[] = [];
  async function orRefused(work: () => Promise<void>): Promise<void> {
    signal?.throwIfAborted();
    try {
      await work();
    } catch (thrown) {
      if (!(thrown instanceof Problem)) throw thrown;
      refused.push(thrown);
    }
  }
  for (const file of files) {
    signal?.throwIfAborted();
    await orRefused(async () => {
      if (!(await isZipFile(file.content))) others.push(file);
      else if (holdsDataset(await findTablesIn([file])) || (await holdNamedRatings([file])))
        datasets.push([file]);
      else own.push(await inMemory(file, readingLimits.exportZipBytes));
    });
  }
  if ((await isLooseDataset(others)) || (await holdNamedRatings(others))) datasets.push(others);
  else
    for (const file of others)
      await orRefused(async () => void own.push(await inMemory(file, readingLimits.exportBytes)));
  return { own, datasets, refused };
}

/** Whether files that are not packed are one data set. Letterboxd has a `ratings.csv`, too, with other columns. */
async function isLooseDataset(files: readonly ImportedFile[]): Promise<boolean> {
  let tables: ArchiveTables;
  try {
    tables = await findTablesIn(files);
  } catch (thrown) {
    // Files of the same name are no data set; the reader of exports says what they are.
    if (thrown instanceof Problem) return false;
    throw thrown;
  }
  if (!holdsDataset(tables)) return false;
  const ratings = files.find(({ name }) => /(^|\/)ratings\.csv$/.test(name));
  if (ratings === undefined) return true;
  const [header] = new TextDecoder()
    .decode(await readWhole(ratings.content.slice(0, HEAD)))
    .replace('\ufeff', '')
    .split(/\r?\n/);
  try {
    ratingFormatOf(header);
    return true;
  } catch (thrown) {
    if (thrown instanceof Problem) return false;
    throw thrown;
  }
}

/** Whether a table names columns of users, items and ratings: an export of one person has no column of users. */
async function holdNamedRatings(files: readonly ImportedFile[]): Promise<boolean> {
  const { findAnyTables } = await import('../../dataset/tables/table-heads.ts');
  const { isNamedRatings } = await import('../../dataset/tables/guess-mapping.ts');
  // What cannot be looked into is refused by the reader of exports, which says why.
  try {
    return (await findAnyTables(files)).some(isNamedRatings);
  } catch (thrown) {
    if (thrown instanceof Problem) return false;
    throw thrown;
  }
}

async function inMemory({ name, content }: ImportedFile, most: number): Promise<Part> {
  if (content.size > most) throw tooLarge(name, most);
  return { name, bytes: await readWhole(content) };
}
