import { Problem, reportOf } from '../../base/problem.ts';
import { aheadOfBackground, createPause } from '../../base/scheduling.ts';
import { finishWithPauses } from '../../base/steps.ts';
import type { Archive } from '../../dataset/archive/read-archive.ts';
import type { Dataset, Movie } from '../../dataset/dataset.ts';
import { noFactTables, withIds } from '../../dataset/fact-tables.ts';
import { withCommonIds } from '../../dataset/movie-ids.ts';
import type { DatasetMapping } from '../../dataset/tables/mapping.ts';
import type { AnyTable } from '../../dataset/tables/table-heads.ts';
import type { DatasetEvent, DatasetPreview, Fit } from '../../protocol/dataset-messages.ts';
import type { ImportedFile } from '../../protocol/import-messages.ts';
import type { Event } from '../../protocol/messages.ts';
import { withCountsSteps } from '../../storage/artifacts/dataset-store.ts';
import type { StoredPerson } from '../../storage/person/stored-person.ts';
import type { PendingWork } from '../session/pending-work.ts';

/** Rows of a table that the person sees. */
const SHOWN = 6;
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
  private using = new AbortController();
  private isReading = false;
  /** Tables of no known layout, until the person has said what they hold. */
  private tables: { readonly name: string; readonly found: readonly AnyTable[] } | null = null;
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
    return this.latest !== null || this.tables !== null || this.isReading;
  }

  /** Aborted once the person no longer wants the data set that is being put into use. */
  get useSignal(): AbortSignal {
    return this.using.signal;
  }

  /**
   * Ends what is being read, or put into use before the next {@link discard}: the data set in use stays, unless the other one
   * has been stored already.
   */
  giveUp(): void {
    this.reading.abort();
    this.using.abort();
    this.ports.emit({ type: 'previewDiscarded' });
  }

  /** Forgets what is held, and gives up what is being read. What begins from now on is a new preview. */
  discard(): void {
    this.latest = null;
    this.tables = null;
    this.reading.abort();
    if (this.using.signal.aborted) this.using = new AbortController();
    this.ports.emit({ type: 'previewDiscarded' });
  }

  /** Reads the tables that were found last as the person says. */
  map(mapping: DatasetMapping): void {
    const { tables } = this;
    if (tables === null) throw noTables();
    const { name, found } = tables;
    const read = this.readAs(name, async (onProgress, signal) => {
      const { readTableDataset } = await import('../../dataset/tables/read-table-dataset.ts');
      const dataset = await readTableDataset(found, mapping, name, { onProgress, signal });
      // Ids of books are those of no movie, however alike their titles are.
      const isOfMovies = dataset.subject === undefined;
      const common = isOfMovies ? withCommonIds(dataset, await this.knownMovies()) : dataset;
      return { dataset: { ...common, imported: true as const }, facts: noFactTables };
    });
    this.ports.background.add(read);
  }

  private async read(name: string, files: readonly ImportedFile[]): Promise<void> {
    this.tables = null;
    await this.readAs(name, async (onProgress, signal) => {
      onProgress(0, null);
      const { findTablesIn, holdsDataset } = await import('../../dataset/archive/archive-tables.ts');
      const { readTables } = await import('../../dataset/archive/read-archive.ts');
      const known = await findTablesIn(files);
      if (!holdsDataset(known) && (await this.asked(name, files, signal))) return null;
      const { dataset, facts } = await readTables(known, name, { onProgress, signal });
      const { movies } = dataset;
      const common = withCommonIds(dataset, await this.knownMovies());
      const idOf = new Map(movies.map(({ id }, item) => [id, common.movies[item].id]));
      return { dataset: { ...common, imported: true as const }, facts: withIds(facts, idOf) };
    });
  }

  /** Asks what the columns of tables of no known layout hold. @returns false where they cannot be a data set */
  private async asked(name: string, files: readonly ImportedFile[], signal: AbortSignal): Promise<boolean> {
    const { findAnyTables } = await import('../../dataset/tables/table-heads.ts');
    const { guessMapping } = await import('../../dataset/tables/guess-mapping.ts');
    const found = await findAnyTables(files, signal);
    const mapping = guessMapping(found);
    signal.throwIfAborted();
    if (mapping === null) return false;
    const short = name.replace(/\.(zip|csv|tsv|tab|txt|dat|data)$/i, '');
    this.tables = { name: short, found };
    const tables = found.map(({ name: of, columns, hasHeader, sample }) => ({
      name: of,
      columns,
      hasHeader,
      sample: sample.slice(0, SHOWN),
    }));
    this.ports.emit({ type: 'datasetMapping', name: short, tables, mapping });
    return true;
  }

  /** Reads a data set and holds it; `datasetPreviewed` or `datasetRefused` follows. Null where more must be asked first. */
  private async readAs(
    name: string,
    from: (onProgress: OnProgress, signal: AbortSignal) => Promise<Archive | null>,
  ): Promise<void> {
    const { emit, base, person, enqueue } = this.ports;
    const archive = await this.readBy(name, async (onProgress, signal) => {
      const read = await from(onProgress, signal);
      if (read === null) return null;
      // Now, while the person waits for what it holds anyway, and not when it is put into use.
      const dataset = await finishWithPauses(withCountsSteps(read.dataset), createPause(signal));
      // If it was discarded in the meantime, this throws.
      onProgress(1, 1);
      return { ...read, dataset };
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
      const onProgress: OnProgress = (done, total, ratings = 0) => {
        signal.throwIfAborted();
        if (performance.now() - shownAt < PROGRESS_MS) return;
        shownAt = performance.now();
        emit({ type: 'datasetReading', name, done, total, ratings, ms: shownAt - startedAt });
      };
      return await aheadOfBackground(() => from(onProgress, signal));
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
    subject: dataset.subject ?? 'films',
    report: dataset.report,
    ratings: heldOf([...ratings.keys()]),
    watchlist: heldOf([...marks].flatMap(([id, { mark }]) => (mark === 'watchlist' ? [id] : []))),
    inUse: dataset.id === inUse.id,
  };
}

function noTables(): Problem {
  return new Problem('settings', 'There is no table to read.', 'Choose its file again.');
}
