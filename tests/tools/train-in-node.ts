import type { Dataset } from '../../src/dataset/dataset.ts';
import type { StarsModel } from '../../src/recommenders/models/factor-model.ts';
import { startBackend, train } from '../../src/training/train.ts';
import { automaticSettings } from '../../src/worker/session/comparison-models.ts';

/** A model with the settings of the app, trained on the cpu kernels in Node. */
export async function trainInNode(algorithm: StarsModel['algorithm'], dataset: Dataset): Promise<StarsModel> {
  const backend = await startBackend('cpu');
  for await (const step of train(backend, dataset, automaticSettings(algorithm, dataset)).steps) {
    if (step.ended !== null) return step.snapshot();
  }
  throw new Error('training ended without a model');
}
