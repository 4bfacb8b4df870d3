import * as tf from '@tensorflow/tfjs-core';
import { Problem } from '../../base/problem.ts';
import { createRandom, type Random, type RandomState } from '../../base/random.ts';
import { createBackgroundPause } from '../../base/scheduling.ts';
import type { Ratings } from '../../dataset/dataset.ts';
import { isWithin, sequenceBounds } from '../../protocol/sequence-defaults.ts';
import type { SequencePoint, SequenceSettings } from '../../protocol/sequence-messages.ts';
import type { Checkpoint } from '../../protocol/training-messages.ts';
import { boundedRatings } from '../../recommenders/bounded-ratings.ts';
import type { SasrecModel } from '../../recommenders/models/sasrec-network.ts';
import {
  checkpointArrays,
  type SasrecShape,
  sasrecArrays,
} from '../../recommenders/models/sasrec-network.ts';
import { createSequenceTrainer, type SequenceTrainer } from './sequence-trainer.ts';
import { batchesOfSequences, type Sequences, sequencesOf } from './sequences.ts';

/** Reads the values of a tensor, see `Backend`. */
type Read = (tensor: tf.Tensor) => Promise<Float32Array>;

/** The result of one epoch. */
export interface SequenceStep {
  readonly point: SequencePoint;
  /** Why the run ended; null while it goes on. */
  readonly ended: 'finished' | 'early' | null;
  /** The best model so far: of the lowest loss on held-out users, else the latest. */
  snapshot(): SasrecModel;
  /** All that is needed to go on from here. */
  checkpoint(): Promise<Checkpoint>;
}

/** The parameters of the best epoch so far. */
interface Best {
  readonly epoch: number;
  readonly loss: number | null;
  readonly arrays: Readonly<Record<string, Float32Array>>;
}

/** The plain part of a checkpoint. */
type StoredState = {
  readonly movies: number;
  readonly random: RandomState;
  readonly steps: number;
  readonly bestEpoch: number;
  readonly bestLoss: number | null;
};

/**
 * Trains a self-attentive network on what came next in everybody's sequence, on TF.js's current backend. Equal settings
 * give equal models on the same backend; a run that goes on from a checkpoint reaches the same model.
 * @param from a checkpoint of a run with the same data and settings; null to begin
 * @throws Problem `settings`, `data-invalid`; `diverged` from the steps; the signal's reason once it is aborted
 */
export async function* trainSequence(
  read: Read,
  all: Ratings,
  settings: SequenceSettings,
  from: Checkpoint | null = null,
  signal: AbortSignal = new AbortController().signal,
): AsyncGenerator<SequenceStep, void, void> {
  checkSettings(settings);
  const sequences = sequencesOf(boundedRatings(all));
  const { train, held } = divided(sequences, settings);
  const { length, width, blocks, epochs, batch, patience } = settings;
  const shape: SasrecShape = { movies: sequences.known.length, length, width, blocks };
  const random = createRandom(settings.seed);
  const trainer = createSequenceTrainer(shape, settings, random);
  const pause = createBackgroundPause(signal);
  // The same windows each time, so that the losses can be compared.
  const heldBatches = batchesOfSequences(held, length, batch, createRandom(1));
  try {
    let best = from === null ? null : await restored(from, trainer, shape, random);
    for (let epoch = (from?.epoch ?? 0) + 1; epoch <= epochs; epoch++) {
      const started = performance.now();
      const windows = batchesOfSequences(train, length, batch, random);
      const loss = await meanLoss(windows, trainer.step, read, pause);
      const heldOutLoss = held.length === 0 ? null : await meanLoss(heldBatches, trainer.loss, read, pause);
      if (!Number.isFinite(loss)) throw diverged(epoch);
      if (best === null || heldOutLoss === null || heldOutLoss < (best.loss ?? Number.POSITIVE_INFINITY)) {
        best = { epoch, loss: heldOutLoss, arrays: await readAll(trainer, shape, read) };
      }
      const { arrays, epoch: bestEpoch } = best;
      const chosen = best;
      const isEarly = patience > 0 && heldOutLoss !== null && epoch - bestEpoch >= patience;
      yield {
        point: { epoch, loss, heldOutLoss, epochMs: performance.now() - started },
        ended: epoch === epochs ? 'finished' : isEarly ? 'early' : null,
        snapshot: () => ({ shape, items: all.items, known: sequences.known, arrays }),
        checkpoint: () => checkpointOf(epoch, chosen, trainer, shape, random, read),
      };
      if (isEarly) return;
    }
  } finally {
    trainer.dispose();
  }
}

