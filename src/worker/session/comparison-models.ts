import type { Dataset } from '../../dataset/dataset.ts';
import { bayesBySize, sizeOf } from '../../protocol/training-by-size.ts';
import { defaultSvd, defaultTraining, settingsUsedBy } from '../../protocol/training-defaults.ts';
import type { TrainingSettings } from '../../protocol/training-messages.ts';
import type { StarsModel } from '../../recommenders/models/factor-model.ts';

export type StarsAlgorithm = StarsModel['algorithm'];

/** The settings of Matinee itself for a data set. */
export function automaticSettings(
  algorithm: StarsAlgorithm,
  dataset: Pick<Dataset, 'ratings' | 'movies'>,
): TrainingSettings {
  if (algorithm === 'bayes') return bayesBySize(sizeOf(dataset));
  return algorithm === 'svd' ? defaultSvd : defaultTraining;
}

/** Settings of models that are trained to be compared or ranked by, not to predict stars on cards. */
export function comparisonSettings(
  algorithm: StarsAlgorithm,
  dataset: Pick<Dataset, 'statistics' | 'ratings' | 'movies'>,
): TrainingSettings {
  return settingsUsedBy(dataset, automaticSettings(algorithm, dataset));
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
