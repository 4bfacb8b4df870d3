import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { defaultTraining } from '../../src/protocol/training-defaults.ts';
import type { Backend } from '../../src/training/backend/backend.ts';
import { train } from '../../src/training/train.ts';
import { lowRankRatings } from '../fixtures/synthetic.ts';

const dataset = { id: 'synthetic', ratings: lowRankRatings(80, 60, 2, 1), movies: [], genres: [] };

/** Trains and calls `strike` after the second epoch. */
async function trainAnd(
  backend: Backend,
  strike: () => void,
  algorithm: 'als' | 'svd' = 'als',
): Promise<void> {
  const settings = { ...defaultTraining, algorithm, rank: 4, epochs: 6, batches: 16, patience: 0 };
  for await (const step of train(backend, dataset, settings).steps) {
    if (step.point.epoch === 2) strike();
    if (step.ended !== null) await step.snapshot();
  }
}

/** No fault: a whole run of each trainer, for comparison. */
async function none(backend: Backend): Promise<void> {
  await trainAnd(backend, () => {}, 'als');
  await trainAnd(backend, () => {}, 'svd');
}

/** The WebGPU device is lost in the middle of a run. */
async function deviceDestroyed(backend: Backend): Promise<void> {
  await trainAnd(backend, () => (tf.backend() as WebGPUBackend).device.destroy());
}

/** The WebGL context is lost in the middle of a run. */
async function contextLost(backend: Backend): Promise<void> {
  const { gl } = (tf.backend() as MathBackendWebGL).gpgpu;
  await trainAnd(backend, () => gl.getExtension('WEBGL_lose_context')?.loseContext());
}

/** The WebGPU device is lost while a read waits for it: the read is refused before the loss is reported. */
async function deviceDestroyedInRead(backend: Backend): Promise<void> {
  const read = backend.read(tf.square(tf.ones([64])));
  (tf.backend() as WebGPUBackend).device.destroy();
  await read;
}

/** The WebGL context is lost before a program is compiled, which then fails before the loss is reported. */
async function contextLostBeforeProgram(backend: Backend): Promise<void> {
  const { gl } = (tf.backend() as MathBackendWebGL).gpgpu;
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  await backend.read(tf.erf(tf.ones([7, 9])));
}

/** A program that does not compile: WebGPU reports it only by an event, and the result would be zeros. */
async function shaderBroken(backend: Backend): Promise<void> {
  const input = tf.ones([64]);
  const info =
    tf.getBackend() === 'webgpu'
      ? (tf.backend() as WebGPUBackend).runWebGPUProgram(
          {
            variableNames: ['x'],
            outputShape: [64],
            dispatchLayout: { x: [0] },
            dispatch: [1, 1, 1],
            workgroupSize: [64, 1, 1],
            shaderKey: 'broken',
            size: true,
            getUserCode: () => 'fn main(n : i32) { result[n] = notDeclared(x[n]); }',
          },
          [input],
          'float32',
        )
      : (tf.backend() as MathBackendWebGL).runWebGLProgram(
          {
            variableNames: ['X'],
            outputShape: [64],
            userCode: 'void main() { setOutput(notDeclared(1.0)); }',
          },
          [input],
          'float32',
        );
  await backend.read(tf.engine().makeTensorFromTensorInfo(info));
}

/** A buffer larger than the device allows. */
async function tooLarge(backend: Backend): Promise<void> {
  await backend.read(tf.tidy(() => tf.sum(tf.fill([700e6], 1))));
}

/** Faults by name. Each rejects with what the backend reports. */
export const faults = {
  none,
  deviceDestroyed,
  deviceDestroyedInRead,
  contextLost,
  contextLostBeforeProgram,
  shaderBroken,
  tooLarge,
} as const;
