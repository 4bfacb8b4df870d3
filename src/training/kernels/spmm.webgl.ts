import type { GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { registerKernel } from '@tensorflow/tfjs-core';
import type { SpmmInputs } from './spmm.cpu.ts';

/** One fragment per (row, factor), which loops over the row's entries; see sddmm.webgl.ts on integers and shapes. */
function program(rows: number, d: number, ordered: boolean): GPGPUProgram {
  return {
    variableNames: ['Values', 'Dense', 'Start', 'Index', ...(ordered ? ['Order'] : [])],
    outputShape: [rows, d],
    enableShapeUniforms: true,
    userCode: `
      void main() {
        ivec2 at = getOutputCoords();
        int end = int(getStart(at.x + 1));
        float sum = 0.0;
        for (int n = int(getStart(at.x)); n < end; n++) {
          sum += getValues(${ordered ? 'int(getOrder(n))' : 'n'}) * getDense(int(getIndex(n)), at.y);
        }
        setOutput(sum);
      }`,
  };
}

registerKernel({
  kernelName: 'Spmm',
  backendName: 'webgl',
  kernelFunc: ({ inputs, backend }) => {
    const { values, dense, start, index, order } = inputs as unknown as SpmmInputs;
    const gpu = backend as MathBackendWebGL;
    const given = [values, dense, start, index, ...(order === undefined ? [] : [order])];
    const code = program(start.shape[0] - 1, dense.shape[1], order !== undefined);
    return gpu.runWebGLProgram(code, given, 'float32');
  },
});
