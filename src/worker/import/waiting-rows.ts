/** Rows of imports whose movie the data set lacks: they are stored, and tried again with every data set. */
import type { Pause } from '../../base/scheduling.ts';
import { rowKeys } from '../../dataset/exports/row-keys.ts';
import { changedName } from '../../storage/person/person-entries.ts';
import { noChange, type PersonChange } from '../../storage/person/person-transaction.ts';
import type { StoredPerson } from '../../storage/person/stored-person.ts';
import type { StoredWaiting } from '../../storage/person/waiting-schema.ts';
import type { Catalogue } from '../session/catalogue.ts';
import { type MatchedEntry, type Matcher, matchEntries, type WaitingMovie } from './match-entries.ts';
import { mergeImport } from './merge-import.ts';
import { entriesOf } from './stored-rows.ts';

/** What is stored of a movie that waits, with what was stored of it before. Equal rows are stored once. */
export function storedWaiting(
  { entries }: Pick<WaitingMovie, 'entries'>,
  before: StoredWaiting | undefined,
): StoredWaiting {
  const rows = new Map<string, StoredWaiting['rows'][number]>();
  for (const row of before?.rows ?? []) rows.set(JSON.stringify(row), row);
  for (const { opinion, at, isCurrent } of entries) {
    const row = { opinion, at, isCurrent };
    rows.set(JSON.stringify(row), row);
  }
  const idIn = (name: 'imdb' | 'tmdb' | 'movieId') =>
    before?.[name] ?? entries.find((entry) => entry[name] !== null)?.[name] ?? null;
  return {
    titles: [...new Set([...(before?.titles ?? []), ...entries.flatMap(({ titles }) => titles)])],
    year: before?.year ?? entries.find(({ year }) => year !== null)?.year ?? null,
    movieId: idIn('movieId'),
    imdb: idIn('imdb'),
    tmdb: idIn('tmdb'),
    rows: [...rows.values()],
  };
}

/** What changes if movies that waited are in the data set; null where none is. @param now milliseconds since 1970 */
export async function foundWaiting(
  person: StoredPerson,
  matcher: Matcher,
  catalogue: Catalogue,
  now: number,
  pause: Pause,
): Promise<PersonChange | null> {
  const waiting = new Map<string, null>();
  const found: MatchedEntry[] = [];
  for (const [key, movie] of person.waiting) {
    const entries = entriesOf(movie);
    const file = {
      name: '',
      service: 'table',
      entries,
      rows: entries.length,
      leftOut: [],
      other: null,
    } as const;
    const { matchedEntries, waiting: still } = await matchEntries(
      { files: [file] },
      matcher,
      catalogue,
      person.corrections,
      pause,
    );
    if (still.length > 0) continue;
    waiting.set(key, null);
    found.push(...matchedEntries);
  }
  if (waiting.size === 0) return null;
  return {
    ...noChange,
    ...mergeImport(found, person, now).movies,
    waiting,
    changed: timesOf({ ...noChange, waiting }, now),
  };
}

/** What changes if the person says which movie it is that waited. */
export function placedWaiting(
  key: string,
  movie: StoredWaiting,
  movieId: number,
  person: StoredPerson,
): PersonChange {
  const now = Date.now();
  const entries = entriesOf(movie);
  const matched = entries.map((entry) => ({ movieId, entry }));
  const waiting = new Map([[key, null]]);
  const corrections = new Map(entries.flatMap(rowKeys).map((one) => [one, movieId]));
  return {
    ...noChange,
    ...mergeImport(matched, person, now).movies,
    waiting,
    corrections,
    changed: timesOf({ waiting, corrections }, now),
  };
}

/** What changes if the person removes a movie that waits. @param now milliseconds since 1970 */
export function removedWaiting(key: string, now: number): PersonChange {
  const waiting = new Map([[key, null]]);
  return { ...noChange, waiting, changed: timesOf({ waiting, corrections: new Map() }, now) };
}

/** The times of changes that do not hold theirs themselves, by `changedName`. */
export function timesOf(
  { waiting, corrections }: Pick<PersonChange, 'waiting' | 'corrections'>,
  now: number,
): Map<string, number> {
  return new Map([
    ...[...waiting.keys()].map((key) => [changedName('waiting', key), now] as const),
    ...[...corrections.keys()].map((key) => [changedName('correction', key), now] as const),
  ]);
}
