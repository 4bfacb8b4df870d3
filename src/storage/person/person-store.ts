import { clear, del, entries, set, setMany, type UseStore } from 'idb-keyval';
import type { Movie } from '../../dataset/dataset.ts';
import { defaultListSettings, type ListSettings } from '../../protocol/list-settings.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import type { TrainingSettings } from '../../training/trainer.ts';
import { openPersonDatabase } from '../database/databases.ts';
import { SCHEMA_KEY } from '../database/schema.ts';
import { type ExperimentRecord, experimentsFrom } from './experiment-schema.ts';
import { type ExperimentStore, experimentStore } from './experiment-store.ts';
import {
  isGenres,
  isRating,
  isRecommender,
  isStoredMark,
  listSettingsFrom,
  movieFrom,
  type StoredMark,
  type StoredRating,
  trainingSettingsFrom,
} from './person-schema.ts';
import { changePerson, type PersonChange, type PersonUndo, takeBack } from './person-transaction.ts';

/** Everything kept of the person, keyed by MovieLens movie ids so that it outlives any data set. */
export interface StoredPerson {
  readonly ratings: ReadonlyMap<number, StoredRating>;
  readonly genres: readonly string[];
  /** Movies the person has not seen and does not want to be asked about. */
  readonly skipped: ReadonlySet<number>;
  /** Films put aside, by movie id. */
  readonly marks: ReadonlyMap<number, StoredMark>;
  /** Films of the person by id, as the data sets called them that were in use. */
  readonly movies: ReadonlyMap<number, Movie>;
  /** How the list is to be. */
  readonly listSettings: ListSettings;
  /** What orders the list. */
  readonly rankedBy: RecommenderId;
  /** Live experiments, oldest first. */
  readonly experiments: readonly ExperimentRecord[];
  readonly onboarded: boolean;
  /** Null as long as none were chosen. */
  readonly trainingSettings: TrainingSettings | null;
  /** Keys of entries that make no sense; they were passed over and stay where they are. */
  readonly unreadable: readonly string[];
}

/** Each write is its own transaction and on disk when its promise resolves. All throw storage Problems. */
export interface PersonStore {
  load(): Promise<StoredPerson>;
  /** Null removes the rating. */
  setRating(movieId: number, rating: StoredRating | null): Promise<void>;
  setGenres(genres: readonly string[]): Promise<void>;
  setSkipped(movieId: number, skipped: boolean): Promise<void>;
  /** Null takes the mark away. */
  setMark(movieId: number, mark: StoredMark | null): Promise<void>;
  /** Remembers what films are called, for when the data set in use lacks them. */
  rememberMovies(movies: readonly Movie[]): Promise<void>;
  setListSettings(listSettings: ListSettings): Promise<void>;
  setRankedBy(recommender: RecommenderId): Promise<void>;
  readonly experiments: ExperimentStore;
  setOnboarded(onboarded: boolean): Promise<void>;
  setTrainingSettings(settings: TrainingSettings | null): Promise<void>;
  /** Much at once, all of it or nothing. Resolves with what takes it back. */
  change(change: PersonChange): Promise<PersonUndo>;
  takeBack(undo: PersonUndo): Promise<void>;
  /** Forgets everything of the person. */
  clear(): Promise<void>;
}

/**
 * Opens what is kept of the person. One entry per rating, so that two tabs that rate at once do not overwrite
 * each other.
 * @param store the database, or `inMemoryStore()` where the browser denies one
 * @throws Problem 'storage-denied', 'storage-newer', 'storage-full' or 'storage-broken'
 */
export async function openPerson(store?: UseStore): Promise<PersonStore> {
  const use = store ?? (await openPersonDatabase());
  return {
    load: async () => parse(await entries<IDBValidKey, unknown>(use)),
    setRating: (movieId, rating) =>
      rating === null ? del(['rating', movieId], use) : set(['rating', movieId], rating, use),
    setGenres: (genres) => set('genres', [...genres], use),
    setSkipped: (movieId, skipped) =>
      skipped ? set(['skipped', movieId], true, use) : del(['skipped', movieId], use),
    setMark: (movieId, mark) =>
      mark === null ? del(['mark', movieId], use) : set(['mark', movieId], mark, use),
    rememberMovies: (movies) =>
      setMany(
        movies.map(({ id, title, year, genres }) => [['film', id], { title, year, genres }]),
        use,
      ),
    setListSettings: (listSettings) => set('wishes', listSettings, use),
    setRankedBy: (recommender) => set('rankedBy', recommender, use),
    experiments: experimentStore(use),
    setOnboarded: (onboarded) => set('onboarded', onboarded, use),
    setTrainingSettings: (settings) => set('trainingSettings', settings, use),
    change: (change) => changePerson(use, change),
    takeBack: (undo) => takeBack(use, undo),
    clear: () => clear(use),
  };
}

function parse(stored: readonly (readonly [IDBValidKey, unknown])[]): StoredPerson {
  const ratings = new Map<number, StoredRating>();
  const skipped = new Set<number>();
  const marks = new Map<number, StoredMark>();
  const movies = new Map<number, Movie>();
  const experiments: (readonly [IDBValidKey, unknown])[] = [];
  const unreadable: string[] = [];
  let genres: readonly string[] = [];
  let listSettings: ListSettings | null = defaultListSettings;
  let rankedBy: RecommenderId = 'hybrid';
  let onboarded = false;
  let trainingSettings: TrainingSettings | null = null;

  for (const [key, value] of stored) {
    const [kind, movieId] = Array.isArray(key) ? key : [key];
    const isMovie = typeof movieId === 'number' && Number.isInteger(movieId) && movieId > 0;
    if (kind === 'rating' && isMovie && isRating(value)) ratings.set(movieId, value);
    else if (kind === 'skipped' && isMovie && value === true) skipped.add(movieId);
    else if (kind === 'mark' && isMovie && isStoredMark(value)) marks.set(movieId, value);
    else if (kind === 'film' && isMovie) {
      const movie = movieFrom(movieId, value);
      if (movie === null) unreadable.push(JSON.stringify(key));
      else movies.set(movieId, movie);
    } else if (kind === 'genres' && isGenres(value)) genres = value;
    else if (kind === 'rankedBy' && isRecommender(value)) rankedBy = value;
    else if (kind === 'experiment') experiments.push([key, value]);
    else if (kind === 'onboarded' && typeof value === 'boolean') onboarded = value;
    else if (kind === 'wishes') {
      listSettings = listSettingsFrom(value);
      if (listSettings === null) unreadable.push(JSON.stringify(key));
    } else if (kind === 'trainingSettings' && value !== null) {
      trainingSettings = trainingSettingsFrom(value);
      if (trainingSettings === null) unreadable.push(JSON.stringify(key));
    } else if (kind !== SCHEMA_KEY && kind !== 'trainingSettings') unreadable.push(JSON.stringify(key));
  }
  return {
    ratings,
    genres,
    skipped,
    marks,
    movies,
    listSettings: listSettings ?? defaultListSettings,
    rankedBy,
    experiments: experimentsFrom(experiments, unreadable),
    onboarded,
    trainingSettings,
    unreadable,
  };
}
