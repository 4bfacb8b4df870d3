import { learnMix, SEED } from '../src/evaluation/learn-mix.ts';
import { createFitter } from '../src/recommenders/registry.ts';
import type { Described } from '../tests/tools/read-facts-of-zip.ts';
import { trainInNode } from '../tests/tools/train-in-node.ts';

/**
 * Learns the weights of the components for a data set as the app does in the background. What it prints of the data set that
 * comes with the app goes into src/recommenders/hybrid/built-in-mix.ts.
 */
export async function fitMix({ dataset, facts }: Described): Promise<void> {
  const mix = await learnMix(dataset, {
    fit: (train) => createFitter(train, { trainStars: trainInNode, facts }).componentSet(),
    seed: SEED,
    pause: async () => {},
  });
  console.log(JSON.stringify({ datasetId: dataset.id, mix }, null, 2));
}
