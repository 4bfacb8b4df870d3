import { promisifyRequest, type UseStore } from 'idb-keyval';
import type { Movie } from '../../dataset/dataset.ts';
import type { TableMapping } from '../../dataset/exports/mapped-table.ts';
import type { ListSettings } from '../../protocol/list-settings.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import type { TrainingSettings } from '../../protocol/training-messages.ts';
import type { ExperimentRecord } from './experiment-schema.ts';
import type { StoredGuest } from './guest-schema.ts';
import {
  changedEntry,
  correctionKey,
  type Entry,
  experimentEntries,
  guestKey,
  mappingKey,
  markKey,
  movieEntry,
  namedListKey,
  type PersonSettings,
  ratingKey,
  sealed,
  settingKeys,
  skippedKey,
  waitingKey,
} from './person-entries.ts';
import type { StoredMark, StoredRating } from './person-schema.ts';
import type { StoredNamedList, StoredWaiting } from './waiting-schema.ts';

/** A rating, a mark, that Matinee must not ask about a movie, or the person's own training settings. */
export type RemovedRecord =
  | { readonly what: 'rating' | 'mark' | 'skipped'; readonly movieId: number }
  | { readonly what: 'trainingSettings' };

/** Many changes of a person at once. Null, or a movie that is not named, means no change. */
export interface PersonChange {
  readonly ratings: ReadonlyMap<number, StoredRating>;
  readonly marks: ReadonlyMap<number, StoredMark>;
  readonly skipped: ReadonlySet<number>;
  /** What is removed. */
  readonly removed: readonly RemovedRecord[];
  /** When something was removed or changed, by `changedName`: milliseconds since 1970. */
  readonly changed: ReadonlyMap<string, number>;
  /** Movies that the current data set lacks. */
  readonly movies: readonly Movie[];
  /** Rows that wait for their movie, by their key; null where they wait no more. */
  readonly waiting: ReadonlyMap<string, StoredWaiting | null>;
  readonly namedLists: ReadonlyMap<string, StoredNamedList>;
  /** Null removes the correction. */
  readonly corrections: ReadonlyMap<string, number | null>;
  readonly mappings: ReadonlyMap<string, TableMapping>;
  /** Null removes the guest. */
  readonly guests: ReadonlyMap<string, StoredGuest | null>;
  readonly experiments: readonly ExperimentRecord[];
  readonly genres: readonly string[] | null;
  readonly listSettings: ListSettings | null;
  readonly rankedBy: RecommenderId | null;
  readonly trainingSettings: TrainingSettings | null;
  readonly onboarded: true | null;
}

/** A change of nothing, to be spread. */
export const noChange: PersonChange = {
  ratings: new Map(),
  marks: new Map(),
  skipped: new Set(),
  removed: [],
  changed: new Map(),
  movies: [],
  waiting: new Map(),
  namedLists: new Map(),
  corrections: new Map(),
  mappings: new Map(),
  guests: new Map(),
  experiments: [],
  genres: null,
  listSettings: null,
  rankedBy: null,
  trainingSettings: null,
  onboarded: null,
};

/** A record before and after a change; undefined where there is none. */
interface Swap {
  readonly key: IDBValidKey;
  readonly was: unknown;
  readonly is: unknown;
}

/** What takes a change back. */
export type PersonUndo = readonly Swap[];

/**
 * Records between two turns of the event loop. A transaction lives as long as requests are under way, so its turns are
 * the answers to its own requests; 512 of them take some 20 ms.
 */
const SLICE = 512;

/**
 * Makes the whole change in one transaction, or none of it.
 * @param signal gives it up: the transaction is undone, and this rejects with the signal's reason. A change that is
 *   complete by then stays, and this resolves.
 */
export async function changePerson(
  use: UseStore,
  change: PersonChange,
  signal?: AbortSignal,
): Promise<PersonUndo> {
  const slices = inSlices(entriesOf(change));
  const writeAll = async (store: IDBObjectStore) => {
    const undo: Swap[] = [];
    // All are read before the first is written: an entry may come twice.
    for (const slice of slices) {
      const before = await Promise.all(slice.map(([key]) => read(store, key)));
      signal?.throwIfAborted();
      undo.push(...slice.map(([key, value], n) => ({ key, was: before[n], is: sealed(key, value) })));
    }
    for (const slice of inSlices(undo)) {
      await Promise.all(slice.map(({ key, is }) => write(store, key, is)));
      signal?.throwIfAborted();
    }
    return undo;
  };
  try {
    return await use('readwrite', writeAll);
  } catch (thrown) {
    // The storage reports the end of the transaction in its own words.
    signal?.throwIfAborted();
    throw thrown;
  }
}

/** Restores the records before a change, in one transaction. Records that were changed again since then stay. */
export function takeBack(use: UseStore, undo: PersonUndo): Promise<void> {
  return use('readwrite', async (store) => {
    for (const slice of inSlices(undo)) {
      const now = await Promise.all(slice.map(({ key }) => read(store, key)));
      const unchanged = slice.filter(({ is }, n) => JSON.stringify(now[n]) === JSON.stringify(is));
      await Promise.all(unchanged.map(({ key, was }) => write(store, key, was)));
    }
  });
}

function inSlices<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / SLICE) }, (_, n) =>
    all.slice(n * SLICE, (n + 1) * SLICE),
  );
}

function read(store: IDBObjectStore, key: IDBValidKey): Promise<unknown> {
  return answerOf(store.get(key));
}

function write(store: IDBObjectStore, key: IDBValidKey, value: unknown): Promise<unknown> {
  return value === undefined ? answerOf(store.delete(key)) : answerOf(store.put(value, key));
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  const answer = promisifyRequest(request);
  // Where a later request of its slice cannot even be made, nobody awaits this one.
  answer.catch(() => {});
  return answer;
}

const recordKey = { rating: ratingKey, mark: markKey, skipped: skippedKey } as const;

function removedKey(removed: RemovedRecord): IDBValidKey {
  return removed.what === 'trainingSettings'
    ? settingKeys.trainingSettings
    : recordKey[removed.what](removed.movieId);
}

const settings = Object.entries(settingKeys) as readonly (readonly [keyof PersonSettings, string])[];

/** The records that a change writes; undefined deletes. */
function entriesOf(change: PersonChange): Entry[] {
  return [
    ...settings.filter(([name]) => change[name] !== null).map(([name, key]): Entry => [key, change[name]]),
    ...[...change.ratings].map(([movieId, rating]): Entry => [ratingKey(movieId), rating]),
    ...[...change.marks].map(([movieId, mark]): Entry => [markKey(movieId), mark]),
    ...[...change.skipped].map((movieId): Entry => [skippedKey(movieId), true]),
    ...change.removed.map((removed): Entry => [removedKey(removed), undefined]),
    ...[...change.changed].map(([name, at]) => changedEntry(name, at)),
    ...change.movies.map(movieEntry),
    ...[...change.waiting].map(([key, row]): Entry => [waitingKey(key), row ?? undefined]),
    ...[...change.namedLists].map(([name, list]): Entry => [namedListKey(name), list]),
    ...[...change.mappings].map(([header, mapping]): Entry => [mappingKey(header), mapping]),
    ...[...change.corrections].map(([key, movieId]): Entry => [correctionKey(key), movieId ?? undefined]),
    ...[...change.guests].map(([id, guest]): Entry => [guestKey(id), guest ?? undefined]),
    ...change.experiments.flatMap(experimentEntries),
  ];
}
