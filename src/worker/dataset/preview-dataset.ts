import { reportOf } from '../../base/problem.ts';
import type { Archive } from '../../dataset/archive/read-archive.ts';
import type { Dataset, Movie } from '../../dataset/dataset.ts';
import { withIds } from '../../dataset/fact-tables.ts';
import { withCommonIds } from '../../dataset/movie-ids.ts';
import type { DatasetEvent, DatasetPreview, Fit } from '../../protocol/dataset-messages.ts';
import type { ImportedFile } from '../../protocol/import-messages.ts';
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

type OnProgress = (done: number, total: number | null, ratings?: number) => void;

/** Another data set on its way into use: read beside everything else, and held until the person has decided. */
export class DatasetPreviews {
  private latest: Archive | null = null;
  private reading = new AbortController();
  private isReading = false;
  private builtInMovies: readonly Movie[] | null = null;

  constructor(private readonly ports: DatasetPreviewPorts) {}

  /**
   * Reads a zip or the files of a data set beside everything else and holds the data set; `datasetPreviewed` or
   * `datasetRefused` follows.
   */
  preview(files: readonly ImportedFile[]): void {
    this.ports.background.add(this.read(nameOf(files), files));
  }

  /** Fetches the data that comes with the app; null if that failed or was given up. */
  builtIn(): Promise<Dataset | null> {
    return this.readBy(null, (onProgress) => this.fetch(onProgress));
  }

  /** The data set that was read last, with the facts of its zip. */
  held(): Archive | null {
    return this.latest;
  }

  /** Whether a file is being read, or its data set waits for a decision. */
  isBusy(): boolean {
    return this.latest !== null || this.isReading;
  }

  /** Forgets what is held, and gives up what is being read. */
  discard(): void {
    this.latest = null;
    this.reading.abort();
    this.ports.emit({ type: 'previewDiscarded' });
  }

  private async read(name: string, files: readonly ImportedFile[]): Promise<void> {
    const { emit, base, person, enqueue } = this.ports;
    const archive = await this.readBy(name, async (onProgress, signal) => {
      onProgress(0, null);
      const { findTablesIn } = await import('../../dataset/archive/archive-tables.ts');
      const { readTables } = await import('../../dataset/archive/read-archive.ts');
      const { dataset, facts } = await readTables(await findTablesIn(files), name, { onProgress, signal });
      const { movies } = dataset;
      const common = withCommonIds(dataset, await this.knownMovies());
      // If it was discarded in the meantime, this throws.
      onProgress(1, 1);
      const idOf = new Map(movies.map(({ id }, item) => [id, common.movies[item].id]));
      return { dataset: { ...common, imported: true as const }, facts: withIds(facts, idOf) };
    });
    if (archive === null) return;
    this.latest = archive;
    enqueue(() => {
      if (this.latest !== archive) return;
      emit({ type: 'datasetPreviewed', datasetPreview: previewOf(archive.dataset, base, person()) });
    });
  }

  /** Gives up what is being read, and reads something else. Failures are emitted. */
  private async readBy<T>(
    name: string | null,
    from: (onProgress: OnProgress, signal: AbortSignal) => Promise<T>,
  ): Promise<T | null> {
    const { emit } = this.ports;
    this.reading.abort();
    this.reading = new AbortController();
    this.latest = null;
    const { signal } = this.reading;
    const startedAt = performance.now();
    let shownAt = Number.NEGATIVE_INFINITY;
    this.isReading = true;
    try {
      return await from((done, total, ratings = 0) => {
        signal.throwIfAborted();
        if (performance.now() - shownAt < PROGRESS_MS) return;
        shownAt = performance.now();
        emit({ type: 'datasetReading', name, done, total, ratings, ms: shownAt - startedAt });
      }, signal);
    } catch (thrown) {
      if (!signal.aborted) emit({ type: 'datasetRefused', name, problem: reportOf(thrown) });
      return null;
    } finally {
      if (this.reading.signal === signal) this.isReading = false;
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

/** What files that were dropped together are called: the zip, or the folder that they lay in. */
function nameOf(files: readonly ImportedFile[]): string {
  if (files.length === 1) return files[0].name;
  const folder = files
    .map(({ name }) => /([^/]+)\/[^/]*$/.exec(name)?.[1])
    .find((found) => found !== undefined);
  return folder ?? `${files.length} files`;
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
