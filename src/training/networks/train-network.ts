import * as tf from '@tensorflow/tfjs-core';
import { Problem } from '../../base/problem.ts';
import { createRandom, type Random, type RandomState } from '../../base/random.ts';
import { createBackgroundPause } from '../../base/scheduling.ts';
import type { Ratings } from '../../dataset/dataset.ts';
import { boundsOf, isWithin } from '../../protocol/network-defaults.ts';
import type { NetworkId, NetworkPoint, NetworkSettings } from '../../protocol/network-messages.ts';
import type { Checkpoint } from '../../protocol/training-messages.ts';
import { boundedRatings } from '../../recommenders/bounded-ratings.ts';
import type { NetworkModels } from '../../recommenders/networks/network-models.ts';
import { type ArrayList, checkpointArrays } from '../../recommenders/networks/trained-network.ts';
import { multVaeTraining } from './mult-vae-training.ts';
import type { Batch, NetworkTraining, Parameters } from './network-training.ts';
import { sasrecTraining } from './sasrec-training.ts';

type Training<Id extends NetworkId> = NetworkTraining<NetworkModels[Id]['shape']>;

/** Every network. */
const trainings: {
  readonly [Id in NetworkId]: (
    ratings: Ratings,
    settings: NetworkSettings[Id],
    random: Random,
  ) => Training<Id>;
} = { sasrec: sasrecTraining, 'mult-vae': multVaeTraining };

/** Reads the values of a tensor, see `Backend`. */
type Read = (tensor: tf.Tensor) => Promise<Float32Array>;

/** The result of one epoch. */
export interface NetworkStep<Id extends NetworkId> {
  readonly point: NetworkPoint;
  /** Why the run ended; null while it goes on. */
  readonly ended: 'finished' | 'early' | null;
  /** The best model so far: of the lowest loss on held-out users, else the latest. */
  snapshot(): NetworkModels[Id];
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
 * Trains a network on TF.js's current backend. Equal settings give equal models on the same backend; a run that goes on from
 * a checkpoint reaches the same model.
 * @param from a checkpoint of a run with the same data and settings; null to begin
 * @throws Problem `settings`, `data-invalid`; `diverged` from the steps; the signal's reason once it is aborted
 */
export async function* trainNetwork<Id extends NetworkId>(
  network: Id,
  read: Read,
  all: Ratings,
  settings: NetworkSettings[Id],
  from: Checkpoint | null = null,
  signal: AbortSignal = new AbortController().signal,
): AsyncGenerator<NetworkStep<Id>, void, void> {
  checkSettings(network, settings);
  const { epochs, patience } = settings;
  const random = createRandom(settings.seed);
  const training = trainings[network](boundedRatings(all), settings, random);
  const { shape, known, held, parameters } = training;
  const pause = createBackgroundPause(signal);
  try {
    let best = from === null ? null : await restored(from, training, random);
    for (let epoch = (from?.epoch ?? 0) + 1; epoch <= epochs; epoch++) {
      const started = performance.now();
      const loss = await meanLoss(training.steps(epoch), read, pause);
      const heldOutLoss = held.length === 0 ? null : await meanLoss(held, read, pause);
      if (!Number.isFinite(loss)) throw diverged(epoch);
      if (best === null || heldOutLoss === null || heldOutLoss < (best.loss ?? Number.POSITIVE_INFINITY)) {
        best = { epoch, loss: heldOutLoss, arrays: await readAll(training, read) };
      }
      const { arrays, epoch: bestEpoch } = best;
      const chosen = best;
      const isEarly = patience > 0 && heldOutLoss !== null && epoch - bestEpoch >= patience;
      yield {
        point: { epoch, loss, heldOutLoss, epochMs: performance.now() - started },
        ended: epoch === epochs ? 'finished' : isEarly ? 'early' : null,
        snapshot: () => ({ shape, items: all.items, known, arrays }) as NetworkModels[Id],
        checkpoint: () => checkpointOf(epoch, chosen, training, random, read),
      };
      if (isEarly) return;
    }
  } finally {
    parameters.dispose();
  }
}

/** The mean over batches, each by how many movies are to be found in it. */
async function meanLoss(batches: readonly Batch[], read: Read, pause: () => Promise<void>): Promise<number> {
  let [sum, total] = [0, 0];
  for (const { run, count } of batches) {
    const loss = run();
    const [value] = await read(loss);
    loss.dispose();
    sum += value * count;
    total += count;
    await pause();
  }
  return sum / total;
}

/** What a checkpoint needs of a training, whatever its network. */
interface Trained {
  readonly arrays: ArrayList;
  readonly parameters: Parameters;
  readonly shape: { readonly movies: number };
}

async function readAll({ arrays: list, parameters }: Trained, read: Read): Promise<Best['arrays']> {
  const arrays: Record<string, Float32Array> = {};
  for (const [name] of list) arrays[name] = Float32Array.from(await read(parameters.variables[name]));
  return arrays;
}

async function checkpointOf(
  epoch: number,
  best: Best,
  training: Trained,
  random: Random,
  read: Read,
): Promise<Checkpoint> {
  const [steps, ...moments] = await training.parameters.adam.weights();
  try {
    const arrays: Record<string, Float32Array> = {};
    const names = training.arrays.map(([name]) => name);
    for (const [name, values] of Object.entries(await readAll(training, read)))
      arrays[`now.${name}`] = values;
    for (const name of names) arrays[`best.${name}`] = best.arrays[name];
    for (const [n, name] of names.entries()) {
      arrays[`first.${name}`] = Float32Array.from(await read(moments[n]));
      arrays[`second.${name}`] = Float32Array.from(await read(moments[names.length + n]));
    }
    const state: StoredState = {
      movies: training.shape.movies,
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

async function restored(
  from: Checkpoint,
  { shape, arrays: list, parameters }: Trained,
  random: Random,
): Promise<Best> {
  const { movies, random: stream, steps, bestEpoch, bestLoss } = from.state as StoredState;
  if (
    movies !== shape.movies ||
    checkpointArrays(list).some(([name, size]) => from.arrays[name]?.length !== size)
  ) {
    throw new Problem(
      'data-invalid',
      'The stored state of the training does not fit this data set and these settings.',
      'Train again.',
    );
  }
  const stored = (part: string, name: string) => Float32Array.from(from.arrays[`${part}.${name}`]);
  const tensors = (part: string) => list.map(([name, size]) => tf.tensor(stored(part, name), size));
  const now = tensors('now');
  const weights = [tf.scalar(steps, 'int32'), ...tensors('first'), ...tensors('second')];
  list.forEach(([name], n) => {
    parameters.variables[name].assign(now[n]);
  });
  await parameters.adam.setWeights(weights);
  tf.dispose([now, weights]);
  random.restore(stream);
  const best = list.map(([name]) => [name, stored('best', name)]);
  return { epoch: bestEpoch, loss: bestLoss, arrays: Object.fromEntries(best) };
}

/** @throws Problem `settings` */
function checkSettings(network: NetworkId, settings: Readonly<Record<string, number>>): void {
  for (const [name, bound] of Object.entries(boundsOf(network))) {
    if (isWithin(bound, settings[name])) continue;
    const { min, max, whole } = bound;
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
