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

/** Another data set on its way into use: read beside everything else, and held until the person has decided. */
export interface DatasetPreviews {
  /** Reads a zip beside everything else and holds its data set; `datasetPreviewed` or `datasetRefused` follows. */
  preview(name: string, bytes: Uint8Array): void;
  /** Fetches the data that comes with the app; null if that failed or was given up. */
  builtIn(): Promise<Dataset | null>;
  /** The data set that was read last. */
  held(): Dataset | null;
  /** Forgets what is held, and gives up what is being read. */
  discard(): void;
}

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

export function createDatasetPreviews(ports: DatasetPreviewPorts): DatasetPreviews {
  const { emit, fetchDataset, base } = ports;
  let held: Dataset | null = null;
  let reading = new AbortController();
  let movies: readonly Movie[] | null = null;

  /** Gives up what is being read, and reads something else. Failures are emitted. */
  async function readBy(
    name: string | null,
    from: (onProgress: OnProgress) => Promise<Dataset>,
  ): Promise<Dataset | null> {
    reading.abort();
    reading = new AbortController();
    held = null;
    const { signal } = reading;
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

  async function fetched(onProgress: OnProgress): Promise<Dataset> {
    const dataset = await fetchDataset((event) => {
      if (event.type === 'loading') onProgress(event.done, event.total);
    });
    movies = dataset.movies;
    return dataset;
  }

  /** Movies by MovieLens ids: those that come with the app, whatever is in use, so that ids never depend on it. */
  async function knownMovies(): Promise<readonly Movie[]> {
    if (base.imported !== true) return base.movies;
    return movies ?? (await fetched(() => {})).movies;
  }

  async function read(name: string, bytes: Uint8Array): Promise<void> {
    const dataset = await readBy(name, async (onProgress) => {
      onProgress(0, null);
      const archive = await readArchive(bytes, name, onProgress);
      const common = withCommonIds(archive, await knownMovies());
      // If it was discarded in the meantime, this throws.
      onProgress(1, 1);
      return { ...common, imported: true };
    });
    if (dataset === null) return;
    held = dataset;
    ports.enqueue(() => {
      if (held !== dataset) return;
      emit({ type: 'datasetPreviewed', datasetPreview: previewOf(dataset, base, ports.person()) });
    });
  }

  return {
    preview: (name, bytes) => ports.background.add(read(name, bytes)),
    builtIn: () => readBy(null, fetched),
    held: () => held,
    discard() {
      held = null;
      reading.abort();
      emit({ type: 'previewDiscarded' });
    },
  };
}

/** What a data set holds, and how many of the person's movies. */
export function previewOf(
  dataset: Dataset,
  inUse: Dataset,
  { ratings, marks }: StoredPerson,
): DatasetPreview {
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
