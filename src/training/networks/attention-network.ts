import * as tf from '@tensorflow/tfjs-core';
import { NORM_EPSILON, type SasrecShape } from '../../recommenders/networks/sasrec-network.ts';
import './gradients.ts';
import { lookUp, type Picks } from './softmax-loss.ts';

/** The parameters by name, on the backend. */
export type Parameters = Readonly<Record<string, tf.Tensor>>;

/** Where dropout is applied, a `[positions, d]` mask of zeros and `1 / (1 - rate)`; null leaves everything as it is. */
export type DropMask = (() => tf.Tensor2D) | null;

/**
 * `sasrecForward` for a batch, with a gradient (Kang & McAuley 2018, with the norms before each part of a block).
 * Sequences are filled up at their end: what comes later is hidden from what came before, so the filling needs no mask.
 * @param rows sequences in the batch, each of `length` positions
 * @returns `[rows * length, d]`
 */
export function attentionNetwork(
  shape: SasrecShape,
  parameters: Parameters,
  picks: Picks,
  rows: number,
  length: number,
  drop: DropMask,
): tf.Tensor2D {
  const { width: d, blocks } = shape;
  const array = (name: string) => parameters[name] as tf.Tensor2D;
  const dropped = (x: tf.Tensor2D) => (drop === null ? x : (tf.mul(x, drop()) as tf.Tensor2D));
  const items = tf.mul(lookUp(array('movies'), picks), Math.sqrt(d));
  const positions = tf.slice(array('positions'), [0, 0], [length, d]);
  const placed = tf.add(tf.reshape(items, [rows, length, d]), positions);
  const sum = (a: tf.Tensor2D, b: tf.Tensor) => tf.add(a, b) as tf.Tensor2D;
  let x = dropped(tf.reshape(placed, [rows * length, d]) as tf.Tensor2D);
  const future = hiddenFuture(length);
  for (let b = 0; b < blocks; b++) {
    const normed = layerNorm(x, array(`attentionGain${b}`), array(`attentionShift${b}`));
    const part = (name: string) =>
      tf.reshape(tf.matMul(normed, array(name + b)), [rows, length, d]) as tf.Tensor3D;
    const attended = attention(part('query'), part('key'), part('value'), future);
    x = sum(x, dropped(tf.matMul(tf.reshape(attended, [rows * length, d]) as tf.Tensor2D, array(`mix${b}`))));
    const again = layerNorm(x, array(`forwardGain${b}`), array(`forwardShift${b}`));
    const inner = tf.relu(
      tf.add(tf.matMul(again, array(`inner${b}`)), array(`innerBias${b}`)),
    ) as tf.Tensor2D;
    x = sum(x, dropped(sum(tf.matMul(dropped(inner), array(`outer${b}`)), array(`outerBias${b}`))));
  }
  return layerNorm(x, array('outGain'), array('outShift'));
}

/** `[1, length, length]`: zero where the key is not later than the query, else a large negative number. */
function hiddenFuture(length: number): tf.Tensor3D {
  const values = new Float32Array(length * length);
  for (let t = 0; t < length; t++) values.fill(-1e9, t * length + t + 1, (t + 1) * length);
  return tf.tensor3d(values, [1, length, length]);
}

/**
 * `A V` with `A = softmax(Q Kᵀ / √d + mask)`. Gradient: `∂S = A (∂A - Σ ∂A A)`, four products in all.
 * @param q `[rows, length, d]`
 */
export function attention(q: tf.Tensor3D, k: tf.Tensor3D, v: tf.Tensor3D, future: tf.Tensor3D): tf.Tensor3D {
  const scale = 1 / Math.sqrt(q.shape[2]);
  const withGradient = tf.customGrad((...args) => {
    const [q0, k0, v0, save] = args as [tf.Tensor3D, tf.Tensor3D, tf.Tensor3D, tf.GradSaveFunc];
    const scores = tf.add(tf.mul(tf.matMul(q0, k0, false, true), scale), future);
    const weights = tf.softmax(scores) as tf.Tensor3D;
    save([q0, k0, v0, weights]);
    return {
      value: tf.matMul(weights, v0),
      gradFunc: (dy, saved) => {
        const [q1, k1, v1, a] = saved as tf.Tensor3D[];
        const up = dy as tf.Tensor as tf.Tensor3D;
        const dA = tf.mul(a, tf.matMul(up, v1, false, true));
        const dS = tf.mul(tf.sub(dA, tf.mul(a, tf.sum(dA, 2, true))), scale) as tf.Tensor3D;
        return [tf.matMul(dS, k1), tf.matMul(dS, q1, true, false), tf.matMul(a, up, true, false)];
      },
    };
  });
  return withGradient(q, k, v) as tf.Tensor as tf.Tensor3D;
}

/** Layer normalisation (Ba et al. 2016) over the last axis, with its gradient in closed form. @param x `[n, d]` */
function layerNorm(x: tf.Tensor2D, gain: tf.Tensor, shift: tf.Tensor): tf.Tensor2D {
  const withGradient = tf.customGrad((...args) => {
    const [x0, gain0, , save] = args as [tf.Tensor2D, tf.Tensor1D, tf.Tensor1D, tf.GradSaveFunc];
    const centred = tf.sub(x0, tf.mean(x0, 1, true));
    const spread = tf.rsqrt(tf.add(tf.mean(tf.mul(centred, centred), 1, true), NORM_EPSILON));
    const unit = tf.mul(centred, spread);
    save([unit, spread, gain0]);
    return {
      value: tf.add(tf.mul(unit, gain0), args[2] as tf.Tensor),
      gradFunc: (dy, saved) => {
        const [unit0, spread0, gain1] = saved as tf.Tensor2D[];
        const up = tf.mul(dy as tf.Tensor, gain1);
        const dGain = tf.sum(tf.mul(dy as tf.Tensor, unit0), 0);
        const along = tf.mul(unit0, tf.mean(tf.mul(up, unit0), 1, true));
        const dX = tf.mul(tf.sub(tf.sub(up, tf.mean(up, 1, true)), along), spread0);
        return [dX, dGain, tf.sum(dy as tf.Tensor, 0)];
      },
    };
  });
  return withGradient(x, gain, shift) as tf.Tensor as tf.Tensor2D;
}
