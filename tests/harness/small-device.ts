import * as tf from '@tensorflow/tfjs-core';
import type { TrainingSettings } from '../../src/protocol/training-messages.ts';
import type { Backend } from '../../src/training/backend/backend.ts';
import { piecesOf } from '../../src/training/kernels/pieces.ts';
import { train } from '../../src/training/train.ts';
import { lowRankRatings, syntheticData } from '../fixtures/synthetic.ts';

/** The largest that was asked of the device. */
export interface Seen {
  /** Numbers of a storage buffer, texels of a texture. */
  readonly largest: number;
  /** Workgroups along one dimension. */
  readonly workgroups: number;
}

let largest = 0;
let workgroups = 0;

export const seen = (): Seen => ({ largest, workgroups });

/**
 * Makes the renderers of this page a small device, before a backend starts: WebGPU says that it has such limits and refuses
 * whatever is beyond them, as a real device would; TF.js does so for WebGL.
 */
export async function forceLimits(side: number): Promise<void> {
  await import('@tensorflow/tfjs-backend-webgl');
  tf.env().set('WEBGL_MAX_TEXTURE_SIZE', side);
  watchTextures();
  const bytes = 4 * side * side;
  forceOnDevices({
    maxStorageBufferBindingSize: bytes,
    maxBufferSize: bytes,
    maxComputeWorkgroupsPerDimension: Math.max(2, side / 8),
  });
}

function watchTextures(): void {
  const { prototype } = WebGL2RenderingContext;
  const { texStorage2D } = prototype;
  prototype.texStorage2D = function (target, levels, format, width, height) {
    largest = Math.max(largest, width * height);
    texStorage2D.call(this, target, levels, format, width, height);
  };
}

type Forced = Pick<
  GPUSupportedLimits,
  'maxStorageBufferBindingSize' | 'maxBufferSize' | 'maxComputeWorkgroupsPerDimension'
>;

function forceOnDevices(forced: Forced): void {
  const { requestDevice } = GPUAdapter.prototype;
  GPUAdapter.prototype.requestDevice = async function (descriptor) {
    const device = await requestDevice.call(this, descriptor);
    const limits = new Proxy(device.limits, {
      get: (target, key) => (key in forced ? forced[key as keyof Forced] : Reflect.get(target, key)),
    });
    Object.defineProperty(device, 'limits', { value: limits });
    const createBuffer = device.createBuffer.bind(device);
    device.createBuffer = (asked) => {
      if ((asked.usage & GPUBufferUsage.STORAGE) !== 0) largest = Math.max(largest, asked.size / 4);
      if (asked.size > forced.maxBufferSize) throw new RangeError(`a buffer of ${asked.size} bytes`);
      return createBuffer(asked);
    };
    return device;
  };
  const { dispatchWorkgroups } = GPUComputePassEncoder.prototype;
  GPUComputePassEncoder.prototype.dispatchWorkgroups = function (x, y = 1, z = 1) {
    workgroups = Math.max(workgroups, x, y, z);
    if (workgroups > forced.maxComputeWorkgroupsPerDimension)
      throw new RangeError(`${workgroups} workgroups`);
    dispatchWorkgroups.call(this, x, y, z);
  };
}

/** A model and how its ratings were divided. */
export interface Trained {
  readonly ratings: number;
  readonly pieces: number;
  readonly itemFactors: readonly number[];
  readonly itemBias: readonly number[];
}

/** Trains on made-up ratings. @param piece a smaller limit of a piece than the backend's; null for that */
export async function trained(
  backend: Backend,
  users: number,
  items: number,
  settings: TrainingSettings,
  piece: number | null,
): Promise<Trained> {
  const data = syntheticData(lowRankRatings(users, items, 2, 1));
  const limits = { ...backend.limits, ...(piece !== null && { piece }) };
  const { trainRatings: ratings, steps } = train({ ...backend, limits }, data, settings);
  for await (const { ended, snapshot } of steps) {
    if (ended === null) continue;
    const model = await snapshot();
    if (model.algorithm === 'bayes') break;
    const pieces = piecesOf(ratings, limits.piece).length;
    const { itemFactors, itemBias } = model;
    return { ratings, pieces, itemFactors: [...itemFactors], itemBias: [...itemBias] };
  }
  throw new Error('The run ended without a model.');
}
