import { Problem, reportOf } from '../../base/problem.ts';
import { aheadOfBackground, createPause } from '../../base/scheduling.ts';
import { finishWithPauses, type Steps } from '../../base/steps.ts';
import type { Archive } from '../../dataset/archive/read-archive.ts';
import { isFormerBuiltIn } from '../../dataset/built-in.ts';
import type { Dataset, Movie } from '../../dataset/dataset.ts';
import { type FactTables, noFactTables, worldTableOf } from '../../dataset/fact-tables.ts';
import { thinDatasetSteps } from '../../dataset/thin-dataset.ts';
import type { DatasetCommand, StoredDatasetQueries } from '../../protocol/dataset-messages.ts';
import type { OverviewQueries } from '../../protocol/overview-messages.ts';
import { withCountsSteps } from '../../storage/artifacts/dataset-store.ts';
import type { CommandHandlers, QueryHandlers } from '../session/handlers.ts';
import type { SessionContext } from '../session/session-context.ts';
import { activeDataset } from './active-dataset.ts';

/** The person waits for it: until the other data set is open, background work rests. */
function switchTo(context: SessionContext, { dataset, facts }: Archive): Promise<void> {
  return aheadOfBackground(async () => {
    if (await savedDataset(context, dataset, facts)) await context.restart({ why: 'dataset', read: dataset });
  });
}

export const datasetCommands = {
  previewDataset: ({ previews }, { files }) => previews.preview(files),
  mapDataset: ({ previews }, { mapping }) => previews.map(mapping),
  discardPreview: ({ previews }) => previews.discard(),
  async useDataset(context, { keep }) {
    const archive = context.previews.held();
    if (archive === null) {
      context.emit({ type: 'datasetRefused', name: null, problem: reportOf(noPreview()) });
      return;
    }
    const used = keep === undefined ? archive : await partOf(context, archive, keep);
    if (used !== null) await switchTo(context, used);
  },
  useStored: (context, { id }) => reopen(context, id),
  async deleteStored({ storage, storedDatasets, data }, { id }) {
    // A press in another tab may have put it into use.
    if (id !== data.base.id) await storage.deleteShelved(id);
    storedDatasets.read();
  },
  async useBuiltIn(context) {
    const { shelved } = await context.storage.listDatasets();
    const builtIn = shelved.find((one) => !one.imported && !isFormerBuiltIn({ id: one.id }));
    if (builtIn !== undefined) return reopen(context, builtIn.id);
    const fetched = context.previews.builtIn().then((dataset) => {
      if (dataset !== null) context.enqueue(() => switchTo(context, { dataset, facts: noFactTables }));
    });
    context.background.add(fetched);
  },
  fetchRest: (context) => context.fetchRest(),
  async acknowledgeNotice(context) {
    context.notice = null;
    await context.storage.removeNotice();
  },
  async excludeSuspicious(context, { kinds }) {
    const { base } = context.data;
    const chosen = { kinds, at: Date.now() / 1000 };
    const isSaved = await saved(context, base.name, async () => {
      // Throws where nothing would be left.
      activeDataset(base, chosen);
      await context.storage.rememberMovies(moviesOf(context));
      await context.storage.saveExcluding(base.id, chosen);
    });
    if (isSaved) await context.restart({ why: 'dataset', read: base });
  },
} satisfies CommandHandlers<DatasetCommand>;

export const datasetQueries = {
  overview: {
    dependsOn: ['dataset', 'overview'],
    priority: 2,
    answer: ({ overview }) => overview(),
  },
  storedDatasets: {
    dependsOn: ['dataset', 'storedDatasets', 'model', 'recommenders'],
    priority: 2,
    answer: ({ storedDatasets }) => storedDatasets.list(),
  },
} satisfies QueryHandlers<keyof (OverviewQueries & StoredDatasetQueries)>;

/**
 * Stores another data set and sets the one in use aside. Titles of the person's movies are stored first, so that those
 * which the other data set lacks can still be listed.
 * @returns false where it was given up, or cannot be stored, which is emitted; everything stays as it was
 */
