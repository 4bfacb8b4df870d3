import * as tf from '@tensorflow/tfjs-core';
import { createRandom, type Random } from '../../base/random.ts';
import type { Ratings } from '../../dataset/dataset.ts';
import type { VaeSettings } from '../../protocol/network-messages.ts';
import { type MultVaeShape, multVaeArrays } from '../../recommenders/networks/mult-vae-network.ts';
import { sizeOf } from '../../recommenders/networks/trained-network.ts';
import { preference } from '../../recommenders/preference.ts';
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

/** What a user likes. */
interface Liked {
  /** Rows of known movies. */
  readonly rows: Int32Array;
  /** Graded preference of each, above 0. `[rows.length]` */
  readonly weight: Float32Array;
}

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
        count: totalOf(liked),
        run() {
          const weight = annealed(beta, annealing, epoch - 1 + n / batches.length) / totalOf(liked);
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
      return { count: totalOf(hidden), run: () => tf.tidy(loss) };
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

/** What each user likes of the known movies; users who like fewer than two are left out. */
function likedByUser({ users, rowStart, item, value }: Ratings, { rowOf }: KnownMovies): Liked[] {
  const liked: Liked[] = [];
  for (let u = 0; u < users; u++) {
    const own = Int32Array.from({ length: rowStart[u + 1] - rowStart[u] }, (_, n) => rowStart[u] + n).filter(
      (n) => preference(value[n]) > 0 && rowOf[item[n]] >= 0,
    );
    if (own.length < 2) continue;
    liked.push({
      rows: own.map((n) => rowOf[item[n]]),
      weight: Float32Array.from(own, (n) => preference(value[n])),
    });
  }
  return liked;
}

/** Hides a fifth of what each user likes, at least one movie; the same one every time. */
function hiddenParts(held: readonly Liked[]): { readonly shown: Liked; readonly hidden: Liked }[] {
  const random = createRandom(1);
  return held.map(({ rows, weight }) => {
    const order = random.shuffle(Int32Array.from(rows, (_, n) => n));
    const count = Math.max(1, Math.floor(rows.length * HIDDEN));
    const part = (of: Int32Array): Liked => ({
      rows: of.map((n) => rows[n]),
      weight: Float32Array.from(of, (n) => weight[n]),
    });
    return { hidden: part(order.slice(0, count).sort()), shown: part(order.slice(count).sort()) };
  });
}

function inBatches<T>(of: readonly T[], size: number): T[][] {
  const batches: T[][] = [];
  for (let from = 0; from < of.length; from += size) batches.push(of.slice(from, from + size));
  return batches;
}

const sumOf = ({ weight }: Liked) => weight.reduce((sum, w) => sum + w, 0);
/** How much is to be found in all: each movie counts as much as it is preferred. */
const totalOf = (users: readonly Liked[]) => users.reduce((sum, liked) => sum + sumOf(liked), 0);
const moviesOf = (users: readonly Liked[]) => users.reduce((sum, { rows }) => sum + rows.length, 0);

const ones = (users: readonly Liked[]) => new Float32Array(moviesOf(users)).fill(1);
const dropped = (users: readonly Liked[], rate: number, random: Random) =>
  rate > 0 ? dropout(moviesOf(users), rate, random) : ones(users);

/** @param mask what each movie that is shown is multiplied by, user by user */
function upload(
  shown: readonly Liked[],
  targets: readonly Liked[],
  movies: number,
  mask: Float32Array,
): UserBatch {
  const scaled = (users: readonly Liked[], by: (liked: Liked) => number) =>
    Float32Array.from(
      users.flatMap((liked) => {
        const scale = by(liked);
        return Array.from(liked.weight, (w) => w * scale);
      }),
    );
  const rowsOf = (users: readonly Liked[]) => users.map(({ rows }) => rows);
  const total = totalOf(targets);
  const lengths = scaled(shown, ({ weight }) => 1 / Math.hypot(...weight));
  return {
    inputs: uploadPicks(
      rowsOf(shown),
      movies,
      lengths.map((length, n) => length * mask[n]),
    ),
    targets: uploadPicks(
      rowsOf(targets),
      movies,
      scaled(targets, (liked) => 1 / sumOf(liked)),
    ),
    weight: tf.tensor2d(
      Float32Array.from(targets, (liked) => sumOf(liked) / total),
      [targets.length, 1],
    ),
  };
}

/** Glorot's deviation for matrices, so that units begin where tanh is steep; zeros for biases. */
function firstValues(name: string, size: readonly number[], random: Random): Float32Array {
  if (name.endsWith('Bias')) return new Float32Array(sizeOf(size));
  return normals(size, Math.sqrt(2 / (size[0] + size[1])), random);
}
