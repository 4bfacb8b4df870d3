import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { registerKernel, type TensorInfo } from '@tensorflow/tfjs-core';

export interface SpmmInputs {
  readonly values: TensorInfo;
  readonly dense: TensorInfo;
  readonly start: TensorInfo;
  readonly index: TensorInfo;
  /** Where in `values` entry n stands; absent where that is n itself. */
  readonly order?: TensorInfo;
}

/**
 * `result[r] = Σ values[order[n]] * dense[index[n]]` over `n = start[r] .. start[r + 1] - 1`: the specification that
 * the GPU kernels must meet. `result` must hold zeros.
 * @param dense `[n, d]` @param result `[m, d]`
 */
export function spmmLoop(
  values: Float32Array,
  dense: Float32Array,
  start: Int32Array,
  index: Int32Array,
  order: Int32Array | null,
  d: number,
  result: Float32Array,
): void {
  for (let r = 0; r < start.length - 1; r++) {
    const out = r * d;
    for (let n = start[r]; n < start[r + 1]; n++) {
      const value = values[order === null ? n : order[n]];
      const from = index[n] * d;
      for (let k = 0; k < d; k++) result[out + k] += value * dense[from + k];
    }
  }
}

registerKernel({
  kernelName: 'Spmm',
  backendName: 'cpu',
  kernelFunc: ({ inputs, backend }) => {
    const { values, dense, start, index, order } = inputs as unknown as SpmmInputs;
    const cpu = backend as MathBackendCPU;
    const floats = (info: TensorInfo) => cpu.data.get(info.dataId).values as Float32Array;
    const integers = (info: TensorInfo) => cpu.data.get(info.dataId).values as Int32Array;
    const rows = start.shape[0] - 1;
    const d = dense.shape[1];
    const result = new Float32Array(rows * d);
    spmmLoop(
      floats(values),
      floats(dense),
      integers(start),
      integers(index),
      order === undefined ? null : integers(order),
      d,
      result,
    );
    return cpu.makeTensorInfo([rows, d], 'float32', result);
  },
});
