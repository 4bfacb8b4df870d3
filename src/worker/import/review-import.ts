import type { Pause } from '../../base/scheduling.ts';
import type { Movie } from '../../dataset/dataset.ts';
import type { ImportedEntry, ReadExports, ReadFile } from '../../dataset/exports/entry.ts';
import {
  headerOf,
  isUsable,
  readMapped,
  suggestMapping,
  type TableMapping,
} from '../../dataset/exports/mapped-table.ts';
import { rowKeys } from '../../dataset/exports/row-keys.ts';
import type {
  ImportedList,
  ImportPreview,
  ListUse,
  MappedTable,
  MendedPreview,
  OtherData,
  WaitingPreview,
} from '../../protocol/import-messages.ts';
import type { PersonChange, RemovedRecord } from '../../storage/person/person-transaction.ts';
import type { StoredPerson } from '../../storage/person/stored-person.ts';
import type { StoredWaiting } from '../../storage/person/waiting-schema.ts';
import type { Catalogue } from '../session/catalogue.ts';
import {
  type CorrectedRows,
  type MatchedEntry,
  type Matcher,
  matchEntries,
  skippedOf,
  together,
  type WaitingMovie,
} from './match-entries.ts';
import { mergeBackups } from './merge-backups.ts';
import { mergeImport, sumTallies } from './merge-import.ts';
import { backedUpRows } from './read-backup.ts';
import { storedWaiting, timesOf } from './waiting-rows.ts';

/** What was read and waits for the person's decision. */
export interface HeldImport {
  readonly read: ReadExports;
  /** Movie ids that the person chose in this review, by the key of the rows; null where they took an older choice back. */
  readonly mended: ReadonlyMap<string, number | null>;
  /** What the person said of the columns of tables, by the name of the file. */
  readonly mappings: ReadonlyMap<string, TableMapping>;
  /** What lists are used as; one that is not named stays a list. */
  readonly listUses: ReadonlyMap<string, ListUse>;
}

/**
 * Compares an import with what is stored. Rejects with the reason of the pause.
 * @returns what the person is shown, and what is stored if they accept it
 */
export async function reviewImport(
  held: HeldImport,
  matcher: Matcher,
  catalogue: Catalogue,
  stored: StoredPerson,
  pause: Pause,
): Promise<{ readonly review: ImportPreview; readonly change: PersonChange }> {
  const now = Date.now();
  const tables = mappedTables(held, stored);
  const read = withBackedUpRows(await withListUses(held, tables, pause), stored);
  const corrections = correctionsOf(read, held.mended, stored);
  const find = (files: readonly ReadFile[]) =>
    matchEntries({ files }, matcher, catalogue, withCorrections(stored, corrections), pause);
  const backups = read.files.filter(({ other }) => other !== null);
  const merged = await mergeBackups(backups, find, matcher, catalogue, stored, now);
  const exports = await find(read.files.filter(({ other }) => other === null));
  const { matchedEntries, waiting, corrected } = together([...merged.matches, exports]);
  const added = mergeImport(exports.matchedEntries, merged.person, now);
  const tallies = sumTallies(merged.tallies, added.tallies);
  const begins = added.movies.ratings.size + merged.change.ratings.size > 0 || merged.person.onboarded;
  const elsewhere = matchedEntries.filter(({ movieId }) => !catalogue.indexOf.has(movieId));
  const change = withExports(
    merged.change,
    {
      ...added.movies,
      waiting: newWaiting(exports.waiting, matchedEntries, merged.person),
      corrections,
      mappings: newMappings(held, tables, stored),
      movies: named(elsewhere),
      onboarded: begins && !stored.onboarded ? true : null,
    },
    now,
  );
  const other = otherDataIn(change);
  const review: ImportPreview = {
    files: read.files.map(({ name, service }) => ({ name, service })),
    rows: read.files.reduce((sum, { rows }) => sum + rows, 0),
    tallies,
    repeats: merged.repeats + added.repeats,
    merge: merged.counts,
    found: matchedEntries.length,
    lastYear: matcher.lastYear,
    waiting: waiting.map((movie) => waitingPreview(movie, catalogue)),
    mended: [...corrected].map(([key, rows]) => mendedPreview(key, rows, catalogue)),
    lists: listsIn(held),
    tables,
    leftOut: skippedOf(read.files),
    elsewhere: elsewhere.length,
    other,
    changes: changesIn(change, other),
    passedOver: read.passedOver,
    refused: read.refused,
  };
  return { review, change };
}

