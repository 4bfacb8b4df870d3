import { isPartial } from '../dataset/active-dataset.ts';
import type { AppStorage } from './app-storage.ts';
import type { Environment } from './environment.ts';
import type { SessionContext } from './session-context.ts';
import { RETRY_MS } from './unstored-changes.ts';

/**
 * Asks databases that do not answer again and again, and opens the storage anew once all of them do.
 * @param isCurrent whether a session still works without them; where none does, nobody waits any more
 * @returns null where nobody waits; rejects with storage Problems where what has answered cannot be used
 */
export async function untilAnswered(
  { stalled }: AppStorage,
  { doesAnswer = async () => true, openAppStorage }: Pick<Environment, 'doesAnswer' | 'openAppStorage'>,
  isCurrent: () => boolean,
): Promise<AppStorage | null> {
  for (const name of stalled) {
    do await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    while (isCurrent() && !(await doesAnswer(name)));
  }
  return isCurrent() ? openAppStorage() : null;
}

/**
 * Databases that did not answer do now: the session goes on with what they hold. What this visit fetched and trained in the
 * meantime is stored where they hold none.
 */
export async function takeUpStorage(context: SessionContext, answered: AppStorage): Promise<void> {
  const { data, model, storage } = context;
  if (storage.stalled.includes('data') && !isPartial(data)) {
    const known = await answered.loadDataset().catch(context.reportError);
    if (known === null) await answered.saveDataset(data.base).catch(context.reportError);
    const trained = model.trained();
    const isOfSame = known === null || known.id === data.base.id;
    if (trained !== null && isOfSame && (await answered.loadModel(data.base.id)) === null) {
      await answered.saveModel(trained).catch(context.reportError);
    }
  }
  await context.restart({ why: 'answered', storage: answered });
}
