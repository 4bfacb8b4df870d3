import * as tf from '@tensorflow/tfjs-core';
import { Problem } from '../../base/problem.ts';
import type { Checkpoint, TrainingPoint, TrainingSettings } from '../../protocol/training-messages.ts';
import type { FactorModel, Ridge } from '../../recommenders/models/factor-model.ts';
import type { Backend } from '../backend/backend.ts';
import type { RatingPart } from '../split.ts';
import type { TrainerInput, TrainingStep } from '../trainer.ts';
import { type BestEpoch, checkpointOf, restoreRun } from './epochs-checkpoint.ts';
import type { FactorizationTrainer } from './factorization-trainer.ts';
import { itemSide } from './factors.ts';
import { residualsOf } from './held-out-residuals.ts';
import { type Block, squaredError } from './rating-block.ts';

/** A model that is wrong by more than this many stars on average is useless; the scale itself spans 4.5. */
const hopeless = 10;

/** RMSE of one epoch, stars. */
type Errors = Pick<TrainingPoint, 'trainRmse' | 'validationRmse'>;

/**
 * Runs the epochs of a trainer, measures each, stores the best state and ends early when the validation RMSE has not
 * improved for `patience` epochs. The caller disposes the trainer and the validation block.
 * @param validation the held-out ratings on the backend, null for none or where the trainer has them @param held the same ratings
 * @param from a checkpoint to go on from
 * @throws Problem `diverged` when the error is no longer a number; earlier snapshots stay readable
 */
export async function* epochs(
  backend: Backend,
  datasetId: string,
  trainer: FactorizationTrainer,
  validation: Block | null,
  { settings, mean, part, random, pause }: TrainerInput,
  held: RatingPart,
  from: Checkpoint | null,
): AsyncGenerator<TrainingStep, void, void> {
  let best: BestEpoch | null = null;
  let model: Promise<FactorModel> | null = null;
  const readModel = (state: BestEpoch) => {
    model ??= readBest(backend, trainer, state, { datasetId, rank: settings.rank, mean });
    return model;
  };
  try {
    if (from !== null) best = await restoreRun(from, trainer, random);
    for (let epoch = (from?.epoch ?? 0) + 1; epoch <= settings.epochs; epoch++) {
      const started = performance.now();
      await trainer.epoch();
      const errors = await measure(backend, trainer, part.item.length, validation, held.item.length);
      const epochMs = performance.now() - started;
      if (!(errors.trainRmse < hopeless)) {
        // Read the best model while its tensor still exists, for `snapshot` calls that come later.
        if (best !== null) await readModel(best);
        throw diverged(epoch, settings);
      }
      if (best === null || isBetter(errors.validationRmse, best)) {
        best?.items.dispose();
        best = { items: trainer.factors().items.clone(), epoch, validationRmse: errors.validationRmse };
        model = null;
      }
      const state: BestEpoch = best;
      const ended = endOf(epoch, state, settings);
      const { numTensors: tensors, numBytes: bytes } = tf.memory();
      const ratingsPerSecond = (part.item.length * 1000) / epochMs;
      const snapshot = () => readModel(state);
      yield {
        point: { epoch, ...errors, drawRmse: null, noise: null, epochMs, ratingsPerSecond },
        ended,
        memory: {
          tensors,
          bytes: bytes + (trainer.bytes?.() ?? 0),
          threads: trainer.threads?.running() ?? 1,
        },
        snapshot,
        residuals: async () => residualsOf(await snapshot(), part, held, pause),
        checkpoint: () => checkpointOf(epoch, state, trainer, random, backend),
      };
      if (ended !== null) return;
    }
  } finally {
    best?.items.dispose();
  }
}

/** RMSE of the current parameters. @param ratings number of ratings in the training part @param held and held out */
async function measure(
  backend: Backend,
  trainer: FactorizationTrainer,
  ratings: number,
  validation: Block | null,
  held: number,
): Promise<Errors> {
  const { train, held: errors } = await (trainer.squaredErrors?.() ??
    readErrors(backend, trainer, validation));
  return {
    trainRmse: Math.sqrt(train / ratings),
    validationRmse: errors === null ? null : Math.sqrt(errors / held),
  };
}

/** `Σ (r̂ - r)²`, computed by the backend. */
async function readErrors(
  backend: Backend,
  trainer: FactorizationTrainer,
  validation: Block | null,
): Promise<{ readonly train: number; readonly held: number | null }> {
  const blocks = [trainer.blocks];
  if (validation !== null) blocks.push([validation]);
  const sums = tf.tidy(() => tf.stack(blocks.map((some) => squaredError(some, trainer.factors()))));
  const [train, held] = await backend.read(sums);
  sums.dispose();
  return { train, held: validation === null ? null : held };
}

async function readBest(
  backend: Backend,
  { algorithm, ridge }: FactorizationTrainer,
  { items, validationRmse }: BestEpoch,
  facts: Pick<FactorModel, 'datasetId' | 'rank' | 'mean'>,
): Promise<FactorModel> {
  const { itemBias, itemFactors } = itemSide(await backend.read(items), facts.rank);
  return { ...facts, algorithm, itemBias, itemFactors, ridge: solvable(ridge), validationRmse };
}

/** Without any penalty the fold-in of a person with fewer ratings than factors has no unique solution. */
function solvable(ridge: Ridge): Ridge {
  return { ...ridge, bias: Math.max(ridge.bias, 1e-6), factors: Math.max(ridge.factors, 1e-6) };
}

/** Without held-out ratings the newest epoch is the best. */
function isBetter(validationRmse: number | null, best: BestEpoch): boolean {
  return validationRmse === null || best.validationRmse === null || validationRmse < best.validationRmse;
}

function endOf(
  epoch: number,
  best: BestEpoch,
  { epochs: all, patience }: TrainingSettings,
): TrainingStep['ended'] {
  if (epoch === all) return 'finished';
  return patience > 0 && epoch - best.epoch >= patience ? 'early' : null;
}

function diverged(epoch: number, settings: TrainingSettings): Problem {
  const advice =
    settings.algorithm === 'svd'
      ? 'Choose a lower learning rate (0.005 is a good start) and train again.'
      : 'Choose a higher regularisation and train again.';
  return new Problem(
    'diverged',
    `The training diverged in epoch ${epoch}: its error grew without bound.`,
    advice,
  );
}
