import { Problem } from '../base/problem.ts';
import { createRandom } from '../base/random.ts';
import { createBackgroundPause } from '../base/scheduling.ts';
import type { Ratings } from '../dataset/dataset.ts';
import { trainingBounds } from '../protocol/training-defaults.ts';
import type { BackendInfo } from '../protocol/training-messages.ts';
import type { Backend } from './backend/backend.ts';
import { bayesSteps } from './bayes/bayes-trainer.ts';
import { alsTrainer } from './factorization/als.ts';
import { epochs } from './factorization/epochs.ts';
import { columnsOf } from './factorization/factors.ts';
import { disposeBlock, uploadBlock } from './factorization/rating-block.ts';
import { svdTrainer } from './factorization/svd.ts';
import { holdOut, type SplitCounts, splitCounts } from './split.ts';
import type { Checkpoint, TrainerInput, TrainingData, TrainingSettings, TrainingStep } from './trainer.ts';

export { startBackend } from './backend/backend.ts';

/** A run whose settings and data are checked. It does nothing until `steps` is iterated. */
export interface TrainingSession extends SplitCounts {
  /** What computes: the backend, except for bayes. */
  readonly runsOn: BackendInfo;
  /**
   * One step per epoch. To pause, do not ask for the next step. To stop, take a `snapshot()` and call `return()` (or
   * `break`), which frees everything on the backend.
   */
  readonly steps: AsyncGenerator<TrainingStep, void, void>;
}

const trainers = { als: alsTrainer, svd: svdTrainer } as const;

/**
 * Trains a factorization on a data set. Equal settings and seed give equal models on the same backend.
 * @param from checkpoint of an earlier run with the same data and settings; this run goes on to the same model
 * @param signal gives the run up, also in the middle of an epoch: the steps reject with its reason and free everything
 * on the backend
 * @throws Problem `settings` for a value out of bounds, `data-invalid` for a data set without ratings,
 * `backend-missing` for one that the backend cannot address; from the steps also `diverged`, `gpu-lost`, `shader`,
 * `backend-broken`
 */
export function train(
  backend: Backend,
  dataset: TrainingData,
  settings: TrainingSettings,
  from: Checkpoint | null = null,
  signal: AbortSignal = new AbortController().signal,
): TrainingSession {
  checkSettings(settings);
  checkBurnIn(settings);
  checkRatings(dataset.ratings, settings.rank, backend);
  return {
    ...splitCounts(dataset.ratings, settings.validationShare),
    runsOn: settings.algorithm === 'bayes' ? samplerInfo : backend.info,
    steps: run(backend, dataset, settings, from, signal),
  };
}

/** The sampler's kernels need no tensor backend. */
const samplerInfo: BackendInfo = {
  backend: 'cpu',
  adapter: 'Processor (WebAssembly)',
  why: 'A sweep of the sampler is many small steps that wait for each other: nothing for a graphics card.',
};

/** The run itself, without the checks. */
export async function* run(
  backend: Backend,
  dataset: TrainingData,
  settings: TrainingSettings,
  from: Checkpoint | null,
  signal: AbortSignal,
): AsyncGenerator<TrainingStep, void, void> {
  signal.throwIfAborted();
  const random = createRandom(settings.seed);
  const { train: part, validation: held } = holdOut(dataset.ratings, settings.validationShare, random);
  const mean = part.value.reduce((sum, r) => sum + r, 0) / part.value.length;
  const input: TrainerInput = { part, mean, settings, random, pause: createAbortablePause(signal) };
  if (settings.algorithm === 'bayes') return yield* bayesSteps(dataset, held, input, from);
  const trainer = trainers[settings.algorithm](input);
  const validation = held.item.length === 0 ? null : uploadBlock(held, mean);
  try {
    yield* epochs(backend, dataset.id, trainer, validation, input, held, from);
  } catch (thrown) {
    if (signal.aborted && thrown === signal.reason) throw thrown;
    throw backend.problemOf(thrown);
  } finally {
    trainer.dispose();
    if (validation !== null) disposeBlock(validation);
  }
}

/** A background pause that rejects once the signal is aborted. */
function createAbortablePause(signal: AbortSignal): () => Promise<void> {
  const pause = createBackgroundPause();
  return async () => {
    await pause();
    signal.throwIfAborted();
  };
}

function checkSettings(settings: TrainingSettings): void {
  for (const [name, { min, max }] of Object.entries(trainingBounds)) {
    const value = settings[name as keyof typeof trainingBounds];
    const whole = !['regularisation', 'learningRate', 'validationShare'].includes(name);
    if (!(value >= min && value <= max) || (whole && !Number.isInteger(value))) {
      const kind = whole ? 'a whole number' : 'a number';
      throw new Problem(
        'settings',
        `The setting ${name} is ${value}; it must be ${kind} from ${min} to ${max}.`,
        'Correct it and train again.',
      );
    }
  }
}

function checkBurnIn({ algorithm, epochs, burnIn }: TrainingSettings): void {
  if (algorithm !== 'bayes' || burnIn < epochs) return;
  throw new Problem(
    'settings',
    `${burnIn} of ${epochs} sweeps are warm-up: none is left to draw from.`,
    'Choose more sweeps or a shorter burn-in.',
  );
}

function checkRatings({ users, items, item }: Ratings, rank: number, backend: Backend): void {
  if (item.length < 2) {
    throw new Problem('data-invalid', 'The data set has no ratings to train on.', 'Open another data set.');
  }
  const elements = Math.max(users, items) * columnsOf(rank);
  if (item.length > backend.maxRatings || elements > backend.maxElements) {
    throw new Problem(
      'backend-missing',
      `This data set is too large for ${backend.info.backend} here: ${item.length} ratings, rank ${rank}.`,
      'Train on the processor (cpu), or with a lower rank.',
    );
  }
}
