import type { Pause } from '../../base/scheduling.ts';
import type { SkippedRows } from '../../dataset/dataset.ts';
import type { ImportedEntry, ReadExports } from '../../dataset/exports/entry.ts';
import { rowKeys } from '../../dataset/exports/row-keys.ts';
import { createMovieMatcher, type MatchResult, type MovieQuery } from '../../dataset/match-movie.ts';
import type { Facts } from '../../dataset/movie-facts.ts';
import { titleOfArticle } from '../../dataset/title.ts';
import type { WaitingReason } from '../../protocol/import-messages.ts';
import type { Catalogue } from '../session/catalogue.ts';

/** What matching reads of a catalogue. */
export interface MatchingCatalogue extends Pick<Catalogue, 'indexOf'> {
  readonly dataset: Pick<Catalogue['dataset'], 'movies' | 'links'>;
}

/** An entry of an export with the MovieLens id of its movie. */
export interface MatchedEntry {
  readonly movieId: number;
  readonly entry: ImportedEntry;
}

/** A movie that was not found, or not for sure, with all rows about it. */
export interface WaitingMovie {
  readonly key: string;
  readonly entries: readonly ImportedEntry[];
  readonly reason: WaitingReason;
  /** Items that may be the movie. */
  readonly candidates: readonly number[];
}

/** Rows that the person has pointed at a movie. */
export interface CorrectedRows {
  readonly entry: ImportedEntry;
  readonly movieId: number;
  readonly rows: number;
}

export interface MatchedEntries {
  readonly matchedEntries: readonly MatchedEntry[];
  readonly waiting: readonly WaitingMovie[];
  readonly corrected: ReadonlyMap<string, CorrectedRows>;
}

/** Finds movies of the catalogue. */
export interface Matcher {
  find(query: MovieQuery): MatchResult;
  /** The year of the newest movie; null where no movie has a year. */
  readonly lastYear: number | null;
}

/**
 * Creates a matcher from everything that is known of the movies. It takes about 0.4 s for 18,000 movies, in pieces.
 * @param pause awaited for every movie; rejects with its reason
 */
export async function createMatcher(
  { dataset }: MatchingCatalogue,
  { details }: Facts,
  pause: Pause,
): Promise<Matcher> {
  const { movies, links } = dataset;
  const articleOf = (item: number) => titleOfArticle(details?.[item]?.wikipedia ?? null);
  const lastYear = movies.reduce((last, { year }) => Math.max(last, year ?? 0), 0);
  return {
    find: await createMovieMatcher(movies, pause, { links, articleOf }),
    lastYear: lastYear > 0 ? lastYear : null,
  };
}

/**
 * Finds the movies of an export. A correction by the person comes before everything else. Entries of a back-up for movies
 * of another data set stay under their ids. Every entry is either matched or waits.
 * @param corrections movie ids by the key of the row
 * @param pause awaited for every row; rejects with its reason
 */
export async function matchEntries(
  { files }: Pick<ReadExports, 'files'>,
  matcher: Matcher,
  { dataset, indexOf }: MatchingCatalogue,
  corrections: ReadonlyMap<string, number>,
  pause: Pause,
): Promise<MatchedEntries> {
  const matchedEntries: MatchedEntry[] = [];
  const waiting = new Map<string, WaitingMovie & { readonly entries: ImportedEntry[] }>();
  const corrected = new Map<string, CorrectedRows>();
  for (const { service, entries } of files) {
    const exact = service === 'backup';
    for (const entry of entries) {
      await pause();
      const keys = rowKeys(entry);
      const correction = keys
        .map((key) => corrections.get(key))
        .find((id) => id !== undefined && indexOf.has(id));
      const key = keys[0] ?? '';
      if (correction !== undefined) {
        corrected.set(key, { entry, movieId: correction, rows: (corrected.get(key)?.rows ?? 0) + 1 });
        matchedEntries.push({ movieId: correction, entry });
        continue;
      }
      const found = matcher.find(entry);
      const { movieId } = entry;
      if (typeof found === 'number') matchedEntries.push({ movieId: dataset.movies[found].id, entry });
      else if (exact && movieId !== null && !indexOf.has(movieId)) matchedEntries.push({ movieId, entry });
      else {
        const all = waiting.get(key)?.entries ?? [];
        all.push(entry);
        waiting.set(key, { ...waitingOf(found, entry, matcher), key, entries: all });
      }
    }
  }
  return { matchedEntries, waiting: [...waiting.values()], corrected };
}

/** What was found in several files, as one. */
export function together(matches: readonly MatchedEntries[]): MatchedEntries {
  const waiting = new Map<string, WaitingMovie>();
  const corrected = new Map<string, CorrectedRows>();
  for (const one of matches) {
    for (const movie of one.waiting)
      waiting.set(movie.key, {
        ...movie,
        entries: [...(waiting.get(movie.key)?.entries ?? []), ...movie.entries],
      });
    for (const [key, rows] of one.corrected)
      corrected.set(key, { ...rows, rows: rows.rows + (corrected.get(key)?.rows ?? 0) });
  }
  return {
    matchedEntries: matches.flatMap(({ matchedEntries }) => matchedEntries),
    waiting: [...waiting.values()],
    corrected,
  };
}

function waitingOf(
  found: Exclude<MatchResult, number>,
  { year }: ImportedEntry,
  { lastYear }: Matcher,
): Pick<WaitingMovie, 'reason' | 'candidates'> {
  if (found !== 'unknown') return { reason: 'ambiguous', candidates: found.candidates };
  const isNewer = year !== null && lastYear !== null && year > lastYear;
  return { reason: isNewer ? 'newer' : 'rare', candidates: [] };
}

/** Rows that cannot be used, by reason, with their file where there are several. */
export function skippedOf(files: ReadExports['files']): SkippedRows[] {
  const reasons = new Map<string, SkippedRows>();
  for (const { name, leftOut } of files) {
    for (const { why, count, examples } of leftOut) {
      const before = reasons.get(why) ?? { why, count: 0, examples: [] };
      const named = files.length > 1 ? examples.map((example) => `${name}, ${example}`) : examples;
      reasons.set(why, { why, count: before.count + count, examples: [...before.examples, ...named] });
    }
  }
  return [...reasons.values()];
}
