import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { registerKernel, type TensorInfo } from '@tensorflow/tfjs-core';
import { signOfLife } from '../../base/scheduling.ts';

export interface SddmmInputs {
  readonly u: TensorInfo;
  readonly v: TensorInfo;
  readonly row: TensorInfo;
  readonly col: TensorInfo;
}

/**
 * `result[n] = u[row[n]] · v[col[n]]`: the specification for the GPU kernels. Four sums side by side take two thirds
 * of the time of one at 36 and at 104 columns.
 * @param u `[m, d]` @param v `[n, d]` @param result `[nnz]`
 */
export function sddmmLoop(
  u: Float32Array,
  v: Float32Array,
  row: Int32Array,
  col: Int32Array,
  d: number,
  result: Float32Array,
): void {
  for (let n = 0; n < result.length; n++) {
    const a = row[n] * d;
    const b = col[n] * d;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let k = 0;
    for (; k + 3 < d; k += 4) {
      s0 += u[a + k] * v[b + k];
      s1 += u[a + k + 1] * v[b + k + 1];
      s2 += u[a + k + 2] * v[b + k + 2];
      s3 += u[a + k + 3] * v[b + k + 3];
    }
    for (; k < d; k++) s0 += u[a + k] * v[b + k];
    result[n] = s0 + s1 + s2 + s3;
  }
}

registerKernel({
  kernelName: 'Sddmm',
  backendName: 'cpu',
  kernelFunc: ({ inputs, backend }) => {
    signOfLife();
    const { u, v, row, col } = inputs as unknown as SddmmInputs;
    const cpu = backend as MathBackendCPU;
    const floats = (info: TensorInfo) => cpu.data.get(info.dataId).values as Float32Array;
    const integers = (info: TensorInfo) => cpu.data.get(info.dataId).values as Int32Array;
    const result = new Float32Array(row.shape[0]);
    sddmmLoop(floats(u), floats(v), integers(row), integers(col), u.shape[1], result);
    return cpu.makeTensorInfo([result.length], 'float32', result);
  },
});