function savedDataset(context: SessionContext, dataset: Dataset, own: FactTables): Promise<boolean> {
  return saved(context, dataset.name, async (signal) => {
    const { base } = context.data;
    const world = base.imported === true ? null : worldTableOf(base);
    await context.storage.rememberMovies(moviesOf(context));
    const onProgress = (done: number, total: number) => {
      signal.throwIfAborted();
      context.emit({ type: 'datasetSaving', done, total });
    };
    await context.storage.saveDataset(dataset, { own, world, leaving: base }, onProgress);
  });
}

/**
 * Uses a data set that was set aside. It is read before anything changes, so that a damaged one leaves the one in use;
 * that is emitted.
 */
async function reopen(context: SessionContext, id: string): Promise<void> {
  if (id !== context.data.base.id) await aheadOfBackground(() => reopened(context, id));
}

async function reopened(context: SessionContext, id: string): Promise<void> {
  const { storage, data } = context;
  let read: Dataset | null = null;
  const isSaved = await saved(context, id, async (signal) => {
    read = await storage.loadShelved(id);
    if (read === null) throw notStored();
    await storage.rememberMovies(moviesOf(context));
    signal.throwIfAborted();
    const world = data.base.imported === true ? null : worldTableOf(data.base);
    await storage.reopenDataset(id, { world, leaving: data.base });
  });
  if (isSaved) await context.restart({ why: 'dataset', read });
}

/** Equal parts of a data set have equal ids, so that one which was used before is known again. */
const PART_SEED = 1;

/**
 * The data set with fewer ratings, in pieces. @returns null where that cannot be, or is in use already; that is emitted, unless
 * the session has ended, or it was given up
 */
async function partOf(
  { emit, data, signal: session, previews }: SessionContext,
  { dataset, facts }: Archive,
  keep: number,
): Promise<Archive | null> {
  const signal = AbortSignal.any([session, previews.useSignal]);
  if (signal.aborted) return null;
  emit({ type: 'datasetSaving', done: 0, total: null });
  try {
    const part = await aheadOfBackground(() =>
      finishWithPauses(partSteps(dataset, keep), createPause(signal)),
    );
    if (part.id === data.base.id) throw partInUse();
    return { dataset: part, facts };
  } catch (thrown) {
    if (signal.aborted) return null;
    emit({ type: 'datasetRefused', name: dataset.name, problem: reportOf(thrown) });
    return null;
  }
}

function* partSteps(dataset: Dataset, keep: number): Steps<Dataset> {
  return yield* withCountsSteps(yield* thinDatasetSteps(dataset, { target: keep, seed: PART_SEED }));
}

/**
 * The run under way stays: where nothing can be stored, nothing must have been interrupted.
 * @param save rejects where it hears in time that it was given up; what is stored by then stays stored
 */
async function saved(
  { emit, tabs, previews: { useSignal } }: SessionContext,
  name: string,
  save: (useSignal: AbortSignal) => Promise<void>,
): Promise<boolean> {
  // While a part was made of it, or while it was fetched.
  if (useSignal.aborted) return false;
  emit({ type: 'datasetSaving', done: 0, total: null });
  try {
    await save(useSignal);
  } catch (thrown) {
    if (useSignal.aborted) return false;
    emit({ type: 'datasetRefused', name, problem: reportOf(thrown) });
    return false;
  }
  tabs.post('dataset');
  return true;
}

/** The person's movies that the data set in use holds. */
export function moviesOf({ person, catalogue }: SessionContext): Movie[] {
  const ids = new Set([...person.ratings.keys(), ...person.marks.keys()]);
  return [...ids].flatMap((id) => {
    const item = catalogue.indexOf.get(id);
    return item === undefined ? [] : [catalogue.dataset.movies[item]];
  });
}

function notStored(): Problem {
  return new Problem(
    'storage-broken',
    'This data set is no longer stored on this device.',
    'Choose its file again.',
  );
}

function partInUse(): Problem {
  return new Problem(
    'settings',
    'This part of it is in use already.',
    'Choose its file again to use all of it, or another part.',
  );
}

function noPreview(): Problem {
  return new Problem('settings', 'There is no other data set to use.', 'Choose its file again.');
}
