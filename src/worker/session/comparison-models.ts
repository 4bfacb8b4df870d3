import type { Dataset } from '../../dataset/dataset.ts';
import {
  defaultBayes,
  defaultSvd,
  defaultTraining,
  settingsUsedBy,
} from '../../protocol/training-defaults.ts';
import type { TrainingSettings } from '../../protocol/training-messages.ts';
import type { StarsModel } from '../../recommenders/models/factor-model.ts';

export type StarsAlgorithm = StarsModel['algorithm'];

const settings: Readonly<Record<StarsAlgorithm, TrainingSettings>> = {
  svd: defaultSvd,
  als: defaultTraining,
  bayes: defaultBayes,
};

/** Settings of models that are trained to be compared or ranked by, not to predict stars on cards. */
export function comparisonSettings(
  algorithm: StarsAlgorithm,
  dataset: Pick<Dataset, 'statistics'>,
): TrainingSettings {
  return settingsUsedBy(dataset, settings[algorithm]);
}

/** Somebody who waits for a model. */
export interface WaitingForModel {
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
  train(algorithm: StarsAlgorithm, waiting: WaitingForModel): Promise<StarsModel | null>;
}
