import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { speedUpElementwise } from '../kernels/elementwise.cpu.ts';
import type { Started } from './adapter.ts';

/** Starts TF.js's cpu backend: plain loops in this thread. It works everywhere, also in Node. */
export async function startCpu(): Promise<Started> {
  speedUpElementwise();
  await tf.setBackend('cpu');
  const all = 2 ** 31 - 1;
  return { limits: { elements: all, piece: all, integer: all }, dispose: () => {} };
}
