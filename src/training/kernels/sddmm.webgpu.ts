import type { WebGPUBackend, WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import { registerKernel } from '@tensorflow/tfjs-core';
import type { SddmmInputs } from './sddmm.cpu.ts';

const workgroup = 64;

/**
 * One thread per entry. Reads the integer buffers directly, since `getRow()` converts to f32 and loses ids above 2^24.
 * Rows that are a multiple of four long are read four numbers at a time.
 */
function program(nnz: number, d: number): WebGPUProgram {
  const wide = d % 4 === 0;
  const length = wide ? d / 4 : d;
  return {
    variableNames: ['u', 'v', 'row', 'col'],
    variableComponents: wide ? [4, 4, 1, 1] : [1, 1, 1, 1],
    outputShape: [nnz],
    dispatchLayout: { x: [0] },
    dispatch: [Math.ceil(nnz / workgroup), 1, 1],
    workgroupSize: [workgroup, 1, 1],
    // The pipeline cache ignores the code: whatever the code below depends on must be in this key.
    shaderKey: `sddmm_${d}`,
    size: true,
    getUserCode: () => `
      fn main(n : i32) {
        if (n < uniforms.size) {
          let a = row[n] * ${length};
          let b = col[n] * ${length};
          var sum = 0.0;
          for (var k = 0; k < ${length}; k++) {
            sum += ${wide ? 'dot(u[a + k], v[b + k])' : 'u[a + k] * v[b + k]'};
          }
          result[n] = sum;
        }
      }`,
  };
}

registerKernel({
  kernelName: 'Sddmm',
  backendName: 'webgpu',
  kernelFunc: ({ inputs, backend }) => {
    const { u, v, row, col } = inputs as unknown as SddmmInputs;
    const gpu = backend as WebGPUBackend;
    return gpu.runWebGPUProgram(program(row.shape[0], u.shape[1]), [u, v, row, col], 'float32');
  },
});
