import { Problem } from '../../base/problem.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import { defaultBayes, defaultSvd, defaultTraining } from '../../protocol/training-defaults.ts';
import type { StarsModel } from '../../recommenders/models/factor-model.ts';
import type { TrainingSettings } from '../../training/trainer.ts';
import type { TrainingControl } from './training-control.ts';
import type { Engine } from './training-engine.ts';

export type StarsAlgorithm = StarsModel['algorithm'];

/** Settings of models that are trained to be compared or ranked by, not to predict stars on cards. */
export const comparisonSettings: Readonly<Record<StarsAlgorithm, TrainingSettings>> = {
  svd: defaultSvd,
  als: defaultTraining,
  bayes: defaultBayes,
};

/** Somebody who waits for a model. */
interface Waiting {
  /** @param done share of the epochs, 0 while another training goes first */
  onProgress(done: number): void;
  /** Once aborted, the training ends after its epoch. */
  readonly signal: AbortSignal;
  /** False once the training that went first has produced the very model. */
  isMissing(): boolean;
}

/** Trains models beside the one that predicts. The person's own training, and Matinee's automatic one, go first. */
export interface ComparisonTraining {
  /** @returns null if it was given up or is no longer missing. Rejects with the Problems of training */
  train(algorithm: StarsAlgorithm, waiting: Waiting): Promise<StarsModel | null>;
}

/** @param control the training that goes first */
export function createComparisonTraining(
  dataset: Dataset,
  engine: Engine,
  control: Pick<TrainingControl, 'idle' | 'isTraining'>,
): ComparisonTraining {
  let last: Promise<unknown> = Promise.resolve();

  async function trainWhenFree(algorithm: StarsAlgorithm, waiting: Waiting): Promise<StarsModel | null> {
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
    { signal, onProgress }: Waiting,
  ): Promise<StarsModel | null> {
    const settings = comparisonSettings[algorithm];
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
