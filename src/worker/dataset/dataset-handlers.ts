import { Problem, reportOf } from '../../base/problem.ts';
import type { Dataset, Movie } from '../../dataset/dataset.ts';
import type { DatasetCommand } from '../../protocol/dataset-messages.ts';
import type { OverviewQueries } from '../../protocol/overview-messages.ts';
import type { CommandHandlers, QueryHandlers } from '../session/handlers.ts';
import type { SessionContext } from '../session/session-context.ts';
import { activeDataset } from './active-dataset.ts';
import { summarizeDataset } from './summarize-dataset.ts';

async function switchTo(context: SessionContext, dataset: Dataset): Promise<void> {
  if (await savedDataset(context, dataset)) await context.restart({ why: 'dataset', read: dataset });
}

export const datasetCommands = {
  previewDataset: ({ previews }, { name, bytes }) => previews.preview(name, bytes),
  discardPreview: ({ previews }) => previews.discard(),
  async useDataset(context) {
    const dataset = context.previews.held();
    if (dataset === null) {
      context.emit({ type: 'datasetRefused', name: null, problem: reportOf(noPreview()) });
      return;
    }
    await switchTo(context, dataset);
  },
  useBuiltIn(context) {
    const fetched = context.previews.builtIn().then((dataset) => {
      if (dataset !== null) context.enqueue(() => switchTo(context, dataset));
    });
    context.background.add(fetched);
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
    dependsOn: ['dataset'],
    priority: 2,
    answer: ({ library, data }) => summarizeDataset(library, data, Date.now()),
  },
} satisfies QueryHandlers<keyof OverviewQueries>;

/**
 * Stores another data set in place of the one in use. Titles of the person's movies are stored first, so that those
 * which the other data set lacks can still be listed.
 * @returns false where it cannot be stored; that is emitted, and everything stays as it was
 */
function savedDataset(context: SessionContext, dataset: Dataset): Promise<boolean> {
  return saved(context, dataset.name, async () => {
    await context.storage.rememberMovies(moviesOf(context));
    await context.storage.saveDataset(dataset);
  });
}

/** Training goes on meanwhile: where nothing can be stored, nothing must have been interrupted. */
async function saved(
  { emit, tabs }: SessionContext,
  name: string,
  save: () => Promise<void>,
): Promise<boolean> {
  emit({ type: 'datasetSaving' });
  try {
    await save();
  } catch (thrown) {
    emit({ type: 'datasetRefused', name, problem: reportOf(thrown) });
    return false;
  }
  tabs.post('dataset');
  return true;
}

/** The person's movies that the data set in use holds. */
function moviesOf({ person, library }: SessionContext): Movie[] {
  const ids = new Set([...person.ratings.keys(), ...person.marks.keys()]);
  return [...ids].flatMap((id) => {
    const item = library.indexOf.get(id);
    return item === undefined ? [] : [library.dataset.movies[item]];
  });
}

function noPreview(): Problem {
  return new Problem('settings', 'No other data set is there to be used.', 'Choose its file once more.');
}
