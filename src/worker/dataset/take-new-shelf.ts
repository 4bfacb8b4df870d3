import { Problem } from '../../base/problem.ts';
import { isFormerBuiltIn } from '../../dataset/built-in.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import type { Event } from '../../protocol/messages.ts';
import type { TrainedModel } from '../session/app-storage.ts';
import type { SessionContext } from '../session/session-context.ts';
import { activeDataset } from './active-dataset.ts';
import { moviesOf } from './dataset-handlers.ts';

/** Milliseconds between two looks at whether the person still decides about an import. */
const WAIT_MS = 1000;

/**
 * Who still has the data set that came with an earlier version gets today's, without a press. It is fetched and the
 * quick model is trained on it while the person goes on with the old one; then data set, model and what the person
 * excludes are stored in one transaction, and the session starts anew. So a tab that is killed on the way leaves the old
 * ones or the new ones, and the ratings are stored apart from both.
 * @returns false where the old one stays in use: offline, or without room for the new one; the next visit tries again
 */
export async function takeNewShelf(
  context: SessionContext,
  fetchDataset: (emit: (event: Event) => void) => Promise<Dataset>,
): Promise<boolean> {
  const { signal, trainingBeside, reportError, data } = context;
  const dataset = await fetchDataset(() => {}).catch(offlineOr(reportError));
  if (dataset === null || isFormerBuiltIn(dataset) || signal.aborted) return signal.aborted;
  const { chosen } = data;
  // Who does not want training by itself gets the movies now, and predictions when they train.
  const trained = context.autoTrain
    ? await trainingBeside.train(activeDataset(dataset, chosen).dataset).catch(reportError)
    : null;
  for (;;) {
    await untilUndisturbed(context);
    if (signal.aborted) return true;
    const outcome = await inQueue(context, () => replace(context, dataset, trained));
    if (outcome !== 'disturbed') return outcome === 'done';
  }
}

/** @returns 'disturbed' and changes nothing where the person has begun something in the meantime */
async function replace(
  context: SessionContext,
  dataset: Dataset,
  trained: TrainedModel | null,
): Promise<'done' | 'disturbed'> {
  if (isDisturbed(context)) return 'disturbed';
  const { storage, data, tabs } = context;
  await storage.rememberMovies(moviesOf(context));
  await storage.replaceBuiltIn(dataset, { trained, chosen: data.chosen });
  tabs.post('dataset');
  await context.restart({ why: 'dataset', read: dataset });
  return 'done';
}

/** Nobody waits for the new data: without a network it is passed over until the next visit. Other failures are reported. */
function offlineOr(reportError: (thrown: unknown) => null): (thrown: unknown) => null {
  return (thrown) => (thrown instanceof Problem && thrown.code === 'network' ? null : reportError(thrown));
}

async function untilUndisturbed(context: SessionContext): Promise<void> {
  for (;;) {
    await context.training.idle();
    if (context.signal.aborted || !isDisturbed(context)) return;
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }
}

/** Whether a training runs or an import waits for a decision: a restart would lose both. */
function isDisturbed({ training, previews, imports }: SessionContext): boolean {
  return training.isTraining() || previews.isBusy() || imports.isHeld();
}

/** Does something once the commands before are done. A failure is reported. 'done' as well where the session ended. */
function inQueue(
  { enqueue, signal, reportError }: SessionContext,
  work: () => Promise<'done' | 'disturbed'>,
): Promise<'done' | 'disturbed' | 'failed'> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve('done'));
    enqueue(async () => {
      try {
        resolve(await work());
      } catch (thrown) {
        reportError(thrown);
        resolve('failed');
      }
    });
  });
}
