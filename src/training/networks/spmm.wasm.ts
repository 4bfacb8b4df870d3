import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { registerKernel, type TensorInfo } from '@tensorflow/tfjs-core';
import { type SpmmInputs, spmmLoop } from '../kernels/spmm.cpu.ts';

/** The loops of the cpu backend on the memory of the WASM backend, which has no kernel for a sum of rows by movie. */
registerKernel({
  kernelName: 'Spmm',
  backendName: 'wasm',
  kernelFunc: ({ inputs, backend }) => {
    const { values, dense, start, index, order } = inputs as unknown as SpmmInputs;
    const wasm = backend as BackendWasm;
    const [rows, d] = [start.shape[0] - 1, dense.shape[1]];
    // The memory may grow here: views of it are made afterwards.
    const result = wasm.makeOutput([rows, d], 'float32');
    const floats = (info: TensorInfo) => wasm.typedArrayFromHeap(info) as Float32Array;
    const integers = (info: TensorInfo) => wasm.typedArrayFromHeap(info) as Int32Array;
    const positions = order === undefined ? null : integers(order);
    spmmLoop(floats(values), floats(dense), integers(start), integers(index), positions, d, floats(result));
    return result;
  },
});
