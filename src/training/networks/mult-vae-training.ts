import * as tf from '@tensorflow/tfjs-core';
import { LIKED } from '../../base/liked.ts';
import { createRandom, type Random } from '../../base/random.ts';
import type { Ratings } from '../../dataset/dataset.ts';
import type { VaeSettings } from '../../protocol/network-messages.ts';
import { type MultVaeShape, multVaeArrays } from '../../recommenders/networks/mult-vae-network.ts';
import { sizeOf } from '../../recommenders/networks/trained-network.ts';
import { autoencoderLoss, type UserBatch } from './autoencoder.ts';
import { type KnownMovies, knownMovies } from './known-movies.ts';
import {
  createParameters,
  divided,
  dropout,
  type NetworkTraining,
  normals,
  uploadPicks,
} from './network-training.ts';

/** Share of what a held-out user likes that is hidden. */
const HIDDEN = 0.2;

/** A variational autoencoder that learns what people liked together. */
export function multVaeTraining(
  ratings: Ratings,
  settings: VaeSettings,
  random: Random,
): NetworkTraining<MultVaeShape> {
  const movies = knownMovies(ratings);
  const { train, held } = divided(likedByUser(ratings, movies), settings);
  const { width, latent, batch, beta, annealing } = settings;
  const shape: MultVaeShape = { movies: movies.known.length, width, latent };
  const arrays = multVaeArrays(shape);
  const parameters = createParameters(arrays, (...of) => firstValues(...of, random), settings.learningRate);

  return {
    shape,
    known: movies.known,
    arrays,
    parameters,
    steps(epoch) {
      const order = random.shuffle(Int32Array.from(train, (_, n) => n));
      const batches = inBatches(
        [...order].map((n) => train[n]),
        batch,
      );
      return batches.map((liked, n) => ({
        count: countOf(liked),
        run() {
          const weight = annealed(beta, annealing, epoch - 1 + n / batches.length) / countOf(liked);
          return parameters.step(
            () => ({
              users: upload(liked, liked, shape.movies, dropped(liked, settings.dropout, random)),
              noise: tf.tensor2d(normals([liked.length, latent], 1, random), [liked.length, latent]),
            }),
            ({ users, noise }) => autoencoderLoss(parameters.variables, users, { noise, divergence: weight }),
          );
        },
      }));
    },
    held: inBatches(hiddenParts(held), batch).map((users) => {
      const [shown, hidden] = [users.map((user) => user.shown), users.map((user) => user.hidden)];
      const loss = () =>
        autoencoderLoss(parameters.variables, upload(shown, hidden, shape.movies, ones(shown)), null);
      return { count: countOf(hidden), run: () => tf.tidy(loss) };
    }),
  };
}

/**
 * How much the KL divergence counts after so many epochs: it rises evenly from 0 to β.
 * @param annealing epochs until it is β; 0 for at once
 */
export function annealed(beta: number, annealing: number, epochs: number): number {
  return annealing === 0 ? beta : beta * Math.min(1, epochs / annealing);
}

/** The known movies that each user likes, as rows; users who like fewer than two are left out. */
function likedByUser({ users, rowStart, item, value }: Ratings, { rowOf }: KnownMovies): Int32Array[] {
  const liked: Int32Array[] = [];
  for (let u = 0; u < users; u++) {
    const [from, to] = [rowStart[u], rowStart[u + 1]];
    const own = item.subarray(from, to).filter((i, n) => value[from + n] >= LIKED && rowOf[i] >= 0);
    if (own.length >= 2) liked.push(own.map((i) => rowOf[i]));
  }
  return liked;
}

/** Hides a fifth of what each user likes, at least one movie; the same one every time. */
function hiddenParts(
  held: readonly Int32Array[],
): { readonly shown: Int32Array; readonly hidden: Int32Array }[] {
  const random = createRandom(1);
  return held.map((liked) => {
    const order = random.shuffle(liked.slice());
    const count = Math.max(1, Math.floor(liked.length * HIDDEN));
    return { hidden: order.slice(0, count).sort(), shown: order.slice(count).sort() };
  });
}

function inBatches<T>(of: readonly T[], size: number): T[][] {
  const batches: T[][] = [];
  for (let from = 0; from < of.length; from += size) batches.push(of.slice(from, from + size));
  return batches;
}

function countOf(rows: readonly Int32Array[]): number {
  return rows.reduce((sum, row) => sum + row.length, 0);
}

const ones = (rows: readonly Int32Array[]) => new Float32Array(countOf(rows)).fill(1);
const dropped = (rows: readonly Int32Array[], rate: number, random: Random) =>
  rate > 0 ? dropout(countOf(rows), rate, random) : ones(rows);

/** @param mask what each movie that is shown is multiplied by, user by user */
function upload(
  shown: readonly Int32Array[],
  targets: readonly Int32Array[],
  movies: number,
  mask: Float32Array,
): UserBatch {
  const each = (rows: readonly Int32Array[], weight: (count: number) => number) =>
    Float32Array.from(rows.flatMap((row) => Array.from(row, () => weight(row.length))));
  const total = countOf(targets);
  const lengths = each(shown, (count) => 1 / Math.sqrt(count));
  return {
    inputs: uploadPicks(
      shown,
      movies,
      lengths.map((length, n) => length * mask[n]),
    ),
    targets: uploadPicks(
      targets,
      movies,
      each(targets, (count) => 1 / count),
    ),
    weight: tf.tensor2d(
      Float32Array.from(targets, (row) => row.length / total),
      [targets.length, 1],
    ),
  };
}

/** Glorot's deviation for matrices, so that units begin where tanh is steep; zeros for biases. */
function firstValues(name: string, size: readonly number[], random: Random): Float32Array {
  if (name.endsWith('Bias')) return new Float32Array(sizeOf(size));
  return normals(size, Math.sqrt(2 / (size[0] + size[1])), random);
}
