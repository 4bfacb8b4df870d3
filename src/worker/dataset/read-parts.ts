import { csvLayout, findTables } from '../../dataset/archive/archive-tables.ts';
import {
  ARCHIVE_LIMITS,
  type OnProgress,
  readDataset,
  readMovieList,
} from '../../dataset/archive/read-archive.ts';
import { readDescriptions, readDetails } from '../../dataset/archive/read-facts.ts';
import { SkippedRowsCounter } from '../../dataset/archive/skipped-rows.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import { type FactTable, type WorldTable, worldTableOf } from '../../dataset/fact-tables.ts';
import type { Description, MovieFacts } from '../../dataset/movie-facts.ts';

/** Reads the parts of the built-in data set. All throw what the readers throw. @param zips parts with all of its tables */
export async function datasetIn(
  zips: readonly Uint8Array[],
  name: string,
  onProgress: OnProgress,
): Promise<Dataset> {
  return readDataset(await findTables(zips), name, { onProgress });
}

export async function detailsIn(zip: Uint8Array): Promise<FactTable<MovieFacts> | null> {
  return readDetails(await findTables([zip]), factReading());
}

export async function descriptionsIn(zip: Uint8Array): Promise<FactTable<Description> | null> {
  return readDescriptions(await findTables([zip]), factReading());
}

export async function worldIn(zip: Uint8Array): Promise<WorldTable | null> {
  const { skippedRows } = factReading();
  return worldTableOf(
    await readMovieList(await findTables([zip]), csvLayout, {
      limits: ARCHIVE_LIMITS,
      skippedRows,
      onRead: () => {},
    }),
  );
}

/** Nothing of the built-in data is skipped: a test reads all of it. */
function factReading() {
  return {
    movies: { has: () => true },
    limit: ARCHIVE_LIMITS.facts,
    skippedRows: new SkippedRowsCounter(),
  };
}