/** The mean over batches, each by its share of the movies that are to be found. */
async function meanLoss(
  batches: ReturnType<typeof batchesOfSequences>,
  lossOf: SequenceTrainer['step'],
  read: Read,
  pause: () => Promise<void>,
): Promise<number> {
  let [sum, count] = [0, 0];
  for (const batch of batches) {
    const loss = lossOf(batch);
    const [value] = await read(loss);
    loss.dispose();
    const found = batch.targets.reduce((total, movie) => total + (movie >= 0 ? 1 : 0), 0);
    sum += value * found;
    count += found;
    await pause();
  }
  return sum / count;
}

/** Whole users are held out, drawn at random. */
function divided({ of }: Sequences, { validationShare, seed }: SequenceSettings) {
  if (of.length === 0) {
    throw new Problem(
      'data-invalid',
      'Nobody in this data set rated two films that others rated, too: there is no order to learn from.',
      'Open a larger data set.',
    );
  }
  const order = createRandom(seed).shuffle(Int32Array.from(of, (_, n) => n));
  const count = Math.min(of.length - 1, Math.floor(of.length * validationShare));
  const held = new Set(order.subarray(0, count));
  return { train: of.filter((_, n) => !held.has(n)), held: of.filter((_, n) => held.has(n)) };
}

async function readAll(
  { variables }: SequenceTrainer,
  shape: SasrecShape,
  read: Read,
): Promise<Record<string, Float32Array>> {
  const arrays: Record<string, Float32Array> = {};
  for (const [name] of sasrecArrays(shape)) arrays[name] = Float32Array.from(await read(variables[name]));
  return arrays;
}

async function checkpointOf(
  epoch: number,
  best: Best,
  trainer: SequenceTrainer,
  shape: SasrecShape,
  random: Random,
  read: Read,
): Promise<Checkpoint> {
  const [steps, ...moments] = await trainer.adam.weights();
  try {
    const arrays: Record<string, Float32Array> = {};
    const names = sasrecArrays(shape).map(([name]) => name);
    for (const [name, values] of Object.entries(await readAll(trainer, shape, read)))
      arrays[`now.${name}`] = values;
    for (const name of names) arrays[`best.${name}`] = best.arrays[name];
    for (const [n, name] of names.entries()) {
      arrays[`first.${name}`] = Float32Array.from(await read(moments[n]));
      arrays[`second.${name}`] = Float32Array.from(await read(moments[names.length + n]));
    }
    const state: StoredState = {
      movies: shape.movies,
      random: random.state(),
      steps: (await read(steps))[0],
      bestEpoch: best.epoch,
      bestLoss: best.loss,
    };
    return { epoch, state, arrays };
  } finally {
    tf.dispose([steps, ...moments]);
  }
}

/** The best model in a checkpoint. */
function bestOf({ arrays }: Checkpoint, shape: SasrecShape): Record<string, Float32Array> {
  return Object.fromEntries(
    sasrecArrays(shape).map(([name]) => [name, Float32Array.from(arrays[`best.${name}`])]),
  );
}

async function restored(
  from: Checkpoint,
  trainer: SequenceTrainer,
  shape: SasrecShape,
  random: Random,
): Promise<Best> {
  const { movies, random: stream, steps, bestEpoch, bestLoss } = from.state as StoredState;
  if (
    movies !== shape.movies ||
    checkpointArrays(shape).some(([name, size]) => from.arrays[name]?.length !== size)
  ) {
    throw new Problem(
      'data-invalid',
      'The stored state of the training does not fit this data set and these settings.',
      'Train again.',
    );
  }
  const tensor = (part: string) =>
    sasrecArrays(shape).map(([name, size]) =>
      tf.tensor(Float32Array.from(from.arrays[`${part}.${name}`]), size),
    );
  const now = tensor('now');
  const weights = [tf.scalar(steps, 'int32'), ...tensor('first'), ...tensor('second')];
  sasrecArrays(shape).forEach(([name], n) => {
    trainer.variables[name].assign(now[n]);
  });
  await trainer.adam.setWeights(weights);
  tf.dispose([now, weights]);
  random.restore(stream);
  return { epoch: bestEpoch, loss: bestLoss, arrays: bestOf(from, shape) };
}

function checkSettings(settings: SequenceSettings): void {
  for (const name of Object.keys(sequenceBounds) as (keyof SequenceSettings)[]) {
    if (isWithin(name, settings[name])) continue;
    const { min, max, whole } = sequenceBounds[name];
    throw new Problem(
      'settings',
      `The setting ${name} is ${settings[name]}; it must be ${whole ? 'a whole number' : 'a number'} from ${min} to ${max}.`,
      'Correct it and train again.',
    );
  }
}

function diverged(epoch: number): Problem {
  return new Problem(
    'diverged',
    `The training diverged in epoch ${epoch}: its loss grew without bound.`,
    'Train with a lower learning rate.',
  );
}
