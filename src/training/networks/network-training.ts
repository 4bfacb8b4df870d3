import * as tf from '@tensorflow/tfjs-core';
import { Problem } from '../../base/problem.ts';
import { createRandom, type Random } from '../../base/random.ts';
import { type ArrayList, sizeOf } from '../../recommenders/networks/trained-network.ts';
import { type Adam, createAdam } from '../factorization/adam.ts';
import { createPattern } from '../kernels/sparsity-pattern.ts';
import type { Picks } from './softmax-loss.ts';

/** The parameters of a network on the backend and what trains them. */
export interface Parameters {
  readonly variables: Readonly<Record<string, tf.Variable>>;
  readonly adam: Adam;
  /**
   * One step of Adam.
   * @param upload makes what the loss is computed from; outside of the gradient, which frees what is made inside before it
   * goes backward
   * @returns the loss, to be read and disposed
   */
  step<Uploaded>(upload: () => Uploaded, lossOf: (uploaded: Uploaded) => tf.Scalar): tf.Scalar;
  dispose(): void;
}

/** A part of an epoch, and its part of the loss. */
export interface Batch {
  /** How many movies are to be found, or what they count together: how much its loss counts in the mean. */
  readonly count: number;
  /** Learns from it, or only computes its loss. @returns the mean loss, to be read and disposed */
  run(): tf.Scalar;
}

/** One network on one data set, ready to be trained. */
export interface NetworkTraining<Shape> {
  readonly shape: Shape;
  /** Item index of each movie that it knows. `[shape.movies]` */
  readonly known: Int32Array;
  readonly arrays: ArrayList;
  readonly parameters: Parameters;
  /** The steps of an epoch, in random order. @param epoch 1-based */
  steps(epoch: number): readonly Batch[];
  /** The same of held-out users for every epoch, so that their losses can be compared; empty where nobody is held out. */
  readonly held: readonly Batch[];
}

/** Parameters with their first values. */
export function createParameters(
  arrays: ArrayList,
  firstValues: (name: string, size: readonly number[]) => Float32Array,
  learningRate: number,
): Parameters {
  const entries = arrays.map(([name, size]): [string, tf.Variable] => [
    name,
    tf.variable(tf.tensor(firstValues(name, size), size)),
  ]);
  const variables = Object.fromEntries(entries);
  const list = entries.map(([, variable]) => variable);
  const adam = createAdam(learningRate);
  return {
    variables,
    adam,
    step(upload, lossOf) {
      return tf.tidy(() => {
        const uploaded = upload();
        const { value, grads } = tf.variableGrads(() => lossOf(uploaded), list);
        adam.step(list.map((variable) => ({ variable, gradient: grads[variable.name] })));
        return value;
      });
    },
    dispose() {
      tf.dispose(list);
      adam.dispose();
    },
  };
}

/** Independent normal numbers. @param spread their deviation */
export function normals(size: readonly number[], spread: number, random: Random): Float32Array {
  return Float32Array.from({ length: sizeOf(size) }, () => spread * random.normal());
}

/** Picks of some rows, uploaded; inside `tf.tidy`. @param rows the movies of each @param weights of each pick; ones if absent */
export function uploadPicks(rows: readonly Int32Array[], movies: number, weights?: Float32Array): Picks {
  const rowStart = new Int32Array(rows.length + 1);
  rows.forEach((own, row) => {
    rowStart[row + 1] = rowStart[row] + own.length;
  });
  const item = new Int32Array(rowStart[rows.length]);
  rows.forEach((own, row) => {
    item.set(own, rowStart[row]);
  });
  const pattern = createPattern({ users: rows.length, items: movies, rowStart, item });
  return { pattern, weights: weights === undefined ? tf.ones([item.length]) : tf.tensor1d(weights) };
}

/** A mask of dropout: zeros, and `1 / (1 - rate)` elsewhere. */
export function dropout(count: number, rate: number, random: Random): Float32Array {
  const scale = 1 / (1 - rate);
  return Float32Array.from({ length: count }, () => (random.uniform() < rate ? 0 : scale));
}

/**
 * Holds out whole users, drawn at random.
 * @throws Problem `data-invalid` where nobody is left
 */
export function divided<T>(
  of: readonly T[],
  { validationShare, seed }: { readonly validationShare: number; readonly seed: number },
): { readonly train: readonly T[]; readonly held: readonly T[] } {
  if (of.length === 0) {
    throw new Problem(
      'data-invalid',
      'Nobody in this data set rated two films that others rated, too: there is nothing to learn from.',
      'Open a larger data set.',
    );
  }
  const order = createRandom(seed).shuffle(Int32Array.from(of, (_, n) => n));
  const count = Math.min(of.length - 1, Math.floor(of.length * validationShare));
  const held = new Set(order.subarray(0, count));
  return { train: of.filter((_, n) => !held.has(n)), held: of.filter((_, n) => held.has(n)) };
}