function changesIn(change: PersonChange, other: readonly OtherData[]): number {
  const { ratings, marks, skipped, namedLists, waiting, corrections, removed } = change;
  const maps = [ratings, marks, skipped, namedLists, waiting, corrections];
  return maps.reduce((sum, { size }) => sum + size, other.length + removed.length);
}

/** What the exports change on top of what the back-ups do. */
function withExports(
  merged: PersonChange,
  added: Pick<
    PersonChange,
    | 'ratings'
    | 'marks'
    | 'skipped'
    | 'namedLists'
    | 'waiting'
    | 'corrections'
    | 'mappings'
    | 'movies'
    | 'onboarded'
  >,
  now: number,
): PersonChange {
  const isThereAgain = (one: RemovedRecord) =>
    (one.what === 'rating' && added.ratings.has(one.movieId)) ||
    (one.what === 'mark' && added.marks.has(one.movieId)) ||
    (one.what === 'skipped' && added.skipped.has(one.movieId));
  return {
    ...merged,
    ...added,
    ratings: new Map([...merged.ratings, ...added.ratings]),
    marks: new Map([...merged.marks, ...added.marks]),
    skipped: new Set([...merged.skipped, ...added.skipped]),
    namedLists: new Map([...merged.namedLists, ...added.namedLists]),
    waiting: new Map([...merged.waiting, ...added.waiting]),
    corrections: new Map([...merged.corrections, ...added.corrections]),
    removed: merged.removed.filter((one) => !isThereAgain(one)),
    changed: new Map([...merged.changed, ...timesOf(added, now)]),
  };
}

/** The corrections to store: each under every name of its rows. */
function correctionsOf(
  read: ReadExports,
  mended: HeldImport['mended'],
  stored: StoredPerson,
): Map<string, number | null> {
  const corrections = new Map<string, number | null>();
  if (mended.size === 0) return corrections;
  for (const { entries } of read.files) {
    for (const entry of entries) {
      const keys = rowKeys(entry);
      const movieId = mended.get(keys[0] ?? '');
      if (movieId === undefined) continue;
      for (const key of keys)
        if ((stored.corrections.get(key) ?? null) !== movieId) corrections.set(key, movieId);
    }
  }
  return corrections;
}

function withCorrections(
  stored: StoredPerson,
  changes: ReadonlyMap<string, number | null>,
): ReadonlyMap<string, number> {
  const all = new Map(stored.corrections);
  for (const [key, movieId] of changes) {
    if (movieId === null) all.delete(key);
    else all.set(key, movieId);
  }
  return all;
}

/** The rows of a table that are shown as a sample. */
const SAMPLE = 4;

/** The tables of no known service: with what the person says of their columns, or has said before, or else a suggestion. */
function mappedTables({ read, mappings }: HeldImport, stored: StoredPerson): MappedTable[] {
  return read.tables.map(({ name, table }) => {
    const mapping = mappings.get(name) ?? stored.mappings.get(headerOf(table)) ?? suggestMapping(table);
    const { columns } = table;
    return { name, columns, sample: table.first(SAMPLE), mapping, isUsable: isUsable(mapping) };
  });
}

/** The mappings to remember: those of tables that are read. */
function newMappings(
  { read }: HeldImport,
  tables: readonly MappedTable[],
  stored: StoredPerson,
): Map<string, TableMapping> {
  const changed = new Map<string, TableMapping>();
  for (const [n, { mapping, isUsable: isRead }] of tables.entries()) {
    const header = headerOf(read.tables[n].table);
    if (isRead && JSON.stringify(stored.mappings.get(header)) !== JSON.stringify(mapping))
      changed.set(header, mapping);
  }
  return changed;
}

