import { reportOf } from '../../base/problem.ts';
import { readArchive } from '../../dataset/archive/read-archive.ts';
import type { Dataset, Movie } from '../../dataset/dataset.ts';
import { withCommonIds } from '../../dataset/movie-ids.ts';
import type { DatasetEvent, DatasetPreview, Fit } from '../../protocol/dataset-messages.ts';
import type { Event } from '../../protocol/messages.ts';
import type { StoredPerson } from '../../storage/person/person-store.ts';

/** Progress is told this often at most. */
const TELL_MS = 100;

/** Another data set on its way into use: read beside everything else, and held until the person has decided. */
export interface DatasetPreviews {
  /** Reads a zip and holds what is in it, in place of what was offered before. Resolves when that is told. */
  datasetPreview(name: string, bytes: Uint8Array): Promise<void>;
  /** Fetches the data that comes with the app; null if that failed, which is told, or was given up. */
  builtIn(): Promise<Dataset | null>;
  /** What was offered. */
  held(): Dataset | null;
  /** Forgets what was offered, and gives up what is being read. */
  drop(): void;
}

interface DatasetPreviewPorts {
  emit(event: DatasetEvent): void;
  fetchDataset(emit: (event: Event) => void): Promise<Dataset>;
  /** The data set in use as it was read. */
  base(): Dataset | null;
  /** A data set is held: what it holds for the person can be told. */
  previewed(dataset: Dataset): void;
}

type Progress = (done: number, total: number | null) => void;

/** Ends a reading that nobody waits for any longer. */
class GivenUp extends Error {}

export function createDatasetPreviews({
  emit,
  fetchDataset,
  base,
  previewed,
}: DatasetPreviewPorts): DatasetPreviews {
  let held: Dataset | null = null;
  let reading: symbol | null = null;
  let movies: readonly Movie[] | null = null;

  async function read(
    name: string | null,
    from: (progress: Progress) => Promise<Dataset>,
  ): Promise<Dataset | null> {
    const own = Symbol();
    reading = own;
    held = null;
    let told = Number.NEGATIVE_INFINITY;
    try {
      return await from((done, total) => {
        if (reading !== own) throw new GivenUp();
        if (performance.now() - told < TELL_MS) return;
        told = performance.now();
        emit({ type: 'datasetReading', name, done, total });
      });
    } catch (thrown) {
      if (reading === own) emit({ type: 'datasetRefused', name, problem: reportOf(thrown) });
      return null;
    } finally {
      if (reading === own) reading = null;
    }
  }

  async function fetched(progress: Progress): Promise<Dataset> {
    const dataset = await fetchDataset((event) => {
      if (event.type === 'loading') progress(event.done, event.total);
    });
    movies = dataset.movies;
    return dataset;
  }

  /** Films by MovieLens ids: those that come with the app, whatever is in use, so that ids never depend on it. */
  async function knownMovies(): Promise<readonly Movie[]> {
    const inUse = base();
    if (inUse !== null && inUse.imported !== true) return inUse.movies;
    return movies ?? (await fetched(() => {})).movies;
  }

  return {
    async datasetPreview(name, bytes) {
      const dataset = await read(name, async (progress) => {
        progress(0, null);
        const archive = await readArchive(bytes, name, progress);
        const common = withCommonIds(archive, await knownMovies());
        // Dropped in the meantime, it must not be offered.
        progress(1, 1);
        return { ...common, imported: true };
      });
      if (dataset === null) return;
      held = dataset;
      previewed(dataset);
    },
    builtIn: () => read(null, fetched),
    held: () => held,
    drop() {
      held = null;
      reading = null;
      emit({ type: 'previewDiscarded' });
    },
  };
}

/** What is in a data set, and what of the person's films. */
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
