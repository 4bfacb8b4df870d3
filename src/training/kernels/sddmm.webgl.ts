import type { GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { registerKernel } from '@tensorflow/tfjs-core';
import type { SddmmInputs } from './sddmm.cpu.ts';

/**
 * One fragment per entry. Integers are stored in float textures, exact to 2^24; `Limits` keeps them below.
 * Shapes are uniforms, so that batches of different length share one compiled shader.
 */
function program(nnz: number, d: number): GPGPUProgram {
  return {
    variableNames: ['U', 'V', 'Row', 'Col'],
    outputShape: [nnz],
    enableShapeUniforms: true,
    userCode: `
      void main() {
        int n = getOutputCoords();
        int a = int(getRow(n));
        int b = int(getCol(n));
        float sum = 0.0;
        for (int k = 0; k < ${d}; k++) {
          sum += getU(a, k) * getV(b, k);
        }
        setOutput(sum);
      }`,
  };
}

registerKernel({
  kernelName: 'Sddmm',
  backendName: 'webgl',
  kernelFunc: ({ inputs, backend }) => {
    const { u, v, row, col } = inputs as unknown as SddmmInputs;
    const gpu = backend as MathBackendWebGL;
    return gpu.runWebGLProgram(program(row.shape[0], u.shape[1]), [u, v, row, col], 'float32');
  },
});
