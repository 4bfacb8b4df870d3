import { defaultTraining } from '../../src/algorithms.ts';
import type { Dataset } from '../../src/dataset/dataset.ts';
import type { FactorModel } from '../../src/recommenders/factor-model.ts';
import { startBackend, train } from '../../src/training/train.ts';

/** The model that a first visit trains, on the cpu kernels in Node. */
export async function trainInNode(dataset: Dataset): Promise<FactorModel> {
  const backend = await startBackend('cpu');
  for await (const step of train(backend, dataset, defaultTraining).steps) {
    if (step.ended !== null) return step.snapshot();
  }
  throw new Error('training ended without a model');
}
