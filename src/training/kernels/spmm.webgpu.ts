import type { WebGPUBackend, WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import { registerKernel } from '@tensorflow/tfjs-core';
import type { SpmmInputs } from './spmm.cpu.ts';

const workgroup = 64;

/**
 * One thread per (row, factor), or per four factors where their number allows. Without atomics and barriers, so the
 * order of the sum is fixed and the result repeats to the last bit.
 */
function program(rows: number, d: number, ordered: boolean): WebGPUProgram {
  const component = d % 4 === 0 ? 4 : 1;
  const length = d / component;
  return {
    variableNames: ['values', 'dense', 'start', 'index', ...(ordered ? ['order'] : [])],
    variableComponents: [1, component, 1, 1, ...(ordered ? [1] : [])],
    outputComponent: component,
    outputShape: [rows, d],
    dispatchLayout: { x: [0, 1] },
    dispatch: [Math.ceil((rows * length) / workgroup), 1, 1],
    workgroupSize: [workgroup, 1, 1],
    // The pipeline cache ignores the code: whatever the code below depends on must be in this key.
    shaderKey: `spmm_${d}_${ordered}`,
    size: true,
    getUserCode: () => `
      fn main(at : i32) {
        if (at < uniforms.size) {
          let r = at / ${length};
          let k = at - r * ${length};
          let end = start[r + 1];
          var sum = ${component === 4 ? 'vec4<f32>(0.0)' : '0.0'};
          for (var n = start[r]; n < end; n++) {
            sum += values[${ordered ? 'order[n]' : 'n'}] * dense[index[n] * ${length} + k];
          }
          result[at] = sum;
        }
      }`,
  };
}

registerKernel({
  kernelName: 'Spmm',
  backendName: 'webgpu',
  kernelFunc: ({ inputs, backend }) => {
    const { values, dense, start, index, order } = inputs as unknown as SpmmInputs;
    const gpu = backend as WebGPUBackend;
    const given = [values, dense, start, index, ...(order === undefined ? [] : [order])];
    const code = program(start.shape[0] - 1, dense.shape[1], order !== undefined);
    return gpu.runWebGPUProgram(code, given, 'float32');
  },
});
