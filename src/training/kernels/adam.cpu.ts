import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { registerKernel, type TensorInfo } from '@tensorflow/tfjs-core';

interface AdamInputs {
  readonly value: TensorInfo;
  readonly m: TensorInfo;
  readonly v: TensorInfo;
  readonly gradient: TensorInfo;
}

interface AdamAttributes {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** `1 - beta1^t` and `1 - beta2^t` at step t. */
  readonly correction1: number;
  readonly correction2: number;
}

/**
 * One Adam step in a single pass. `tf.train.adam` makes a dozen passes, each with a call and a modulo per element on
 * the cpu backend; at rank 100 that was the time of the whole training.
 * @returns value, m and v after the step
 */
registerKernel({
  kernelName: 'AdamStep',
  backendName: 'cpu',
  kernelFunc: ({ inputs, backend, attrs }) => {
    const given = inputs as unknown as AdamInputs;
    const { learningRate, beta1, beta2, epsilon, correction1, correction2 } =
      attrs as unknown as AdamAttributes;
    const cpu = backend as MathBackendCPU;
    const floats = (info: TensorInfo) => cpu.data.get(info.dataId).values as Float32Array;
    const [x, m, v, g] = [floats(given.value), floats(given.m), floats(given.v), floats(given.gradient)];
    const nextX = new Float32Array(x.length);
    const nextM = new Float32Array(x.length);
    const nextV = new Float32Array(x.length);
    for (let n = 0; n < x.length; n++) {
      const first = beta1 * m[n] + (1 - beta1) * g[n];
      const second = beta2 * v[n] + (1 - beta2) * g[n] * g[n];
      nextM[n] = first;
      nextV[n] = second;
      nextX[n] = x[n] - (learningRate * (first / correction1)) / (Math.sqrt(second / correction2) + epsilon);
    }
    const { shape } = given.value;
    return [nextX, nextM, nextV].map((values) => cpu.makeTensorInfo(shape, 'float32', values));
  },
});
