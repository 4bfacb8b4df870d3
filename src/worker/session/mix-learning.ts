import { createBackgroundPause } from '../../base/scheduling.ts';
import { decodeMix, encodeMix, MIX_NAME, type MixChoice } from '../../recommenders/hybrid/learnt-mix.ts';
import type { AppStorage } from './app-storage.ts';
import type { SessionContext } from './session-context.ts';

/** The mix that an earlier visit learnt for the data set; one that cannot be read is reported and learnt again. */
export async function storedMix(
  storage: Pick<AppStorage, 'loadRecommender'>,
  datasetId: string,
  reportError: (thrown: unknown) => null,
): Promise<MixChoice | null> {
  const stored = await storage.loadRecommender(MIX_NAME, datasetId).catch(reportError);
  try {
    return stored === null ? null : decodeMix(stored);
  } catch (thrown) {
    return reportError(thrown);
  }
}

/**
 * Learns the mix of the data set in use beside everything else, once for each data set, and stores it; where the weights that
 * come with the app do as well, that is stored. Until then they serve. What the person reads keeps its order.
 */
export async function learnMixInBackground(context: SessionContext): Promise<void> {
  const { catalogue, storage, signal } = context;
  if (signal.aborted || !context.autoTrain || context.mix !== null) return;
  const pause = createBackgroundPause(signal);
  try {
    const [{ learnMix }, { trainForMix }] = await Promise.all([
      import('../../evaluation/learn-mix.ts'),
      import('../training/mix-training.ts'),
    ]);
    const tools = { trainStars: trainForMix(pause), facts: context.facts };
    const mix = (await learnMix(catalogue.dataset, tools, 1, pause)) ?? 'fixed';
    if (signal.aborted) return;
    context.mix = mix;
    if (mix !== 'fixed') context.changed(['recommenders'], 'keep');
    await storage.saveRecommender(MIX_NAME, catalogue.dataset.id, encodeMix(mix));
  } catch (thrown) {
    if (!signal.aborted || thrown !== signal.reason) throw thrown;
  }
}
