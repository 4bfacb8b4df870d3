import * as tf from '@tensorflow/tfjs-core';
import { Problem } from '../../base/problem.ts';
import type { BackendInfo, BackendName } from '../../protocol/training-messages.ts';
import { startBackend } from '../backend/backend.ts';
import { product } from './product.ts';

/** What computes the network. It is TF.js's current backend. */
export interface Tensors {
  readonly info: BackendInfo;
  /** @throws Problem where the backend has failed */
  read(tensor: tf.Tensor): Promise<Float32Array>;
  /** The problem behind a thrown value. */
  problemOf(thrown: unknown): Promise<unknown>;
}

/**
 * Starts the graphics card as for every training; where the processor is to compute, TF.js's WASM backend takes its place,
 * which multiplies matrices ten times faster than the loops of its cpu backend. It uses one thread: the threads of TF.js hang
 * under `worker-src 'self'`.
 * @param wasm the address of tfjs-backend-wasm-simd.wasm
 * @throws Problem `backend-missing`, `backend-broken`, `shader`
 */
export async function startTensors(choice: BackendName | 'auto', wasm: string): Promise<Tensors> {
  const backend = await startBackend(choice);
  if (backend.info.backend !== 'cpu') return backend;
  await startWasm(wasm);
  return {
    info: { ...backend.info, adapter: 'Processor (WebAssembly)' },
    read: async (tensor) => (await tensor.data()) as Float32Array,
    problemOf: async (thrown) => thrown,
  };
}

const binaries = ['', '-simd', '-threaded-simd'];
let isStarted = false;

async function startWasm(address: string): Promise<void> {
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  await import('./spmm.wasm.ts');
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  if (!(await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT'))) {
    throw new Problem(
      'backend-missing',
      'This browser’s WebAssembly lacks the instructions that this training needs (SIMD).',
      'Use a newer browser, or one with a graphics card that it may use.',
    );
  }
  // Names of all its binaries are asked for; the two others are never loaded. Later calls find it started.
  if (!isStarted)
    setWasmPaths(Object.fromEntries(binaries.map((name) => [`tfjs-backend-wasm${name}.wasm`, address])));
  isStarted = true;
  const works = (await tf.setBackend('wasm').catch(() => false)) && (await multiplies());
  if (works) return;
  throw new Problem(
    'backend-broken',
    'The part that computes on the processor did not start or computed a known small example wrongly.',
    'Reload the page and try again.',
  );
}

/** Whether a small product comes out right. */
async function multiplies(): Promise<boolean> {
  const result = tf.tidy(() =>
    product(tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor2d([5, 6, 7, 8], [2, 2]), true),
  );
  const values = await result.data();
  result.dispose();
  return [26, 30, 38, 44].every((value, n) => values[n] === value);
}