async function withListUses(
  { read: { files, ...others }, listUses }: HeldImport,
  tables: readonly MappedTable[],
  pause: Pause,
): Promise<ReadExports> {
  const mapped: ReadFile[] = [];
  for (const [n, { mapping, isUsable: isRead }] of tables.entries())
    if (isRead) mapped.push(await readMapped(others.tables[n], mapping, pause));
  const read = { ...others, files: [...files, ...mapped] };
  if (listUses.size === 0) return read;
  const used = (entry: ImportedEntry): ImportedEntry => {
    const { opinion } = entry;
    const as = opinion.kind === 'listed' ? listUses.get(opinion.list) : undefined;
    return as === undefined || as === 'list' ? entry : { ...entry, opinion: { kind: as } };
  };
  return { ...read, files: read.files.map((file) => ({ ...file, entries: file.entries.map(used) })) };
}

/** A back-up holds movies that wait and named lists beside its movies. */
function withBackedUpRows(read: ReadExports, stored: StoredPerson): ReadExports {
  return {
    ...read,
    files: read.files.map((file) => {
      if (file.other === null) return file;
      const more = backedUpRows(file, stored);
      return { ...file, entries: [...file.entries, ...more], rows: file.rows + more.length };
    }),
  };
}

function listsIn({ read, listUses }: HeldImport): ImportedList[] {
  const rows = new Map<string, number>();
  for (const { entries } of read.files)
    for (const { opinion } of entries)
      if (opinion.kind === 'listed') rows.set(opinion.list, (rows.get(opinion.list) ?? 0) + 1);
  return [...rows].map(([name, count]) => ({ name, rows: count, as: listUses.get(name) ?? 'list' }));
}

/** What waits from now on, and what waits no more since its rows were found in this import. */
function newWaiting(
  waiting: readonly WaitingMovie[],
  matchedEntries: readonly MatchedEntry[],
  stored: StoredPerson,
): Map<string, StoredWaiting | null> {
  const changed = new Map<string, StoredWaiting | null>();
  for (const movie of waiting) {
    const before = stored.waiting.get(movie.key);
    const after = storedWaiting(movie, before);
    if (JSON.stringify(before) !== JSON.stringify(after)) changed.set(movie.key, after);
  }
  if (stored.waiting.size > 0)
    for (const { entry } of matchedEntries) {
      const key = rowKeys(entry).find((one) => stored.waiting.has(one));
      if (key !== undefined) changed.set(key, null);
    }
  return changed;
}

function waitingPreview(
  { key, entries, reason, candidates }: WaitingMovie,
  { dataset }: Catalogue,
): WaitingPreview {
  const [{ titles, year }] = entries;
  return {
    key,
    title: titles.at(0) ?? key,
    year,
    rows: entries.length,
    reason,
    candidates: candidates.map((item) => dataset.movies[item]),
  };
}

function mendedPreview(
  key: string,
  { entry: { titles, year }, movieId, rows }: CorrectedRows,
  { dataset, indexOf }: Catalogue,
): MendedPreview {
  return {
    key,
    title: titles.at(0) ?? key,
    year,
    rows,
    movie: dataset.movies[indexOf.get(movieId) ?? 0],
  };
}

/** Titles of movies that this data set lacks, so that they can be listed. */
function named(matchedEntries: readonly MatchedEntry[]): Movie[] {
  return matchedEntries.flatMap(({ movieId, entry: { titles, year } }) =>
    titles.length === 0 ? [] : [{ id: movieId, title: titles[0], year, genres: [] }],
  );
}

function otherDataIn(change: PersonChange): OtherData[] {
  const isReset = change.removed.some(({ what }) => what === 'trainingSettings');
  const single = (['genres', 'listSettings', 'rankedBy', 'trainingSettings'] as const).filter(
    (name) => change[name] !== null || (name === 'trainingSettings' && isReset),
  );
  return [
    ...single,
    ...(change.guests.size > 0 ? (['guests'] as const) : []),
    ...(change.experiments.length > 0 ? (['experiments'] as const) : []),
  ];
}
