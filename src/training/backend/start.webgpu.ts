import * as tf from '@tensorflow/tfjs-core';
import { exactInFloats, requestGpuAdapter, type Started } from './adapter.ts';
import { type FailureSignal, gpuLost, gpuRefused } from './gpu-failure.ts';

/**
 * Starts TF.js's WebGPU backend on our own device, so that we hear of errors and of its loss from the first call on.
 * TF.js listens to neither, and with a shader that does not compile it would train on zeros.
 * @returns null where there is no WebGPU
 */
export async function startWebgpu(failure: FailureSignal): Promise<Started | null> {
  const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
  const adapter = await requestGpuAdapter();
  if (adapter === null) return null;
  const { limits } = adapter;
  const device = await adapter.requestDevice({
    requiredFeatures: adapter.features.has('timestamp-query') ? ['timestamp-query'] : [],
    requiredLimits: {
      maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
      maxComputeWorkgroupsPerDimension: limits.maxComputeWorkgroupsPerDimension,
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
      maxBufferSize: limits.maxBufferSize,
      maxComputeWorkgroupSizeX: limits.maxComputeWorkgroupSizeX,
      maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
    },
  });
  let disposed = false;
  device.addEventListener('uncapturederror', (event) => failure.report(gpuRefused(event.error.message)));
  void device.lost.then((info) => {
    if (!disposed) failure.report(gpuLost(info.message));
  });

  tf.removeBackend('webgpu');
  tf.registerBackend('webgpu', () => new WebGPUBackend(device, adapter.info), 3);
  if (!(await tf.setBackend('webgpu'))) return null;
  const elements = Math.min(device.limits.maxStorageBufferBindingSize, device.limits.maxBufferSize) / 4;
  return {
    // Longer pieces would be possible; these take no longer, and one kernel never runs into a driver's time limit.
    limits: { elements, piece: Math.min(elements, exactInFloats), integer: 2 ** 31 - 1 },
    dispose() {
      disposed = true;
      tf.removeBackend('webgpu');
      device.destroy();
    },
  };
}
