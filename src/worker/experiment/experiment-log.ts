import { addCounts, type Counts, countList, noCounts } from '../../evaluation/interleaving.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import type {
  ExperimentRecord,
  StoredExperiment,
  StoredList,
  StoredMovie,
} from '../../storage/person/experiment-schema.ts';
import type { ExperimentStore } from '../../storage/person/experiment-store.ts';

/** Lists kept one by one; of older ones only their counts. */
const STORED_LISTS = 200;
/** Experiments kept; the oldest goes when one more is started. */
const STORED_EXPERIMENTS = 8;

/** What a person can do with a film that speaks for it, or takes that back. */
type Deed = Partial<Pick<StoredMovie, 'opened' | 'liked' | 'watchlisted'>>;

/** A list as it was dealt. */
export type InterleavedList = Pick<StoredList, 'id' | 'at' | 'seed'>;

/** What is recorded of experiments, on this device only and of bounded size. */
export interface ExperimentRecords {
  /** Oldest first. */
  all(): readonly ExperimentRecord[];
  /** The one that goes on. */
  running(): ExperimentRecord | null;
  /** Takes over what is stored, by this tab or another. */
  read(stored: readonly ExperimentRecord[]): void;
  start(a: RecommenderId, b: RecommenderId, at: number): void;
  stop(at: number): void;
  remove(id: number): void;
  /** A film was seen in a list of the running experiment; nothing if that is known. @returns whether it is new */
  saw(list: InterleavedList, movie: Pick<StoredMovie, 'movieId' | 'team' | 'place'>): boolean;
  /**
   * The person did something with a film: credited where it was seen last in the running experiment.
   * @returns whether that changes anything
   */
  did(movieId: number, deed: Deed): boolean;
  /** Writes the lists that changed since the last time. */
  write(): void;
}

/** @param keep waits for a write, and tells where it failed */
export function createExperimentRecords(
  store: ExperimentStore,
  stored: readonly ExperimentRecord[],
  keep: (write: Promise<void>) => void,
): ExperimentRecords {
  let experiments = stored;
  const changed = new Set<string>();

  const running = () => experiments.find(({ stoppedAt }) => stoppedAt === null) ?? null;
  const replace = (next: ExperimentRecord) => {
    experiments = experiments.map((one) => (one.id === next.id ? next : one));
  };

  function remove(id: number): void {
    const gone = experiments.find((one) => one.id === id);
    if (gone === undefined) return;
    experiments = experiments.filter((one) => one !== gone);
    keep(store.remove(gone));
  }

  function stop(at: number): void {
    const now = running();
    if (now === null) return;
    const stopped = { ...now, stoppedAt: at };
    replace(stopped);
    keep(store.save(bare(stopped)));
  }

  /** The newest list in which the film was seen. */
  function listWith(movieId: number): StoredList | null {
    return (
      running()?.lists.findLast(({ movies }) => movies.some((movie) => movie.movieId === movieId)) ?? null
    );
  }

  function put(list: StoredList): void {
    const now = running();
    if (now === null) return;
    const others = now.lists.filter(({ id }) => id !== list.id);
    const at = now.lists.findIndex(({ id }) => id === list.id);
    replace({
      ...now,
      lists: at < 0 ? [...others, list] : now.lists.with(at, list),
    });
    changed.add(list.id);
  }

  return {
    all: () => experiments,
    running,
    read(next) {
      experiments = next;
    },
    start(a, b, at) {
      stop(at);
      const id = Math.max(at, ...experiments.map((one) => one.id + 1));
      const started: ExperimentRecord = { id, a, b, stoppedAt: null, folded: noCounts, lists: [] };
      experiments = [...experiments, started];
      keep(store.save(bare(started)));
      for (const { id } of experiments.slice(0, -STORED_EXPERIMENTS)) remove(id);
    },
    stop,
    remove,
    saw(interleaved, movie) {
      const list = running()?.lists.find(({ id }) => id === interleaved.id) ?? { ...interleaved, movies: [] };
      if (list.movies.some(({ movieId }) => movieId === movie.movieId)) return false;
      put({
        ...list,
        movies: [...list.movies, { ...movie, opened: false, liked: false, watchlisted: false }],
      });
      return true;
    },
    did(movieId, deed) {
      const list = listWith(movieId);
      if (list === null) return false;
      const movies = list.movies.map((movie) => (movie.movieId === movieId ? { ...movie, ...deed } : movie));
      if (JSON.stringify(movies) === JSON.stringify(list.movies)) return false;
      put({ ...list, movies });
      return true;
    },
    write() {
      const now = running();
      if (now === null) return;
      for (const list of now.lists.filter(({ id }) => changed.has(id))) keep(store.saveList(now.id, list));
      changed.clear();
      let left = now;
      for (const list of now.lists.slice(0, -STORED_LISTS)) {
        left = { ...left, ...counted(left, list), lists: left.lists.filter(({ id }) => id !== list.id) };
        keep(store.fold(bare(now), list.id, counted));
      }
      replace(left);
    },
  };
}

/** Everything that was recorded in an experiment, counted. */
export function countsOf({ folded, lists }: ExperimentRecord): Counts {
  return lists.reduce((sum, { movies }) => addCounts(sum, countList(movies)), folded);
}

/** Lists of which something was seen. */
export function listsIn({ wins, ties, idle }: Counts): number {
  return wins.a + wins.b + ties + idle;
}

/** With a list counted in that is kept no longer. */
function counted(experiment: StoredExperiment, { movies }: StoredList): StoredExperiment {
  return { ...experiment, folded: addCounts(experiment.folded, countList(movies)) };
}

function bare({ id, a, b, stoppedAt, folded }: ExperimentRecord): StoredExperiment {
  return { id, a, b, stoppedAt, folded };
}
