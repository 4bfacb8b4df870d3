import { promisifyRequest, type UseStore } from 'idb-keyval';
import type { Movie } from '../../dataset/dataset.ts';
import type { ListSettings } from '../../protocol/list-settings.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import type { TrainingSettings } from '../../training/trainer.ts';
import type { ExperimentRecord } from './experiment-schema.ts';
import {
  type Entry,
  experimentEntries,
  markKey,
  movieEntry,
  type PersonSettings,
  ratingKey,
  settingKeys,
  skippedKey,
} from './person-entries.ts';
import type { StoredMark, StoredRating } from './person-schema.ts';

/** Many changes of a person at once. Null, or a movie that is not named, means no change. */
export interface PersonChange {
  readonly ratings: ReadonlyMap<number, StoredRating>;
  readonly marks: ReadonlyMap<number, StoredMark>;
  readonly skipped: ReadonlySet<number>;
  /** Movies that the current data set lacks. */
  readonly movies: readonly Movie[];
  readonly experiments: readonly ExperimentRecord[];
  readonly genres: readonly string[] | null;
  readonly listSettings: ListSettings | null;
  readonly rankedBy: RecommenderId | null;
  readonly trainingSettings: TrainingSettings | null;
  readonly onboarded: true | null;
}

/** A record before and after a change; undefined where there was none. */
interface Swap {
  readonly key: IDBValidKey;
  readonly was: unknown;
  readonly is: unknown;
}

/** What takes a change back. */
export type PersonUndo = readonly Swap[];

/** Makes the whole change in one transaction, or none of it. */
export function changePerson(use: UseStore, change: PersonChange): Promise<PersonUndo> {
  return use('readwrite', async (store) => {
    const entries = entriesOf(change);
    const before = await Promise.all(entries.map(([key]) => promisifyRequest<unknown>(store.get(key))));
    for (const [key, value] of entries) store.put(value, key);
    return entries.map(([key, value], n) => ({ key, was: before[n], is: value }));
  });
}

/** Restores the records before a change, in one transaction. Records that were changed again since then stay. */
export function takeBack(use: UseStore, undo: PersonUndo): Promise<void> {
  return use('readwrite', async (store) => {
    const now = await Promise.all(undo.map(({ key }) => promisifyRequest<unknown>(store.get(key))));
    for (const [n, { key, was, is }] of undo.entries()) {
      if (JSON.stringify(now[n]) !== JSON.stringify(is)) continue;
      if (was === undefined) store.delete(key);
      else store.put(was, key);
    }
  });
}

const settings = Object.entries(settingKeys) as readonly (readonly [keyof PersonSettings, string])[];

/** The records that a change writes. */
function entriesOf(change: PersonChange): Entry[] {
  return [
    ...settings.filter(([name]) => change[name] !== null).map(([name, key]): Entry => [key, change[name]]),
    ...[...change.ratings].map(([movieId, rating]): Entry => [ratingKey(movieId), rating]),
    ...[...change.marks].map(([movieId, mark]): Entry => [markKey(movieId), mark]),
    ...[...change.skipped].map((movieId): Entry => [skippedKey(movieId), true]),
    ...change.movies.map(movieEntry),
    ...change.experiments.flatMap(experimentEntries),
  ];
}
