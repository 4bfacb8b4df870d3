import * as tf from '@tensorflow/tfjs-core';

/**
 * `a b` of two matrices, each transposed where asked. The WASM backend multiplies fast only what is not transposed (else
 * its plain loops take over, several times slower), so there the transpose is made first.
 */
export function product(a: tf.Tensor, b: tf.Tensor, transposeA = false, transposeB = false): tf.Tensor2D {
  if (tf.getBackend() !== 'wasm')
    return tf.matMul(a as tf.Tensor2D, b as tf.Tensor2D, transposeA, transposeB);
  const plain = (x: tf.Tensor, isTransposed: boolean) => (isTransposed ? tf.transpose(x) : x) as tf.Tensor2D;
  return tf.matMul(plain(a, transposeA), plain(b, transposeB));
}
