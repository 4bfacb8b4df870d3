import { promisifyRequest, type UseStore } from 'idb-keyval';
import type { Movie } from '../../dataset/dataset.ts';
import type { ListSettings } from '../../protocol/list-settings.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import type { TrainingSettings } from '../../training/trainer.ts';
import { type ExperimentRecord, storedListOf } from './experiment-schema.ts';
import type { StoredMark, StoredRating } from './person-schema.ts';

/** Much of a person at once; what is null or not named stays as it is. */
export interface PersonChange {
  readonly ratings: ReadonlyMap<number, StoredRating>;
  readonly marks: ReadonlyMap<number, StoredMark>;
  readonly skipped: ReadonlySet<number>;
  /** What films are called that the data set in use lacks. */
  readonly movies: readonly Movie[];
  readonly experiments: readonly ExperimentRecord[];
  readonly genres: readonly string[] | null;
  readonly listSettings: ListSettings | null;
  readonly rankedBy: RecommenderId | null;
  readonly trainingSettings: TrainingSettings | null;
  readonly onboarded: true | null;
}

/** An entry as it was and as it is now; undefined where there was none. */
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

/** Brings back what was before, in one transaction. What was changed once more since stands. */
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

/** In the layout that `PersonStore.load` reads. */
function entriesOf(change: PersonChange): (readonly [IDBValidKey, unknown])[] {
  const { ratings, marks, skipped, movies, experiments, listSettings, ...single } = change;
  const settings = Object.entries({ ...single, wishes: listSettings });
  const entries: [IDBValidKey, unknown][] = settings.filter(([, value]) => value !== null);
  for (const [movieId, rating] of ratings) entries.push([['rating', movieId], rating]);
  for (const [movieId, mark] of marks) entries.push([['mark', movieId], mark]);
  for (const movieId of skipped) entries.push([['skipped', movieId], true]);
  for (const { id, title, year, genres } of movies) entries.push([['film', id], { title, year, genres }]);
  for (const { lists, ...experiment } of experiments) {
    entries.push([['experiment', experiment.id], experiment]);
    for (const list of lists) entries.push([['experiment', experiment.id, list.id], storedListOf(list)]);
  }
  return entries;
}
