import { defaultBayes } from '../../src/algorithms.ts';
import type { Dataset } from '../../src/dataset/dataset.ts';
import type { StarsModel } from '../../src/recommenders/factor-model.ts';
import { startBackend, train } from '../../src/training/train.ts';

/** The model that the app ends up with, trained in Node. */
export async function trainInNode(dataset: Dataset): Promise<StarsModel> {
  const backend = await startBackend('cpu');
  for await (const step of train(backend, dataset, defaultBayes).steps) {
    if (step.ended !== null) return step.snapshot();
  }
  throw new Error('training ended without a model');
}
