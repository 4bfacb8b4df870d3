import { Problem } from '../base/problem.ts';
import { createRandom, type Random } from '../base/random.ts';
import { createBackgroundPause } from '../base/scheduling.ts';
import { finishWithPauses, type Steps } from '../base/steps.ts';
import type { Ratings } from '../dataset/dataset.ts';
import { LOOKED_AT_ONCE } from '../dataset/statistics.ts';
import { trainingBounds } from '../protocol/training-defaults.ts';
import type { BackendInfo, Checkpoint, TrainingSettings } from '../protocol/training-messages.ts';
import { boundedRatingsSteps, countWithin } from '../recommenders/bounded-ratings.ts';
import { type Backend, backendNames } from './backend/backend.ts';
import { bayesSteps } from './bayes/bayes-trainer.ts';
import { alsTrainer } from './factorization/als.ts';
import { alsOnProcessor } from './factorization/als-on-processor.ts';
import { epochs } from './factorization/epochs.ts';
import type { FactorizationTrainer } from './factorization/factorization-trainer.ts';
import { columnsOf } from './factorization/factors.ts';
import { disposeBlock, uploadBlock } from './factorization/rating-block.ts';
import { svdTrainer } from './factorization/svd.ts';
import { holdOutSteps, type RatingPart, type SplitCounts, splitCounts } from './split.ts';
import type { TrainerInput, TrainingData, TrainingStep } from './trainer.ts';

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
 * `backend-too-small` for one that the backend cannot hold; from the steps also `diverged`, `gpu-lost`, `shader`,
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
  checkRatings(dataset.ratings);
  if (settings.algorithm !== 'bayes') checkFits(dataset.ratings, settings.rank, backend);
  return {
    ...splitCounts(learntCount(dataset, settings), settings.validationShare),
    runsOn: settings.algorithm === 'bayes' ? samplerInfo : backend.info,
    steps: run(backend, dataset, settings, from, signal),
  };
}

/**
 * The sampler holds 105 bytes for each rating and sweeps 166 times: with so many ratings it takes half a gigabyte, and some
 * three minutes on one core. Of more, it learns from those of users drawn at random; the run says how many it learns from.
 */
const SAMPLED = 5e6;

/** The ratings that a run learns from, held-out ones included, are at most so many. */
function boundOf({ userAttributes }: TrainingData, { algorithm }: TrainingSettings): number {
  // Attributes go by the users of all ratings; only small data sets have any.
  return algorithm === 'bayes' && userAttributes === undefined ? SAMPLED : Number.POSITIVE_INFINITY;
}

function learntCount(data: TrainingData, settings: TrainingSettings): number {
  return countWithin(data.ratings, boundOf(data, settings));
}

/** What a run learns from, what it holds out, and the mean of the former; in steps of some milliseconds. */
function* learntFrom(
  data: TrainingData,
  settings: TrainingSettings,
  random: Random,
): Steps<{ readonly part: RatingPart; readonly held: RatingPart; readonly mean: number }> {
  const ratings = yield* boundedRatingsSteps(data.ratings, boundOf(data, settings));
  const { train: part, validation: held } = yield* holdOutSteps(ratings, settings.validationShare, random);
  let sum = 0;
  for (let from = 0; from < part.value.length; from += LOOKED_AT_ONCE) {
    sum = part.value.subarray(from, from + LOOKED_AT_ONCE).reduce((before, r) => before + r, sum);
    yield;
  }
  return { part, held, mean: sum / part.value.length };
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
  const { threads } = backend;
  const random = createRandom(settings.seed);
  const pause = createAbortablePause(signal, backend);
  const { part, held, mean } = await finishWithPauses(learntFrom(dataset, settings, random), pause);
  const input: TrainerInput = {
    part,
    mean,
    settings,
    random,
    threads,
    pause,
  };
  if (settings.algorithm === 'bayes') return yield* bayesSteps(dataset, held, input, from);
  const most = backend.limits.piece;
  const trainer = (await onProcessor(backend, input, held)) ?? trainers[settings.algorithm](input, most);
  const isMeasured = held.item.length === 0 || trainer.squaredErrors !== undefined;
  const validation = isMeasured ? null : uploadBlock(held, mean, most);
  try {
    yield* epochs(backend, dataset.id, trainer, validation, input, held, from);
  } catch (thrown) {
    if (signal.aborted && thrown === signal.reason) throw thrown;
    throw await backend.problemOf(thrown);
  } finally {
    trainer.dispose();
    if (validation !== null) disposeBlock(validation);
  }
}

/** ALS without TF.js, where the processor computes; null for what TF.js trains, and without WebAssembly. */
async function onProcessor(
  { info }: Backend,
  input: TrainerInput,
  held: RatingPart,
): Promise<FactorizationTrainer | null> {
  if (input.settings.algorithm !== 'als' || info.backend !== 'cpu') return null;
  const before = input.random.state();
  try {
    return await alsOnProcessor(input, held);
  } catch (thrown) {
    input.random.restore(before);
    // TF.js's loops give the same numbers, only slower.
    if (thrown instanceof Problem && thrown.code === 'backend-missing') return null;
    throw thrown;
  }
}

/** A background pause that rejects once the signal is aborted or the backend has failed. */
function createAbortablePause(signal: AbortSignal, backend: Pick<Backend, 'check'>): () => Promise<void> {
  const pause = createBackgroundPause(signal);
  return async () => {
    await pause();
    backend.check();
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

function checkRatings({ item }: Ratings): void {
  if (item.length >= 2) return;
  throw new Problem('data-invalid', 'The data set has no ratings to train on.', 'Open another data set.');
}

/** Ratings are divided into pieces, factors are not: those of one side are one tensor. */
function checkFits({ users, items }: Ratings, rank: number, { info, limits }: Backend): void {
  const rows = Math.max(users, items);
  if (rows * columnsOf(rank) <= limits.elements && rows <= limits.integer) return;
  const of = users > items ? 'people' : 'films';
  throw new Problem(
    'backend-too-small',
    `The model is too large for ${backendNames[info.backend]} here: ${rows} ${of} at rank ${rank}.`,
    'Train on the processor (cpu), or with a lower rank.',
  );
}
