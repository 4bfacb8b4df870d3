import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import { fitBackgroundRecommenders } from '../recommendations/background-recommenders.ts';
import type { SessionContext } from './session-context.ts';

/** Progress is shown this often at most. */
const PROGRESS_MS = 250;

/**
 * Prepares search and the row of the day, then fits the recommenders that every visit needs; lists use each as soon as it is there. When the session
 * ends, the fit that is under way is given up.
 */
export async function fitInBackground(context: SessionContext): Promise<void> {
  const { storage, catalogue, signal, threads, activeRecommender } = context;
  const onFitted = (fitted: SessionContext['backgroundRecommenders']) => {
    if (signal.aborted) return false;
    // Keeps what was imported while this fit went on.
    context.backgroundRecommenders = new Map([...fitted, ...context.backgroundRecommenders]);
    context.changed(['recommenders'], 'new');
    return true;
  };
  let shownAt = performance.now();
  const workOn = (part: RecommenderId) => ({
    signal,
    threads,
    onProgress(done: number) {
      if (signal.aborted || performance.now() - shownAt < PROGRESS_MS) return;
      shownAt = performance.now();
      activeRecommender.learns({ part, done });
    },
  });
  try {
    // So that the first search is as quick as the others.
    await catalogue.titles.prepare(signal);
    if (await catalogue.prepareOccasions(signal)) context.changed(['recommenders'], 'keep');
    await fitBackgroundRecommenders(
      storage,
      catalogue.dataset,
      context.backgroundRecommenders,
      onFitted,
      undefined,
      workOn,
    );
  } catch (thrown) {
    if (!signal.aborted || thrown !== signal.reason) throw thrown;
  } finally {
    if (!signal.aborted && activeRecommender.state().learning !== null) activeRecommender.learns(null);
  }
}
