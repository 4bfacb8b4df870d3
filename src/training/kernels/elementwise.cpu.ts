import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';

type Loop = (a: Float32Array, b: Float32Array, result: Float32Array) => void;

const loops: Record<string, Loop> = {
  [tf.Add]: (a, b, result) => {
    for (let n = 0; n < result.length; n++) result[n] = a[n] + b[n];
  },
  [tf.Sub]: (a, b, result) => {
    for (let n = 0; n < result.length; n++) result[n] = a[n] - b[n];
  },
  [tf.Multiply]: (a, b, result) => {
    for (let n = 0; n < result.length; n++) result[n] = a[n] * b[n];
  },
};

let done = false;

/**
 * Replaces the cpu backend's addition, subtraction and multiplication for float tensors of equal shape; everything else
 * goes to TF.js's kernels. Those spend a function call and two modulos on each number, 10 ns and more, which was half
 * the time of gradient descent. Call it after the cpu backend is imported.
 */
export function speedUpElementwise(): void {
  if (done) return;
  done = true;
  for (const [kernelName, loop] of Object.entries(loops)) {
    const original = tf.getKernel(kernelName, 'cpu').kernelFunc;
    tf.unregisterKernel(kernelName, 'cpu');
    tf.registerKernel({
      kernelName,
      backendName: 'cpu',
      kernelFunc: (call) => {
        const { a, b } = call.inputs as unknown as { a: tf.TensorInfo; b: tf.TensorInfo };
        const plain = a.dtype === 'float32' && b.dtype === 'float32' && tf.util.arraysEqual(a.shape, b.shape);
        if (!plain) return original(call);
        const cpu = call.backend as MathBackendCPU;
        const floats = (info: tf.TensorInfo) => cpu.data.get(info.dataId).values as Float32Array;
        const result = new Float32Array(tf.util.sizeFromShape(a.shape));
        loop(floats(a), floats(b), result);
        return cpu.makeTensorInfo(a.shape, 'float32', result);
      },
    });
  }
}
