import { Problem } from '../../base/problem.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import { defaultBayes, defaultSvd, defaultTraining } from '../../protocol/training-defaults.ts';
import type { StarsModel } from '../../recommenders/models/factor-model.ts';
import type { TrainingSettings } from '../../training/trainer.ts';
import type { TrainingControl } from './training-control.ts';
import type { Engine } from './training-engine.ts';

export type StarsAlgorithm = StarsModel['algorithm'];

/** What a model is trained with that is there to be compared or ranked by, not to predict. */
export const sideSettings: Readonly<Record<StarsAlgorithm, TrainingSettings>> = {
  svd: defaultSvd,
  als: defaultTraining,
  bayes: defaultBayes,
};

/** Who waits for a model. */
interface Waiting {
  /** Share of the epochs done, 0 while another training goes first. */
  told(done: number): void;
  /** Asked after every epoch; once nobody wants the model its training ends. */
  wanted(): boolean;
}

/** Trains models beside the one that predicts. The person's own training, and what Matinee trains by itself, go first. */
export interface SideTraining {
  /** @returns null if `wanted` has become false. Rejects with the Problems of training */
  train(algorithm: StarsAlgorithm, waiting: Waiting): Promise<StarsModel | null>;
}

/** @param control the training that goes first */
export function createSideTraining(
  dataset: Dataset,
  engine: Engine,
  control: Pick<TrainingControl, 'idle' | 'isTraining'>,
): SideTraining {
  let last: Promise<unknown> = Promise.resolve();

  async function trainWhenFree(algorithm: StarsAlgorithm, waiting: Waiting): Promise<StarsModel | null> {
    while (waiting.wanted()) {
      waiting.told(0);
      await control.idle();
      if (!waiting.wanted()) return null;
      const model = await attempt(algorithm, waiting);
      if (model !== null) return model;
    }
    return null;
  }

  /** @returns null if it was given up: for another training, because nobody wants it, or for want of a graphics card */
  async function attempt(algorithm: StarsAlgorithm, { told, wanted }: Waiting): Promise<StarsModel | null> {
    const settings = sideSettings[algorithm];
    try {
      const { training, backend } = await engine.start();
      for await (const { point, ended, snapshot } of training.train(backend, dataset, settings).steps) {
        if (!wanted() || control.isTraining()) return null;
        told(point.epoch / settings.epochs);
        if (ended !== null) return await snapshot();
      }
    } catch (thrown) {
      // The loop around tries again by other means.
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
