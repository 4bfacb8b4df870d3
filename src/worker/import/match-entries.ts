import { SkippedRowsCounter } from '../../dataset/archive/skipped-rows.ts';
import type { SkippedRows } from '../../dataset/dataset.ts';
import type { ImportedEntry, ReadExports } from '../../dataset/exports/entry.ts';
import { createMovieMatcher } from '../../dataset/match-movie.ts';
import type { Library } from '../session/catalogue.ts';

/** Maximum number of movies not found that are listed by name. */
const NAMED = 500;

/** An entry of an export with the MovieLens id of its movie. */
export interface MatchedEntry {
  readonly movieId: number;
  readonly entry: ImportedEntry;
  /** From a back-up: stored as it is, even if the movie has other entries. */
  readonly exact: boolean;
}

export interface MatchedEntries {
  readonly matchedEntries: readonly MatchedEntry[];
  readonly leftOut: readonly SkippedRows[];
}

/** Finds the movies of an export. Entries of a back-up for movies of another data set stay under their ids. */
export function matchEntries({ files }: ReadExports, { dataset, indexOf }: Library): MatchedEntries {
  const find = createMovieMatcher(dataset.movies);
  const matchedEntries: MatchedEntry[] = [];
  const missing = new SkippedRowsCounter(NAMED);
  for (const { service, entries } of files) {
    const exact = service === 'backup';
    for (const entry of entries) {
      const found = find(entry);
      const { movieId } = entry;
      if (typeof found === 'number') matchedEntries.push({ movieId: dataset.movies[found].id, entry, exact });
      else if (exact && movieId !== null && !indexOf.has(movieId))
        matchedEntries.push({ movieId, entry, exact });
      else missing.add(found === 'ambiguous' ? AMBIGUOUS : UNKNOWN, () => nameOf(entry));
    }
  }
  const several = files.length > 1;
  const rows = files.flatMap(({ name, leftOut }) =>
    leftOut.map((one) => ({
      ...one,
      examples: several ? one.examples.map((example) => `${name}, ${example}`) : one.examples,
    })),
  );
  return { matchedEntries, leftOut: [...missing.list(), ...together(rows)] };
}

const UNKNOWN = 'Films that are not in this data set';
const AMBIGUOUS = 'Films that could be one of several';

function nameOf({ titles, year, movieId }: ImportedEntry): string {
  const title = titles[0] ?? `number ${movieId}`;
  return year === null ? title : `${title} (${year})`;
}

/** Joins equal reasons of several files. */
function together(all: readonly SkippedRows[]): SkippedRows[] {
  const reasons = new Map<string, SkippedRows>();
  for (const { why, count, examples } of all) {
    const before = reasons.get(why) ?? { why, count: 0, examples: [] };
    reasons.set(why, { why, count: before.count + count, examples: [...before.examples, ...examples] });
  }
  return [...reasons.values()];
}
