import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Backend, startBackend } from '../../../../src/training/backend/backend.ts';
import { type FailureSignal, gpuLost } from '../../../../src/training/backend/gpu-failure.ts';

const card = vi.hoisted(() => ({ failure: null as FailureSignal | null }));
vi.mock('../../../../src/training/backend/adapter.ts', async (original) => ({
  ...(await original<object>()),
  probeWebgpu: async () => ({ name: 'Card', software: false }),
}));
// It computes on the processor: this is about errors.
vi.mock('../../../../src/training/backend/start.webgpu.ts', async () => {
  const { startCpu } = await import('../../../../src/training/backend/start.cpu.ts');
  return {
    startWebgpu(failure: FailureSignal) {
      card.failure = failure;
      return startCpu();
    },
  };
});

let backend: Backend;
let tensor: tf.Tensor;
beforeEach(async () => {
  backend = await startBackend('webgpu');
  tensor = tf.ones([4]);
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  tensor.dispose();
});

/** What Chromium says of a read under way when its device is destroyed, some milliseconds before the loss. */
const unmapped = () => new DOMException('Buffer was unmapped before mapping was resolved.', 'AbortError');

function refuseRead(): void {
  vi.spyOn(tensor, 'data').mockRejectedValue(unmapped());
}

it('is lost, not wrong, where a read is refused before the loss is reported', async () => {
  refuseRead();
  setTimeout(() => card.failure?.report(gpuLost('Device was destroyed.')), 40);
  const read = expect(backend.read(tensor)).rejects.toMatchObject({ code: 'gpu-lost' });
  await vi.advanceTimersByTimeAsync(50);
  await read;
  expect(() => backend.check()).toThrow(/connection to the graphics card was lost/);
});

it('is lost, not wrong, where an operation throws before the loss is reported', async () => {
  setTimeout(() => card.failure?.report(gpuLost('WebGL context')), 40);
  const cause = backend.problemOf(new Error('Unable to create vertex WebGLShader.'));
  await vi.advanceTimersByTimeAsync(50);
  expect(await cause).toMatchObject({ code: 'gpu-lost' });
});

it('has refused an operation where no loss is reported', async () => {
  refuseRead();
  const read = expect(backend.read(tensor)).rejects.toMatchObject({ code: 'backend-broken' });
  await vi.advanceTimersByTimeAsync(10_000);
  await read;
  expect(() => backend.check()).not.toThrow();
});
