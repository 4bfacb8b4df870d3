import * as tf from '@tensorflow/tfjs-core';
import { Problem } from '../../base/problem.ts';
import type { Random } from '../../base/random.ts';
import type { FactorModel, Ridge } from '../../recommenders/models/factor-model.ts';
import type { Backend } from '../backend/backend.ts';
import type { RatingPart } from '../split.ts';
import type { Checkpoint, TrainingSettings, TrainingStep } from '../trainer.ts';
import { type Best, checkpointOf, restoreRun } from './epochs-checkpoint.ts';
import { type Factors, itemSide } from './factors.ts';
import { residualsOf } from './held-out-residuals.ts';
import { type Block, squaredError } from './rating-block.ts';

/** What every algorithm starts from. */
export interface TrainerInput {
  readonly part: RatingPart;
  /** Mean of the training part, stars. */
  readonly mean: number;
  readonly settings: TrainingSettings;
  readonly random: Random;
  /** To be awaited between pieces of work, so that messages get in. */
  readonly pause: () => Promise<void>;
}

/** What each algorithm provides to the loop over epochs; its tensors are its own. */
export interface Trainer {
  readonly algorithm: FactorModel['algorithm'];
  /** Penalty of the user side, for fold-in. */
  readonly ridge: Ridge;
  /** The training part on the backend. */
  readonly blocks: readonly Block[];
  /** The current parameters, valid until the next epoch. */
  factors(): Factors;
  /** One pass over the ratings. */
  epoch(): Promise<void>;
  /** Everything that the next epoch rests on beside the settings, in a fixed order; the tensors are the caller's. */
  state(): Promise<tf.Tensor[]>;
  /** Goes on from a state; the tensors stay the caller's. */
  restore(state: readonly tf.Tensor[]): Promise<void>;
  dispose(): void;
}

/** A prediction that is off by more than this many stars on average is no model; the scale itself spans 4.5. */
const hopeless = 10;

/**
 * Runs the epochs of a trainer, measures each, keeps the best state and ends early when the validation RMSE has
 * not improved for `patience` epochs. Owns nothing: the caller disposes the trainer and the validation block.
 * @throws Problem `diverged` when the error is not a number any more; earlier snapshots stay readable
 */
export async function* epochs(
  backend: Backend,
  datasetId: string,
  trainer: Trainer,
  validation: Block | null,
  { settings, mean, part, random }: TrainerInput,
  held: RatingPart,
  from: Checkpoint | null,
): AsyncGenerator<TrainingStep, void, void> {
  let best: Best | null = null;
  let kept: Promise<FactorModel> | null = null;

  async function readBest(state: Best): Promise<FactorModel> {
    const { rank } = settings;
    const side = itemSide(await backend.read(state.items), rank);
    const { validationRmse } = state;
    return {
      datasetId,
      algorithm: trainer.algorithm,
      rank,
      mean,
      ...side,
      ridge: solvable(trainer.ridge),
      validationRmse,
    };
  }

  async function measure(): Promise<{ trainRmse: number; validationRmse: number | null }> {
    const blocks = [trainer.blocks, ...(validation === null ? [] : [[validation]])];
    const sums = tf.tidy(() => tf.stack(blocks.map((some) => squaredError(some, trainer.factors()))));
    const [train, held] = await backend.read(sums);
    sums.dispose();
    const rmse = (sum: number, count: number) => Math.sqrt(sum / count);
    return {
      trainRmse: rmse(train, part.item.length),
      validationRmse: validation === null ? null : rmse(held, validation.count),
    };
  }

  try {
    if (from !== null) best = await restoreRun(from, trainer, random);
    for (let epoch = (from?.epoch ?? 0) + 1; epoch <= settings.epochs; epoch++) {
      const started = performance.now();
      await trainer.epoch();
      const rmse = await measure();
      const epochMs = performance.now() - started;
      if (!(rmse.trainRmse < hopeless)) {
        if (best !== null) kept = readBest(best);
        await kept;
        throw diverged(epoch, settings);
      }
      if (best === null || rmse.validationRmse === null || isBetter(rmse.validationRmse, best)) {
        best?.items.dispose();
        best = { items: trainer.factors().items.clone(), epoch, validationRmse: rmse.validationRmse };
        kept = null;
      }
      const state: Best = best;
      const waited = epoch - state.epoch;
      const early = settings.patience > 0 && waited >= settings.patience;
      const ended = epoch === settings.epochs ? 'finished' : early ? 'early' : null;
      const ratingsPerSecond = (part.item.length * 1000) / epochMs;
      const { numTensors: tensors, numBytes: bytes } = tf.memory();
      const snapshot = () => (kept ??= readBest(state));
      yield {
        point: { epoch, ...rmse, drawRmse: null, noise: null, epochMs, ratingsPerSecond },
        ended,
        memory: { tensors, bytes },
        snapshot,
        residuals: async () => residualsOf(await snapshot(), part, held),
        checkpoint: () => checkpointOf(epoch, state, trainer, random, backend),
      };
      if (ended !== null) return;
    }
  } finally {
    best?.items.dispose();
  }
}

/** Without any penalty the fold-in of a person with fewer ratings than factors has no unique solution. */
function solvable(ridge: Ridge): Ridge {
  return { ...ridge, bias: Math.max(ridge.bias, 1e-6), factors: Math.max(ridge.factors, 1e-6) };
}

function isBetter(validationRmse: number, best: Best): boolean {
  return best.validationRmse === null || validationRmse < best.validationRmse;
}

function diverged(epoch: number, settings: TrainingSettings): Problem {
  const advice =
    settings.algorithm === 'svd'
      ? 'Choose a lower learning rate (0.005 is a good start) and train again.'
      : 'Choose a higher regularisation and train again.';
  return new Problem(
    'diverged',
    `The training ran away in epoch ${epoch}: its error grew beyond all bounds.`,
    advice,
  );
}
