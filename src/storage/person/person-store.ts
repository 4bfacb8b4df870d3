import { clear, del, entries, set, setMany, type UseStore } from 'idb-keyval';
import type { Movie } from '../../dataset/dataset.ts';
import type { ListSettings } from '../../protocol/list-settings.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import type { TrainingSettings } from '../../training/trainer.ts';
import { openPersonDatabase } from '../database/databases.ts';
import type { ExperimentRecord } from './experiment-schema.ts';
import { type ExperimentStore, experimentStore } from './experiment-store.ts';
import {
  type Entry,
  emptyDraft,
  listKey,
  markKey,
  movieEntry,
  type PersonSettings,
  ratingKey,
  readEntry,
  settingKeys,
  skippedKey,
} from './person-entries.ts';
import type { StoredMark, StoredRating } from './person-schema.ts';
import { changePerson, type PersonChange, type PersonUndo, takeBack } from './person-transaction.ts';

/** Everything stored of the person, by MovieLens movie ids, so that it outlives any data set. */
export interface StoredPerson extends PersonSettings {
  readonly ratings: ReadonlyMap<number, StoredRating>;
  /** Movies that the person has not seen and does not want to be asked about. */
  readonly skipped: ReadonlySet<number>;
  /** Movies put aside, by movie id. */
  readonly marks: ReadonlyMap<number, StoredMark>;
  /** The person's movies by id, as described by the data sets that they come from. */
  readonly movies: ReadonlyMap<number, Movie>;
  /** Live experiments, oldest first. */
  readonly experiments: readonly ExperimentRecord[];
  /** Keys of records that cannot be read. They are passed over and stay in the database. */
  readonly unreadable: readonly string[];
}

/** Each write is a transaction of its own and on disk when its promise resolves. All reject with storage Problems. */
export interface PersonStore {
  load(): Promise<StoredPerson>;
  /** Null removes the rating. */
  setRating(movieId: number, rating: StoredRating | null): Promise<void>;
  setGenres(genres: readonly string[]): Promise<void>;
  setSkipped(movieId: number, skipped: boolean): Promise<void>;
  /** Null removes the mark. */
  setMark(movieId: number, mark: StoredMark | null): Promise<void>;
  /** Stores titles, years and genres for the time when the current data set lacks these movies. */
  rememberMovies(movies: readonly Movie[]): Promise<void>;
  setListSettings(listSettings: ListSettings): Promise<void>;
  setRankedBy(recommender: RecommenderId): Promise<void>;
  readonly experiments: ExperimentStore;
  setOnboarded(onboarded: boolean): Promise<void>;
  setTrainingSettings(settings: TrainingSettings | null): Promise<void>;
  /** Changes many things at once, all of them or none. Resolves with what `takeBack` needs. */
  change(change: PersonChange): Promise<PersonUndo>;
  takeBack(undo: PersonUndo): Promise<void>;
  /** Deletes everything of the person. */
  clear(): Promise<void>;
}

/**
 * Opens what is stored of the person. Each rating is a record of its own, so that two tabs that rate at the same time
 * do not overwrite each other.
 * @param store the database, or `inMemoryStore()` where the browser denies one
 * @throws Problem 'storage-denied', 'storage-newer', 'storage-full' or 'storage-broken'
 */
export async function openPerson(store?: UseStore): Promise<PersonStore> {
  const use = store ?? (await openPersonDatabase());
  const setOrDelete = (key: IDBValidKey, value: unknown) =>
    value === null ? del(key, use) : set(key, value, use);
  return {
    load: async () => personFrom(await entries<IDBValidKey, unknown>(use)),
    setRating: (movieId, rating) => setOrDelete(ratingKey(movieId), rating),
    setGenres: (genres) => set(settingKeys.genres, [...genres], use),
    setSkipped: (movieId, skipped) => setOrDelete(skippedKey(movieId), skipped ? true : null),
    setMark: (movieId, mark) => setOrDelete(markKey(movieId), mark),
    rememberMovies: (movies) => setMany(movies.map(movieEntry), use),
    setListSettings: (listSettings) => set(settingKeys.listSettings, listSettings, use),
    setRankedBy: (recommender) => set(settingKeys.rankedBy, recommender, use),
    experiments: experimentStore(use),
    setOnboarded: (onboarded) => set(settingKeys.onboarded, onboarded, use),
    setTrainingSettings: (settings) => set(settingKeys.trainingSettings, settings, use),
    change: (change) => changePerson(use, change),
    takeBack: (undo) => takeBack(use, undo),
    clear: () => clear(use),
  };
}

function personFrom(stored: readonly Entry[]): StoredPerson {
  const draft = emptyDraft();
  const unreadable = stored.filter((entry) => !readEntry(draft, entry)).map(([key]) => JSON.stringify(key));
  const { lists, experiments, ...person } = draft;
  for (const [id, orphans] of lists) {
    if (experiments.has(id)) continue;
    unreadable.push(...orphans.map((list) => JSON.stringify(listKey(id, list.id))));
  }
  const records = [...experiments.values()]
    .sort((a, b) => a.id - b.id)
    .map((experiment) => ({
      ...experiment,
      lists: (lists.get(experiment.id) ?? []).sort((a, b) => a.at - b.at),
    }));
  return { ...person, experiments: records, unreadable };
}
