import { clear, promisifyRequest, set, setMany, type UseStore } from 'idb-keyval';
import type { Movie } from '../../dataset/dataset.ts';
import type { ListSettings } from '../../protocol/list-settings.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import type { TrainingSettings } from '../../protocol/training-messages.ts';
import { openPersonDatabase } from '../database/databases.ts';
import { type ExperimentStore, experimentStore } from './experiment-store.ts';
import {
  changedKey,
  type Entry,
  keyOfSetAside,
  markKey,
  movieEntry,
  ratingKey,
  sealed,
  setAsideKey,
  settingKeys,
  skippedKey,
} from './person-entries.ts';
import type { StoredMark, StoredRating } from './person-schema.ts';
import { changePerson, type PersonChange, type PersonUndo, takeBack } from './person-transaction.ts';
import { areKnown, readPersonFrom } from './read-person.ts';
import type { StoredPerson } from './stored-person.ts';

/** Each write is a transaction of its own and on disk when its promise resolves. All reject with storage Problems. */
export interface PersonStore {
  /** @param signal gives it up: it rejects with the signal's reason within a fraction of a second */
  load(signal?: AbortSignal): Promise<StoredPerson>;
  /** Null removes the rating. @param at when it was removed, milliseconds since 1970 */
  setRating(movieId: number, rating: StoredRating | null, at?: number): Promise<void>;
  /** @param at when they were picked, milliseconds since 1970 */
  setGenres(genres: readonly string[], at?: number): Promise<void>;
  /** @param at when it was said or taken back, milliseconds since 1970 */
  setSkipped(movieId: number, skipped: boolean, at?: number): Promise<void>;
  /** Null removes the mark. @param at when it was removed, milliseconds since 1970 */
  setMark(movieId: number, mark: StoredMark | null, at?: number): Promise<void>;
  /** Stores titles, years and genres for the time when the current data set lacks these movies. */
  rememberMovies(movies: readonly Movie[]): Promise<void>;
  setListSettings(listSettings: ListSettings, at?: number): Promise<void>;
  setRankedBy(recommender: RecommenderId, at?: number): Promise<void>;
  readonly experiments: ExperimentStore;
  setOnboarded(onboarded: boolean): Promise<void>;
  setTrainingSettings(settings: TrainingSettings | null, at?: number): Promise<void>;
  /** Changes many things at once, all of them or none; see `changePerson`. Resolves with what `takeBack` needs. */
  change(change: PersonChange, signal?: AbortSignal): Promise<PersonUndo>;
  takeBack(undo: PersonUndo): Promise<void>;
  /** Deletes everything of the person. */
  clear(): Promise<void>;
}

/**
 * Opens what is stored of the person. Each rating is a record of its own, so that two tabs that rate at the same time
 * do not overwrite each other.
 * A damaged version record is written again where every other record can be read.
 * @param store the database, or `inMemoryStore()` where the browser denies one
 * @param onLost called when a write finds that the database was deleted
 * @throws Problem 'storage-denied', 'storage-newer', 'storage-full' or 'storage-broken'
 */
export async function openPerson(store?: UseStore, onLost?: () => void): Promise<PersonStore> {
  const use = store ?? (await openPersonDatabase({ isKnown: areKnown, ...(onLost && { onLost }) }));
  /** A record and the time of its change, in one transaction. */
  const setAt = (key: IDBValidKey, value: unknown, changed: IDBValidKey, at: number | undefined) =>
    use('readwrite', (objects) => {
      if (value === null) objects.delete(key);
      else objects.put(sealed(key, value), key);
      if (at !== undefined) objects.put(at, changed);
    });
  let isFirst = true;
  return {
    async load(signal) {
      const { person, damaged, found } = await readPersonFrom(use, signal);
      // Once a visit: what is damaged later is noticed by the next one. Where nothing can be written, all stays as it is.
      if (isFirst) await setAside(use, damaged, found).catch(() => {});
      isFirst = false;
      return person;
    },
    setRating: (movieId, rating, at) =>
      setAt(ratingKey(movieId), rating, changedKey('rating', movieId), rating === null ? at : undefined),
    setGenres: (genres, at) => setAt(settingKeys.genres, [...genres], changedKey('genres', null), at),
    setSkipped: (movieId, skipped, at) =>
      setAt(skippedKey(movieId), skipped ? true : null, changedKey('skipped', movieId), at),
    setMark: (movieId, mark, at) =>
      setAt(markKey(movieId), mark, changedKey('mark', movieId), mark === null ? at : undefined),
    rememberMovies: (movies) =>
      setMany(
        movies.map(movieEntry).map(([key, value]) => [key, sealed(key, value)]),
        use,
      ),
    setListSettings: (listSettings, at) =>
      setAt(settingKeys.listSettings, listSettings, changedKey('listSettings', null), at),
    setRankedBy: (recommender, at) =>
      setAt(settingKeys.rankedBy, recommender, changedKey('rankedBy', null), at),
    experiments: experimentStore(use),
    setOnboarded: (onboarded) => set(settingKeys.onboarded, onboarded, use),
    // No settings of one's own are a choice as well, and stored as null.
    setTrainingSettings: (settings, at) =>
      use('readwrite', (objects) => {
        objects.put(sealed(settingKeys.trainingSettings, settings), settingKeys.trainingSettings);
        if (at !== undefined) objects.put(at, changedKey('trainingSettings', null));
      }),
    change: (change, signal) => changePerson(use, change, signal),
    takeBack: (undo) => takeBack(use, undo),
    clear: () => clear(use),
  };
}

/** Reads a person from a database of whatever version, without changing anything: all records that can be read. */
export async function readPerson(use: UseStore): Promise<StoredPerson> {
  return (await readPersonFrom(use)).person;
}

/**
 * Moves damaged records to keys of their own, so that nothing overwrites them, and those that can be read again back to where
 * they were: all of it in one transaction.
 */
async function setAside(
  use: UseStore,
  damaged: readonly Entry[],
  found: readonly IDBValidKey[],
): Promise<void> {
  if (damaged.length + found.length === 0) return;
  const now = Date.now();
  await use('readwrite', async (objects) => {
    for (const [key, value] of damaged) {
      objects.put(value, setAsideKey(key, now));
      objects.delete(key);
    }
    for (const key of found) {
      const before = keyOfSetAside(key);
      if (before === null) continue;
      objects.put(await promisifyRequest<unknown>(objects.get(key)), before);
      objects.delete(key);
    }
  });
}
