import type * as tf from '@tensorflow/tfjs-core';
import type { Threads } from '../../base/threads.ts';
import type { FactorModel, Ridge } from '../../recommenders/models/factor-model.ts';
import type { Factors } from './factors.ts';
import type { Block } from './rating-block.ts';

/** What an algorithm provides to the loop over epochs. It owns its tensors. */
export interface FactorizationTrainer {
  readonly algorithm: FactorModel['algorithm'];
  /** Penalty of the user side, for fold-in. */
  readonly ridge: Ridge;
  /** The training part on the backend; empty where the trainer computes its errors itself. */
  readonly blocks: readonly Block[];
  /** `Σ (r̂ - r)²` over the training part and the held-out ratings (null for none), where the trainer computes them. */
  squaredErrors?(): Promise<{ readonly train: number; readonly held: number | null }>;
  /** Its threads; absent where it runs in one. */
  readonly threads?: Threads;
  /** Memory beside that of TF.js. */
  bytes?(): number;
  /** The current parameters, valid until the next epoch. */
  factors(): Factors;
  /** One pass over the ratings. */
  epoch(): Promise<void>;
  /**
   * Everything that the next epoch depends on beside the settings: the factors of the users, those of the items, then
   * the algorithm's own. The caller disposes the tensors.
   */
  state(): Promise<tf.Tensor[]>;
  /** Goes on from a `state()`. The caller disposes the tensors. */
  restore(state: readonly tf.Tensor[]): Promise<void>;
  dispose(): void;
}
