import type { ArrayList, NetworkArrays, NetworkShape, TrainedNetwork } from './trained-network.ts';

/** The sizes of a self-attentive network. */
export interface SasrecShape extends NetworkShape {
  /** How many of the last movies it looks at, L. */
  readonly length: number;
  /** Length of an embedding, d. */
  readonly width: number;
  readonly blocks: number;
}

export function sasrecArrays({ movies, length, width: d, blocks }: SasrecShape): ArrayList {
  const arrays: [string, number[]][] = [
    ['movies', [movies, d]],
    ['positions', [length, d]],
    ['outGain', [d]],
    ['outShift', [d]],
  ];
  for (let b = 0; b < blocks; b++) {
    for (const norm of ['attention', 'forward'])
      arrays.push([`${norm}Gain${b}`, [d]], [`${norm}Shift${b}`, [d]]);
    for (const matrix of ['query', 'key', 'value', 'mix', 'inner', 'outer'])
      arrays.push([`${matrix}${b}`, [d, d]]);
    for (const bias of ['innerBias', 'outerBias']) arrays.push([`${bias}${b}`, [d]]);
  }
  return arrays;
}

/** A trained self-attentive network. */
export type SasrecModel = TrainedNetwork<SasrecShape>;

/** What layer normalisation adds to a variance. */
export const NORM_EPSILON = 1e-5;

/**
 * The network's view of a sequence in plain loops: the specification of what src/training/sequence trains.
 * `X = √d E[s] + P`; in each block `X += softmax(Q Kᵀ / √d, causal) V W` with `Q`, `K`, `V` linear in LN(X), then
 * `X += relu(LN(X) W₁ + b₁) W₂ + b₂`; at the end LN(X).
 * @param sequence `[n]` rows of movies, the oldest first, n up to `length`
 * @returns `[n, d]`; row t depends on the first t + 1 movies only
 */
export function sasrecForward(shape: SasrecShape, arrays: NetworkArrays, sequence: Int32Array): Float32Array {
  const { width: d, blocks } = shape;
  const n = sequence.length;
  const x = new Float32Array(n * d);
  const scale = Math.sqrt(d);
  sequence.forEach((movie, t) => {
    for (let k = 0; k < d; k++) {
      x[t * d + k] = scale * arrays.movies[movie * d + k] + arrays.positions[t * d + k];
    }
  });
  for (let b = 0; b < blocks; b++) {
    const normed = layerNorm(x, d, arrays[`attentionGain${b}`], arrays[`attentionShift${b}`]);
    const [q, key, value] = ['query', 'key', 'value'].map((name) => times(normed, arrays[`${name}${b}`], d));
    add(x, times(attend(q, key, value, d), arrays[`mix${b}`], d));
    const again = layerNorm(x, d, arrays[`forwardGain${b}`], arrays[`forwardShift${b}`]);
    const inner = times(again, arrays[`inner${b}`], d);
    const bias = arrays[`innerBias${b}`];
    for (let at = 0; at < inner.length; at++) inner[at] = Math.max(0, inner[at] + bias[at % d]);
    const outer = times(inner, arrays[`outer${b}`], d);
    const outerBias = arrays[`outerBias${b}`];
    for (let at = 0; at < outer.length; at++) outer[at] += outerBias[at % d];
    add(x, outer);
  }
  return layerNorm(x, d, arrays.outGain, arrays.outShift);
}

/** Causal attention of one head. @param q `[n, d]` @returns `[n, d]` */
export function attend(q: Float32Array, key: Float32Array, value: Float32Array, d: number): Float32Array {
  const n = q.length / d;
  const result = new Float32Array(n * d);
  const weight = new Float64Array(n);
  for (let t = 0; t < n; t++) {
    let largest = Number.NEGATIVE_INFINITY;
    for (let s = 0; s <= t; s++) {
      let dot = 0;
      for (let k = 0; k < d; k++) dot += q[t * d + k] * key[s * d + k];
      weight[s] = dot / Math.sqrt(d);
      largest = Math.max(largest, weight[s]);
    }
    let total = 0;
    for (let s = 0; s <= t; s++) {
      weight[s] = Math.exp(weight[s] - largest);
      total += weight[s];
    }
    for (let s = 0; s <= t; s++) {
      const share = weight[s] / total;
      for (let k = 0; k < d; k++) result[t * d + k] += share * value[s * d + k];
    }
  }
  return result;
}

function layerNorm(x: Float32Array, d: number, gain: Float32Array, shift: Float32Array): Float32Array {
  const result = new Float32Array(x.length);
  for (let at = 0; at < x.length; at += d) {
    let mean = 0;
    for (let k = 0; k < d; k++) mean += x[at + k] / d;
    let variance = 0;
    for (let k = 0; k < d; k++) variance += (x[at + k] - mean) ** 2 / d;
    const scale = 1 / Math.sqrt(variance + NORM_EPSILON);
    for (let k = 0; k < d; k++) result[at + k] = (x[at + k] - mean) * scale * gain[k] + shift[k];
  }
  return result;
}

/** @param x `[n, d]` @param w `[d, d]` */
function times(x: Float32Array, w: Float32Array, d: number): Float32Array {
  const result = new Float32Array(x.length);
  for (let at = 0; at < x.length; at += d) {
    for (let j = 0; j < d; j++) {
      const factor = x[at + j];
      if (factor === 0) continue;
      for (let k = 0; k < d; k++) result[at + k] += factor * w[j * d + k];
    }
  }
  return result;
}

function add(x: Float32Array, more: Float32Array): void {
  for (let at = 0; at < x.length; at++) x[at] += more[at];
}
