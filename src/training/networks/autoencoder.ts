import * as tf from '@tensorflow/tfjs-core';
import './gradients.ts';
import { lookUp, type Picks, softmaxLoss } from './softmax-loss.ts';

/** Users side by side, on the backend. */
export interface UserBatch {
  /** What they are read by: weights of length 1 before dropout. */
  readonly inputs: Picks;
  /** What is to be found: weights that sum to one for each user. */
  readonly targets: Picks;
  /** `[users, 1]` how many movies of each user are to be found, over all of the batch */
  readonly weight: tf.Tensor2D;
}

/** What the autoencoder is held back by while it learns. */
export interface Annealed {
  /** Standard normal numbers that z is drawn by. `[users, latent]` */
  readonly noise: tf.Tensor2D;
  /** Weight of each user's KL divergence: the annealed β over the movies that are to be found in the batch. */
  readonly divergence: number;
}

/**
 * The negative evidence lower bound of Mult-VAE (Liang et al. 2018) by movie that is to be found:
 * `Σ_u (-Σ_i x_ui log π_i(z_u) + β KL(q(z_u|x_u) ‖ N(0, I))) / Σ_ui x_ui` with `z = μ + ε exp(log σ² / 2)`.
 * `movieLogits` of the recommender is the same network in plain loops.
 * @param annealed null for the mean of z and no KL divergence
 */
export function autoencoderLoss(
  parameters: Readonly<Record<string, tf.Tensor>>,
  { inputs, targets, weight }: UserBatch,
  annealed: Annealed | null,
): tf.Scalar {
  const array = (name: string) => parameters[name] as tf.Tensor2D;
  const affine = (x: tf.Tensor2D, name: string): tf.Tensor2D =>
    tf.add(tf.matMul(x, array(name)), array(`${name}Bias`));
  const read = (name: string) => tf.add(lookUp(array(name), inputs), array(`${name}Bias`)) as tf.Tensor2D;
  const isLinear = parameters.encoder === undefined;
  const hidden = isLinear ? null : (tf.tanh(read('encoder')) as tf.Tensor2D);
  const encoded = (name: string) => (hidden === null ? read(name) : affine(hidden, name));
  const unitsOf = (z: tf.Tensor2D) => (isLinear ? z : (tf.tanh(affine(z, 'decoder')) as tf.Tensor2D));
  const decode = (z: tf.Tensor2D) =>
    softmaxLoss(unitsOf(z), array('movies'), array('movieBias'), targets, weight);
  const mean = encoded('mean');
  if (annealed === null) return decode(mean);
  const logVariance = encoded('logVariance');
  const found = decode(drawn(mean, logVariance, annealed.noise));
  return tf.add(found, divergence(mean, logVariance, annealed.divergence));
}

/** `μ + ε exp(log σ² / 2)` (Kingma & Welling 2014). All `[n, latent]`; ε has no gradient. */
export function drawn(mean: tf.Tensor2D, logVariance: tf.Tensor2D, noise: tf.Tensor2D): tf.Tensor2D {
  const withGradient = tf.customGrad((...args) => {
    const [m, l, save] = args as [tf.Tensor2D, tf.Tensor2D, tf.GradSaveFunc];
    const moved = tf.mul(noise, tf.exp(tf.mul(l, 0.5)));
    save([moved]);
    return {
      value: tf.add(m, moved),
      gradFunc: (dy, [moved0]) => [dy as tf.Tensor, tf.mul(dy as tf.Tensor, tf.mul(moved0, 0.5))],
    };
  });
  return withGradient(mean, logVariance) as tf.Tensor as tf.Tensor2D;
}

/** `weight · ½ Σ (μ² + σ² - log σ² - 1)`: the KL divergence from the standard normal, in closed form. */
export function divergence(mean: tf.Tensor2D, logVariance: tf.Tensor2D, weight: number): tf.Scalar {
  const withGradient = tf.customGrad((...args) => {
    const [m, l, save] = args as [tf.Tensor2D, tf.Tensor2D, tf.GradSaveFunc];
    const variance = tf.exp(l);
    save([m, variance]);
    const parts = tf.sub(tf.sub(tf.add(tf.mul(m, m), variance), l), 1);
    return {
      value: tf.mul(tf.sum(parts), 0.5 * weight),
      gradFunc: (dy, [m0, variance0]) => {
        const scale = tf.mul(dy as tf.Tensor, weight);
        return [tf.mul(m0, scale), tf.mul(tf.mul(tf.sub(variance0, 1), 0.5), scale)];
      },
    };
  });
  return withGradient(mean, logVariance) as tf.Scalar;
}
