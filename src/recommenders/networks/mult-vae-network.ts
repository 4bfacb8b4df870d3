import { rowsTimes } from '../../base/matrix-vector.ts';
import type { ArrayList, NetworkArrays, NetworkShape, TrainedNetwork } from './trained-network.ts';

/** The sizes of a variational autoencoder with at most one hidden layer on each side. */
export interface MultVaeShape extends NetworkShape {
  /** Units of each hidden layer; 0 for none: then encoder and decoder are linear. */
  readonly width: number;
  /** Numbers of a taste. */
  readonly latent: number;
}

/** How many numbers of a person are turned into logits: the units of the decoder's hidden layer, else the taste itself. */
export const unitsOf = ({ width, latent }: Pick<MultVaeShape, 'width' | 'latent'>): number =>
  width === 0 ? latent : width;

/** The encoder, the decoder, and last what turns the decoder's units into logits. */
export function multVaeArrays(shape: MultVaeShape): ArrayList {
  const { movies, width, latent } = shape;
  const encodes = width === 0 ? movies : width;
  return [
    ...layer(width === 0 ? null : 'encoder', movies, width),
    ...layer('mean', encodes, latent),
    ...layer('logVariance', encodes, latent),
    ...layer(width === 0 ? null : 'decoder', latent, width),
    ['movies', [movies, unitsOf(shape)]],
    ['movieBias', [movies, 1]],
  ];
}

/** @param name null for a layer that there is not */
function layer(name: string | null, rows: number, columns: number): [string, number[]][] {
  if (name === null) return [];
  return [
    [name, [rows, columns]],
    [`${name}Bias`, [columns]],
  ];
}

/** A trained variational autoencoder. */
export type MultVaeModel = TrainedNetwork<MultVaeShape>;

/** What the encoder reads movies by: the first of its layers. `[movies, units]` */
const firstLayer = ({ width }: MultVaeShape, arrays: NetworkArrays): Float32Array =>
  width === 0 ? arrays.mean : arrays.encoder;

/**
 * `Σ w E[row]` over some movies: what the encoder makes of them before the weights are scaled to length 1.
 * @param rows rows of movies @param weight w of each @returns `[units]`
 */
export function encoderSum(
  shape: MultVaeShape,
  arrays: NetworkArrays,
  rows: Int32Array,
  weight: ArrayLike<number>,
): Float64Array {
  const units = unitsOf(shape);
  const table = firstLayer(shape, arrays);
  const sum = new Float64Array(units);
  rows.forEach((row, n) => {
    for (let k = 0; k < units; k++) sum[k] += weight[n] * table[row * units + k];
  });
  return sum;
}

/**
 * The decoder's units for a person, in plain loops: the specification of what src/training/networks trains, without noise
 * and dropout. `h = tanh(Σ w E[row] / |w| + b)`, `z = h M + m`, `tanh(z D + d)`; without hidden layers
 * `z = Σ w M[row] / |w| + m`. The mean of z is taken, none is drawn.
 * @param sum of `encoderSum` @param length |w|, of its weights; 0 where it is of no movie
 * @returns `[units]`
 */
export function decoderUnits(
  { width, latent }: MultVaeShape,
  arrays: NetworkArrays,
  sum: Float64Array,
  length: number,
): Float64Array {
  const scale = length === 0 ? 0 : 1 / length;
  if (width === 0) return sum.map((value, k) => value * scale + arrays.meanBias[k]);
  const hidden = sum.map((value, k) => Math.tanh(value * scale + arrays.encoderBias[k]));
  const z = affine(hidden, arrays.mean, arrays.meanBias, latent);
  return affine(z, arrays.decoder, arrays.decoderBias, width).map(Math.tanh);
}

/** The logit of every movie. @param units of `decoderUnits` @returns `[movies]` */
export function movieLogits({ movies }: MultVaeShape, arrays: NetworkArrays, units: Float64Array) {
  const logits = new Float32Array(movies);
  rowsTimes(arrays.movies, units, logits);
  for (let row = 0; row < movies; row++) logits[row] += arrays.movieBias[row];
  return logits;
}

/** `x W + b`. @param w `[x.length, columns]` */
function affine(x: Float64Array, w: Float32Array, bias: Float32Array, columns: number): Float64Array {
  const result = Float64Array.from(bias);
  for (let j = 0; j < x.length; j++) {
    for (let k = 0; k < columns; k++) result[k] += x[j] * w[j * columns + k];
  }
  return result;
}
