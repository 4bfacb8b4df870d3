import * as tf from '@tensorflow/tfjs-core';
import { product } from './product.ts';

/**
 * The gradients of the operations that the networks use, since TF.js registers its own for the whole package only. They
 * know no more than is needed: what is added may be broadcast over leading axes, what is multiplied by has no gradient.
 */

/** Sums the leading axes that `shape` lacks. */
function summedTo(dy: tf.Tensor, shape: readonly number[]): tf.Tensor {
  const more = dy.shape.length - shape.length;
  if (more === 0) return dy;
  return tf.sum(
    dy,
    Array.from({ length: more }, (_, axis) => axis),
  );
}

tf.registerGradient({
  kernelName: tf.Add,
  inputsToSave: ['a', 'b'],
  gradFunc(upstream, [a, b]) {
    const dy = upstream as tf.Tensor;
    return { a: () => summedTo(dy, a.shape), b: () => summedTo(dy, b.shape) };
  },
});

tf.registerGradient({
  kernelName: tf.Multiply,
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, [, b]) => ({
    a: () => tf.mul(dy as tf.Tensor, b),
    b: () => {
      throw new RangeError('a factor has no gradient here');
    },
  }),
});

tf.registerGradient({
  kernelName: tf.BatchMatMul,
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, [a, b]) => ({
    a: () => product(dy as tf.Tensor, b, false, true),
    b: () => product(a, dy as tf.Tensor, true, false),
  }),
});

tf.registerGradient({
  kernelName: tf.Relu,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => tf.mul(dy as tf.Tensor, tf.step(x)) }),
});

tf.registerGradient({
  kernelName: tf.Tanh,
  outputsToSave: [true],
  gradFunc: (dy, [y]) => ({ x: () => tf.mul(dy as tf.Tensor, tf.sub(1, tf.mul(y, y))) }),
});

tf.registerGradient({
  kernelName: tf.Reshape,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => tf.reshape(dy as tf.Tensor, x.shape) }),
});

/** Of the first rows of a matrix. */
tf.registerGradient({
  kernelName: tf.Slice,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({
    x: () => {
      const up = dy as tf.Tensor2D;
      return tf.pad(up, [
        [0, x.shape[0] - up.shape[0]],
        [0, 0],
      ]);
    },
  }),
});
