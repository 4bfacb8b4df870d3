import { rowsTimes } from '../../base/matrix-vector.ts';
import type { ArrayList, NetworkArrays, NetworkShape, TrainedNetwork } from './trained-network.ts';

/** The sizes of a variational autoencoder with one hidden layer on each side. */
export interface MultVaeShape extends NetworkShape {
  /** Units of each hidden layer. */
  readonly width: number;
  /** Numbers of a taste. */
  readonly latent: number;
}

/** The encoder, the decoder, and last what turns the decoder's units into logits. */
export function multVaeArrays({ movies, width, latent }: MultVaeShape): ArrayList {
  return [
    ['encoder', [movies, width]],
    ['encoderBias', [width]],
    ['mean', [width, latent]],
    ['meanBias', [latent]],
    ['logVariance', [width, latent]],
    ['logVarianceBias', [latent]],
    ['decoder', [latent, width]],
    ['decoderBias', [width]],
    ['movies', [movies, width]],
    ['movieBias', [movies, 1]],
  ];
}

/** A trained variational autoencoder. */
export type MultVaeModel = TrainedNetwork<MultVaeShape>;

/**
 * `Σ E[row]` over some movies: what the encoder makes of them before it is scaled to length 1.
 * @param rows rows of movies @returns `[width]`
 */
export function encoderSum({ width }: MultVaeShape, { encoder }: NetworkArrays, rows: Int32Array) {
  const sum = new Float64Array(width);
  for (const row of rows) for (let k = 0; k < width; k++) sum[k] += encoder[row * width + k];
  return sum;
}

/**
 * The decoder's units for a person, in plain loops: the specification of what src/training/networks trains, without noise
 * and dropout. `h = tanh(Σ E[row] / √n + b)`, `z = h M + m`, `tanh(z D + d)`: the mean of z is taken, none is drawn.
 * @param sum of `encoderSum` @param count n, how many movies it is of
 * @returns `[width]`
 */
export function decoderUnits(
  { width, latent }: MultVaeShape,
  arrays: NetworkArrays,
  sum: Float64Array,
  count: number,
): Float64Array {
  const scale = count === 0 ? 0 : 1 / Math.sqrt(count);
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
