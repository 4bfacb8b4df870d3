import { Problem } from '../../base/problem.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import type { StarsModel } from '../../recommenders/models/factor-model.ts';
import {
  type ComparisonTraining,
  comparisonSettings,
  type StarsAlgorithm,
  type WaitingForModel,
} from '../session/comparison-models.ts';
import type { TrainingControl } from './training-control.ts';
import type { Engine } from './training-engine.ts';

/** @param control the training that has priority */
export function createComparisonTraining(
  dataset: Dataset,
  engine: Engine,
  control: Pick<TrainingControl, 'idle' | 'isTraining'>,
): ComparisonTraining {
  let last: Promise<unknown> = Promise.resolve();

  async function trainWhenFree(
    algorithm: StarsAlgorithm,
    waiting: WaitingForModel,
  ): Promise<StarsModel | null> {
    const { signal, onProgress, isMissing } = waiting;
    while (!signal.aborted && isMissing()) {
      onProgress(0);
      await control.idle();
      if (signal.aborted || !isMissing()) return null;
      const model = await attempt(algorithm, waiting);
      if (model !== null) return model;
    }
    return null;
  }

  /** @returns null if it was given up: by its signal, for another training, or because the graphics card failed */
  async function attempt(
    algorithm: StarsAlgorithm,
    { signal, onProgress }: WaitingForModel,
  ): Promise<StarsModel | null> {
    const settings = comparisonSettings(algorithm, dataset);
    try {
      const { training, backend } = await engine.start();
      for await (const { point, ended, snapshot } of training.train(backend, dataset, settings, null, signal)
        .steps) {
        if (signal.aborted || control.isTraining()) return null;
        onProgress(point.epoch / settings.epochs);
        if (ended !== null) return await snapshot();
      }
    } catch (thrown) {
      if (signal.aborted && thrown === signal.reason) return null;
      // `trainWhenFree` tries again with another backend.
      if (engine.drop(thrown)) return null;
      throw thrown;
    }
    throw new Problem('unexpected', 'A training ended without a model.', 'Reload the page and try again.');
  }

  return {
    train(algorithm, waiting) {
      const trained = last.then(() => trainWhenFree(algorithm, waiting));
      last = trained.catch(() => {});
      return trained;
    },
  };
}
