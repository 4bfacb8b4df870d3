import { reportOf } from '../../base/problem.ts';
import { readArchive } from '../../dataset/archive/read-archive.ts';
import type { Dataset, Movie } from '../../dataset/dataset.ts';
import { withCommonIds } from '../../dataset/movie-ids.ts';
import type { DatasetEvent, DatasetPreview, Fit } from '../../protocol/dataset-messages.ts';
import type { Event } from '../../protocol/messages.ts';
import type { StoredPerson } from '../../storage/person/person-store.ts';
import type { PendingWork } from '../session/pending-work.ts';

/** Progress is shown this often at most. */
const PROGRESS_MS = 100;

interface DatasetPreviewPorts {
  emit(event: DatasetEvent): void;
  fetchDataset(emit: (event: Event) => void): Promise<Dataset>;
  /** The data set in use as it was read. */
  readonly base: Dataset;
  person(): StoredPerson;
  readonly background: PendingWork;
  /** Does something once all commands that came before are done. */
  enqueue(work: () => void): void;
}

type OnProgress = (done: number, total: number | null) => void;

/** Another data set on its way into use: read beside everything else, and held until the person has decided. */
export class DatasetPreviews {
  private latest: Dataset | null = null;
  private reading = new AbortController();
  private builtInMovies: readonly Movie[] | null = null;

  constructor(private readonly ports: DatasetPreviewPorts) {}

  /** Reads a zip beside everything else and holds its data set; `datasetPreviewed` or `datasetRefused` follows. */
  preview(name: string, bytes: Uint8Array): void {
    this.ports.background.add(this.read(name, bytes));
  }

  /** Fetches the data that comes with the app; null if that failed or was given up. */
  builtIn(): Promise<Dataset | null> {
    return this.readBy(null, (onProgress) => this.fetch(onProgress));
  }

  /** The data set that was read last. */
  held(): Dataset | null {
    return this.latest;
  }

  /** Forgets what is held, and gives up what is being read. */
  discard(): void {
    this.latest = null;
    this.reading.abort();
    this.ports.emit({ type: 'previewDiscarded' });
  }

  private async read(name: string, bytes: Uint8Array): Promise<void> {
    const { emit, base, person, enqueue } = this.ports;
    const dataset = await this.readBy(name, async (onProgress) => {
      onProgress(0, null);
      const archive = await readArchive(bytes, name, onProgress);
      const common = withCommonIds(archive, await this.knownMovies());
      // If it was discarded in the meantime, this throws.
      onProgress(1, 1);
      return { ...common, imported: true };
    });
    if (dataset === null) return;
    this.latest = dataset;
    enqueue(() => {
      if (this.latest !== dataset) return;
      emit({ type: 'datasetPreviewed', datasetPreview: previewOf(dataset, base, person()) });
    });
  }

  /** Gives up what is being read, and reads something else. Failures are emitted. */
  private async readBy(
    name: string | null,
    from: (onProgress: OnProgress) => Promise<Dataset>,
  ): Promise<Dataset | null> {
    const { emit } = this.ports;
    this.reading.abort();
    this.reading = new AbortController();
    this.latest = null;
    const { signal } = this.reading;
    let shownAt = Number.NEGATIVE_INFINITY;
    try {
      return await from((done, total) => {
        signal.throwIfAborted();
        if (performance.now() - shownAt < PROGRESS_MS) return;
        shownAt = performance.now();
        emit({ type: 'datasetReading', name, done, total });
      });
    } catch (thrown) {
      if (!signal.aborted) emit({ type: 'datasetRefused', name, problem: reportOf(thrown) });
      return null;
    }
  }

  private async fetch(onProgress: OnProgress): Promise<Dataset> {
    const dataset = await this.ports.fetchDataset((event) => {
      if (event.type === 'loading') onProgress(event.done, event.total);
    });
    this.builtInMovies = dataset.movies;
    return dataset;
  }

  /** Movies by MovieLens ids: those that come with the app, whatever is in use, so that ids never depend on it. */
  private async knownMovies(): Promise<readonly Movie[]> {
    const { base } = this.ports;
    if (base.imported !== true) return base.movies;
    return this.builtInMovies ?? (await this.fetch(() => {})).movies;
  }
}

/** What a data set holds, and how many of the person's movies. */
function previewOf(dataset: Dataset, inUse: Dataset, { ratings, marks }: StoredPerson): DatasetPreview {
  const ids = new Set(dataset.movies.map(({ id }) => id));
  const heldOf = (movieIds: readonly number[]): Fit => ({
    held: movieIds.filter((id) => ids.has(id)).length,
    of: movieIds.length,
  });
  return {
    name: dataset.name,
    report: dataset.report,
    ratings: heldOf([...ratings.keys()]),
    watchlist: heldOf([...marks].flatMap(([id, { mark }]) => (mark === 'watchlist' ? [id] : []))),
    inUse: dataset.id === inUse.id,
  };
}
