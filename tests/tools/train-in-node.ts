import type { Dataset } from '../../src/dataset/dataset.ts';
import { defaultBayes, defaultSvd, defaultTraining } from '../../src/protocol/training-defaults.ts';
import type { StarsModel } from '../../src/recommenders/models/factor-model.ts';
import { startBackend, train } from '../../src/training/train.ts';

const settings = { svd: defaultSvd, als: defaultTraining, bayes: defaultBayes } as const;

/** A model with the settings of the app, trained on the cpu kernels in Node. */
export async function trainInNode(algorithm: StarsModel['algorithm'], dataset: Dataset): Promise<StarsModel> {
  const backend = await startBackend('cpu');
  for await (const step of train(backend, dataset, settings[algorithm]).steps) {
    if (step.ended !== null) return step.snapshot();
  }
  throw new Error('training ended without a model');
}
