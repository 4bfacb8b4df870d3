import address from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url';

/** Where the build puts the code of TF.js's WASM backend. */
export const wasmAddress: string = address;
