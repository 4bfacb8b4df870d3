import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test, vi } from 'vitest';
import { Problem } from '../../../../src/base/problem.ts';
import { isSoftware } from '../../../../src/training/backend/adapter.ts';
import { startBackend } from '../../../../src/training/backend/backend.ts';
import { createFailureSignal, gpuRefused } from '../../../../src/training/backend/gpu-failure.ts';
import { selfTest } from '../../../../src/training/backend/self-test.ts';
import { itemSide } from '../../../../src/training/factorization/factors.ts';

describe('startBackend without a graphics card', () => {
  test('auto chooses the processor and gives the reason', async () => {
    const { info } = await startBackend('auto');
    expect(info.backend).toBe('cpu');
    expect(info.why).toMatch(/no WebGPU/);
    expect(tf.getBackend()).toBe('cpu');
  });

  test.each(['webgpu', 'webgl'] as const)(
    '%s by name is refused, not replaced by another backend',
    async (name) => {
      await expect(startBackend(name)).rejects.toMatchObject({ code: 'backend-missing' });
    },
  );
});

test.each([
  ['ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)', true],
  ['llvmpipe (LLVM 15.0.7, 256 bits)', true],
  ['ANGLE (Microsoft, Microsoft Basic Render Driver (0x0000008C) Direct3D11)', true],
  ['ANGLE (Apple, ANGLE Metal Renderer: Apple M2, Unspecified Version)', false],
  ['nvidia ampere', false],
])('%s: software %s', (name, software) => {
  expect(isSoftware(name)).toBe(software);
});

test('the self-test refuses a backend with wrong results', async () => {
  const { read } = await startBackend('cpu');
  await expect(selfTest(read)).resolves.toBeUndefined();
  await expect(selfTest(read, Array(18).fill(0))).rejects.toMatchObject({ code: 'backend-broken' });
  const nothing = async (tensor: tf.Tensor) => new Float32Array(tensor.size);
  await expect(selfTest(nothing)).rejects.toMatchObject({ code: 'backend-broken' });
});

describe('failure signal', () => {
  const lost = new Problem('gpu-lost', 'lost', 'again');

  test('rejects a read that never settles when the GPU is lost', async () => {
    const failure = createFailureSignal();
    const read = failure.race(new Promise(() => {}), 60_000);
    failure.report(lost);
    await expect(read).rejects.toBe(lost);
  });

  test('rejects a read that never settles after the time limit, which is fatal', async () => {
    vi.useFakeTimers();
    const failure = createFailureSignal();
    const heard = vi.fn();
    failure.onFatal(heard);
    const read = failure.race(new Promise(() => {}), 1000);
    const refused = expect(read).rejects.toMatchObject({ code: 'backend-broken' });
    await vi.advanceTimersByTimeAsync(1001);
    await refused;
    expect(heard).toHaveBeenCalledOnce();
    vi.useRealTimers();
  });

  test('rejects a read whose value arrives after the GPU is lost', async () => {
    const failure = createFailureSignal();
    failure.report(lost);
    await expect(failure.race(Promise.resolve(1), 1000)).rejects.toBe(lost);
  });

  test('waits after an error for the report of what has caused it, and not for ever', async () => {
    vi.useFakeTimers();
    const failure = createFailureSignal();
    const cause = failure.reported();
    await vi.advanceTimersByTimeAsync(500);
    failure.report(lost);
    expect(await cause).toBe(lost);
    expect(await failure.reported()).toBe(lost);

    const none = createFailureSignal().reported();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await none).toBeNull();
    vi.useRealTimers();
  });

  test('reports only the first problem, also to listeners added later', () => {
    const failure = createFailureSignal();
    failure.report(lost);
    failure.report(gpuRefused('later'));
    const heard = vi.fn();
    failure.onFatal(heard);
    expect(heard).toHaveBeenCalledWith(lost);
  });
});

test('gpuRefused distinguishes a refused shader from a refused operation', () => {
  expect(gpuRefused('Error while parsing WGSL: unresolved value').code).toBe('shader');
  expect(gpuRefused('Buffer size exceeds the limit').code).toBe('backend-broken');
});

describe('itemSide', () => {
  test('splits [b_i, 1, q_i] into biases and factors', () => {
    const { itemBias, itemFactors } = itemSide(Float32Array.of(0.5, 1, 2, 0, -0.5, 1, 4, 0), 1);
    expect(Array.from(itemBias)).toEqual([0.5, -0.5]);
    expect(Array.from(itemFactors)).toEqual([2, 4]);
  });

  test.each([[Array(8).fill(0)], [[0.5, 1, Number.NaN, 0, 0, 1, 0, 0]]])('refuses %j', (values) => {
    expect(() => itemSide(Float32Array.from(values), 1)).toThrow(
      expect.objectContaining({ code: 'backend-broken' }),
    );
  });
});
