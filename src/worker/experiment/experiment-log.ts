import { addCounts, type Counts, countList, noCounts } from '../../evaluation/interleaving.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import type {
  ExperimentRecord,
  StoredExperiment,
  StoredList,
  StoredMovie,
} from '../../storage/person/experiment-schema.ts';
import type { ExperimentStore } from '../../storage/person/experiment-store.ts';

/** Lists stored one by one; of older lists only the counts are stored. */
const STORED_LISTS = 200;
/** Stored experiments; the oldest is removed when one more is started. */
const STORED_EXPERIMENTS = 8;

/** What a person can do with a movie that counts for its recommender; false takes it back. */
type Deed = Partial<Pick<StoredMovie, 'opened' | 'liked' | 'watchlisted'>>;

/** A list as it was drafted. */
export type InterleavedList = Pick<StoredList, 'id' | 'at' | 'seed'>;

/** The records of experiments, on this device only and of bounded size. */
export class ExperimentRecords {
  /** Ids of lists that were not written since they changed. */
  private readonly unwritten = new Set<string>();

  /** @param persist tracks a write, and reports where it failed */
  constructor(
    private readonly store: ExperimentStore,
    private experiments: readonly ExperimentRecord[],
    private readonly persist: (write: Promise<void>) => void,
  ) {}

  /** Oldest first. */
  all(): readonly ExperimentRecord[] {
    return this.experiments;
  }

  /** The experiment that runs. */
  running(): ExperimentRecord | null {
    return this.experiments.find(({ stoppedAt }) => stoppedAt === null) ?? null;
  }

  /** Takes over the experiments as stored by this tab or another. */
  read(stored: readonly ExperimentRecord[]): void {
    this.experiments = stored;
  }

  start(a: RecommenderId, b: RecommenderId, at: number): void {
    this.stop(at);
    const id = Math.max(at, ...this.experiments.map((one) => one.id + 1));
    const started: ExperimentRecord = { id, a, b, stoppedAt: null, folded: noCounts, lists: [] };
    this.experiments = [...this.experiments, started];
    this.persist(this.store.save(bare(started)));
    for (const { id } of this.experiments.slice(0, -STORED_EXPERIMENTS)) this.remove(id);
  }

  stop(at: number): void {
    const now = this.running();
    if (now === null) return;
    const stopped = { ...now, stoppedAt: at };
    this.replace(stopped);
    this.persist(this.store.save(bare(stopped)));
  }

  remove(id: number): void {
    const gone = this.experiments.find((one) => one.id === id);
    if (gone === undefined) return;
    this.experiments = this.experiments.filter((one) => one !== gone);
    this.persist(this.store.remove(gone));
  }

  /** A movie was seen in a list of the running experiment. @returns whether that is new */
  saw(interleaved: InterleavedList, movie: Pick<StoredMovie, 'movieId' | 'team' | 'place'>): boolean {
    const found = this.running()?.lists.find(({ id }) => id === interleaved.id);
    const list = found ?? { ...interleaved, movies: [] };
    if (list.movies.some(({ movieId }) => movieId === movie.movieId)) return false;
    const seen = { ...movie, opened: false, liked: false, watchlisted: false };
    this.put({ ...list, movies: [...list.movies, seen] });
    return true;
  }

  /**
   * The person did something with a movie: it counts in the list of the running experiment where it was seen last.
   * @returns whether that changes anything
   */
  did(movieId: number, deed: Deed): boolean {
    const list = this.listWith(movieId);
    if (list === null) return false;
    const movies = list.movies.map((movie) => (movie.movieId === movieId ? { ...movie, ...deed } : movie));
    if (JSON.stringify(movies) === JSON.stringify(list.movies)) return false;
    this.put({ ...list, movies });
    return true;
  }

  /** Writes the lists that changed since the last time. */
  write(): void {
    const now = this.running();
    if (now === null) return;
    for (const list of now.lists.filter(({ id }) => this.unwritten.has(id)))
      this.persist(this.store.saveList(now.id, list));
    this.unwritten.clear();
    let left = now;
    for (const list of now.lists.slice(0, -STORED_LISTS)) {
      left = { ...left, ...counted(left, list), lists: left.lists.filter(({ id }) => id !== list.id) };
      this.persist(this.store.fold(bare(now), list.id, counted));
    }
    this.replace(left);
  }

  /** The newest list in which the movie was seen. */
  private listWith(movieId: number): StoredList | null {
    const lists = this.running()?.lists ?? [];
    return lists.findLast(({ movies }) => movies.some((movie) => movie.movieId === movieId)) ?? null;
  }

  private put(list: StoredList): void {
    const now = this.running();
    if (now === null) return;
    const at = now.lists.findIndex(({ id }) => id === list.id);
    this.replace({ ...now, lists: at < 0 ? [...now.lists, list] : now.lists.with(at, list) });
    this.unwritten.add(list.id);
  }

  private replace(next: ExperimentRecord): void {
    this.experiments = this.experiments.map((one) => (one.id === next.id ? next : one));
  }
}

/** Everything that was recorded in an experiment, counted. */
export function countsOf({ folded, lists }: ExperimentRecord): Counts {
  return lists.reduce((sum, { movies }) => addCounts(sum, countList(movies)), folded);
}

/** Number of lists of which at least one movie was seen. */
export function listsIn({ wins, ties, idle }: Counts): number {
  return wins.a + wins.b + ties + idle;
}

/** The experiment with the counts of a list that is no longer stored one by one. */
function counted(experiment: StoredExperiment, { movies }: StoredList): StoredExperiment {
  return { ...experiment, folded: addCounts(experiment.folded, countList(movies)) };
}

function bare({ id, a, b, stoppedAt, folded }: ExperimentRecord): StoredExperiment {
  return { id, a, b, stoppedAt, folded };
}
