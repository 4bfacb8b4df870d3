import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { registerKernel, type TensorInfo } from '@tensorflow/tfjs-core';
import { signOfLife } from '../../base/scheduling.ts';

export interface SpmmInputs {
  readonly values: TensorInfo;
  readonly dense: TensorInfo;
  readonly start: TensorInfo;
  readonly index: TensorInfo;
  /** Position in `values` of each entry; absent where that is the entry's own number. */
  readonly order?: TensorInfo;
}

/**
 * `result[r] = Σ values[order[n]] * dense[index[n]]` over `n = start[r] .. start[r + 1] - 1`: the specification for
 * the GPU kernels. Four columns at a time in local variables, then the rest one by one: half the time of adding to
 * `result` entry by entry.
 * @param order null for `order[n] = n` @param dense `[n, d]` @param result `[m, d]`
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
    const from = start[r];
    const end = start[r + 1];
    let k = 0;
    for (; k + 3 < d; k += 4) {
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      for (let n = from; n < end; n++) {
        const value = values[order === null ? n : order[n]];
        const at = index[n] * d + k;
        s0 += value * dense[at];
        s1 += value * dense[at + 1];
        s2 += value * dense[at + 2];
        s3 += value * dense[at + 3];
      }
      result[out + k] = s0;
      result[out + k + 1] = s1;
      result[out + k + 2] = s2;
      result[out + k + 3] = s3;
    }
    for (; k < d; k++) {
      let sum = 0;
      for (let n = from; n < end; n++) sum += values[order === null ? n : order[n]] * dense[index[n] * d + k];
      result[out + k] = sum;
    }
  }
}

registerKernel({
  kernelName: 'Spmm',
  backendName: 'cpu',
  kernelFunc: ({ inputs, backend }) => {
    signOfLife();
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
