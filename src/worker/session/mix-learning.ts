import { createBackgroundPause } from '../../base/scheduling.ts';
import { decodeMix, encodeMix, type LearntMix, MIX_NAME } from '../../recommenders/hybrid/learnt-mix.ts';
import type { AppStorage } from './app-storage.ts';
import type { SessionContext } from './session-context.ts';

/** The mix that an earlier visit learnt for the data set; one that cannot be read is reported and learnt again. */
export async function storedMix(
  storage: Pick<AppStorage, 'loadRecommender'>,
  datasetId: string,
  reportError: (thrown: unknown) => null,
): Promise<LearntMix | null> {
  const stored = await storage.loadRecommender(MIX_NAME, datasetId).catch(reportError);
  try {
    return stored === null ? null : decodeMix(stored);
  } catch (thrown) {
    return reportError(thrown);
  }
}

/**
 * Learns the mix of the data set in use beside everything else, once its components are fitted, and stores it. Until then the
 * weights that come with the app serve. What the person reads keeps its order.
 */
export async function learnMixInBackground(context: SessionContext): Promise<void> {
  const { catalogue, storage, signal, training } = context;
  // The factorization has priority: it is what the person waits for.
  await training.idle();
  if (signal.aborted || !context.autoTrain || context.mix !== null) return;
  const pause = createBackgroundPause(signal);
  try {
    const [{ learnMix }, { trainForMix }] = await Promise.all([
      import('../../evaluation/learn-mix.ts'),
      import('../training/mix-training.ts'),
    ]);
    const tools = { trainStars: trainForMix(pause), facts: context.facts };
    const mix = await learnMix(catalogue.dataset, tools, 1, pause);
    if (mix === null || signal.aborted) return;
    context.mix = mix;
    context.changed(['recommenders'], 'keep');
    await storage.saveRecommender(MIX_NAME, catalogue.dataset.id, encodeMix(mix));
  } catch (thrown) {
    if (!signal.aborted || thrown !== signal.reason) throw thrown;
  }
}
