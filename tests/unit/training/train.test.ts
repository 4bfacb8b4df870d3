import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { Problem } from '../../../src/base/problem.ts';
import { defaultBayes, defaultTraining } from '../../../src/protocol/training-defaults.ts';
import type { Checkpoint, TrainingPoint, TrainingSettings } from '../../../src/protocol/training-messages.ts';
import type { FactorModel, StarsModel } from '../../../src/recommenders/models/factor-model.ts';
import { foldIn, predictStars } from '../../../src/recommenders/models/matrix-factorization.ts';
import { type Backend, startBackend } from '../../../src/training/backend/backend.ts';
import { run, train } from '../../../src/training/train.ts';
import { lowRankRatings, syntheticData } from '../../fixtures/synthetic.ts';

const dataset = syntheticData(lowRankRatings(80, 60, 2, 1));
const als: TrainingSettings = {
  ...defaultTraining,
  algorithm: 'als',
  rank: 4,
  epochs: 15,
  regularisation: 0.001,
  patience: 0,
};
const svd: TrainingSettings = {
  ...als,
  algorithm: 'svd',
  epochs: 60,
  learningRate: 0.02,
  batches: 4,
};
const both = [
  ['als', als],
  ['svd', svd],
] as const;

let backend: Backend;
beforeAll(async () => {
  backend = await startBackend('cpu');
});

function factorsOf(model: StarsModel): FactorModel {
  if (model.algorithm === 'bayes') throw new Error('a model of draws was not asked for');
  return model;
}

async function finish(settings: TrainingSettings, data = dataset, on = backend) {
  const points: TrainingPoint[] = [];
  let model: FactorModel | null = null;
  let ended: string | null = null;
  for await (const step of train(on, data, settings).steps) {
    points.push(step.point);
    ended = step.ended;
    if (ended !== null) model = factorsOf(await step.snapshot());
  }
  if (model === null) throw new Error('no model');
  return { points, model, ended };
}

test('a backend that fails in the middle of an epoch ends it there, without another read', async () => {
  const lost = new Problem('gpu-lost', 'lost', 'again');
  const read = vi.fn(backend.read);
  let isLost = false;
  const check = () => {
    if (isLost) throw lost;
  };
  const before = tf.memory().numTensors;
  const { steps } = train({ ...backend, read, check }, dataset, svd);
  await steps.next();
  const reads = read.mock.calls.length;
  isLost = true;
  await expect(steps.next()).rejects.toBe(lost);
  expect(read).toHaveBeenCalledTimes(reads);
  expect(tf.memory().numTensors).toBe(before);
});

describe.each(both)('%s', (_, settings) => {
  test('recovers a low-rank model from half of its entries', async () => {
    const { points, ended } = await finish(settings);
    const last = points[points.length - 1];
    expect(ended).toBe('finished');
    expect(points).toHaveLength(settings.epochs);
    expect(last.trainRmse).toBeLessThan(0.3 * points[0].trainRmse);
    expect(last.validationRmse).toBeLessThan(0.15);
    expect(points.map(({ epoch }) => epoch)).toEqual(points.map((_, n) => n + 1));
    expect(last.epochMs).toBeGreaterThan(0);
  });

  test('its model, folded in, predicts what the training part says', async () => {
    const { model } = await finish(settings);
    const { rowStart, item, value } = dataset.ratings;
    const own = { item: item.slice(0, rowStart[1]), value: value.slice(0, rowStart[1]) };
    const stars = predictStars(model, foldIn(model, own));
    const off = Array.from(own.item, (i, n) => Math.abs(stars[i] - Math.min(5, Math.max(0.5, own.value[n]))));
    expect(off.reduce((sum, x) => sum + x, 0) / off.length).toBeLessThan(0.1);
    expect(model).toMatchObject({ datasetId: 'synthetic', algorithm: settings.algorithm, rank: 4 });
    expect(model.itemFactors).toHaveLength(60 * 4);
  });

  test('is the same for the same seed and differs for another', async () => {
    const short = { ...settings, epochs: 3 };
    const { model } = await finish(short);
    expect((await finish(short)).model).toEqual(model);
    expect((await finish({ ...short, seed: 2 })).model).not.toEqual(model);
  });

  test('ends early without progress and keeps the best state', async () => {
    // Far too many parameters for the data: the validation error must rise after a while.
    const greedy = { ...settings, rank: 40, epochs: 200, regularisation: 0, patience: 3, learningRate: 0.05 };
    const { points, model, ended } = await finish(greedy);
    const held = points.map((point) => point.validationRmse ?? Number.NaN);
    expect(ended).toBe('early');
    expect(points.length).toBeLessThan(200);
    expect(held.indexOf(Math.min(...held))).toBe(points.length - 1 - 3);
    expect(model.validationRmse).toBe(Math.min(...held));
  });

  test('keeps no tensors: flat over epochs, none left at the end or when stopped', async () => {
    const before = tf.memory().numTensors;
    const counts: number[] = [];
    for await (const step of train(backend, dataset, { ...settings, epochs: 6 }).steps) {
      await step.snapshot();
      counts.push(tf.memory().numTensors);
    }
    expect(new Set(counts.slice(1)).size).toBe(1);
    expect(tf.memory().numTensors).toBe(before);
    for await (const step of train(backend, dataset, settings).steps) if (step.point.epoch === 2) break;
    expect(tf.memory().numTensors).toBe(before);
  });

  test('trains without a held-out part', async () => {
    const { points, model } = await finish({ ...settings, epochs: 2, validationShare: 0 });
    expect(points[1].validationRmse).toBeNull();
    expect(model.validationRmse).toBeNull();
  });
});

test('an absurd learning rate is a problem with advice, and leaves nothing behind', async () => {
  const before = tf.memory().numTensors;
  const steps = run(backend, dataset, { ...svd, learningRate: 1e6 }, null, new AbortController().signal);
  await expect(steps.next()).rejects.toMatchObject({
    code: 'diverged',
    advice: expect.stringMatching(/learning rate/),
  });
  expect(tf.memory().numTensors).toBe(before);
});

test('after a divergence the last good model can still be read', async () => {
  let reads = 0;
  // The second epoch's error comes back as not a number.
  const failing: Backend = {
    ...backend,
    read: async (tensor) => {
      const values = await backend.read(tensor);
      return tensor.size === 2 && ++reads === 2 ? values.map(() => Number.NaN) : values;
    },
  };
  const { steps } = train(failing, dataset, svd);
  const first = await steps.next();
  await expect(steps.next()).rejects.toMatchObject({ code: 'diverged' });
  const model = first.done ? null : await first.value.snapshot();
  expect(model?.itemFactors.some((x) => x !== 0)).toBe(true);
});

test.each([
  ['als', als, 2],
  ['svd', { ...svd, batches: 16 }, 16],
  ['bayes', { ...als, algorithm: 'bayes' as const, burnIn: 1 }, 8],
] as const)('%s lets the event loop in between pieces of work', async (_, settings, pieces) => {
  // A clock by which every piece has taken its turn's time.
  let clock = 0;
  const now = vi.spyOn(performance, 'now').mockImplementation(() => {
    clock += 30;
    return clock;
  });
  let turns = 0;
  let waiting = setImmediate(function turn() {
    turns++;
    waiting = setImmediate(turn);
  });
  const epochs = 6;
  let done = 0;
  for await (const step of train(backend, dataset, { ...settings, epochs }).steps) done = step.point.epoch;
  clearImmediate(waiting);
  now.mockRestore();
  expect(done).toBe(epochs);
  expect(turns).toBeGreaterThanOrEqual(epochs * pieces);
});

test.each([
  ['rank', 0],
  ['rank', 2.5],
  ['epochs', 1000],
  ['learningRate', 1e6],
  ['regularisation', Number.NaN],
  ['validationShare', 0.9],
  ['draws', 0],
  ['burnIn', -1],
])('refuses %s = %d', (name, value) => {
  expect(() => train(backend, dataset, { ...als, [name]: value })).toThrow(
    expect.objectContaining({ code: 'settings' }),
  );
});

test('refuses a burn-in that leaves no sweep to draw from', () => {
  const settings: TrainingSettings = { ...als, algorithm: 'bayes', epochs: 10, burnIn: 10 };
  expect(() => train(backend, dataset, settings)).toThrow(expect.objectContaining({ code: 'settings' }));
});

describe.each(both)('%s goes on from a checkpoint', (_, settings) => {
  test('to the very same curve and model', async () => {
    const whole = await finish({ ...settings, epochs: 6 });
    let checkpoint: Checkpoint | null = null;
    for await (const step of train(backend, dataset, { ...settings, epochs: 6 }).steps) {
      if (step.point.epoch < 3) continue;
      checkpoint = structuredClone(await step.checkpoint());
      break;
    }
    const points: TrainingPoint[] = [];
    let model: FactorModel | null = null;
    for await (const step of train(backend, dataset, { ...settings, epochs: 6 }, checkpoint).steps) {
      points.push(step.point);
      if (step.ended !== null) model = factorsOf(await step.snapshot());
    }
    const rmse = (all: readonly TrainingPoint[]) =>
      all.map((point) => [point.trainRmse, point.validationRmse]);
    expect(rmse(points)).toEqual(rmse(whole.points.slice(3)));
    expect(model).toEqual(whole.model);
  });

  test('refuses one of other settings', async () => {
    let checkpoint: Checkpoint | null = null;
    for await (const step of train(backend, dataset, settings).steps) {
      checkpoint = await step.checkpoint();
      break;
    }
    const other = train(backend, dataset, { ...settings, rank: 11 }, checkpoint);
    await expect(other.steps.next()).rejects.toMatchObject({ code: 'data-invalid' });
  });

  test('tells the residuals of the held-out part by its model', async () => {
    for await (const step of train(backend, dataset, { ...settings, epochs: 8 }).steps) {
      if (step.ended === null) continue;
      const residuals = await step.residuals();
      const share = Math.floor(dataset.ratings.item.length * settings.validationShare);
      expect(residuals).toHaveLength(share);
      const rmse = Math.sqrt(residuals.reduce((sum, e) => sum + e * e, 0) / residuals.length);
      // Folded in anew, and clipped to the scale: near what the curve says, not equal to it.
      expect(Math.abs(rmse - (step.point.validationRmse ?? 0))).toBeLessThan(0.3);
    }
  });
});

/** The cpu backend, taken for a graphics card, so that TF.js trains on it; with other limits. */
function card(limits: Partial<Backend['limits']>): Backend {
  const info = { ...backend.info, backend: 'webgpu' as const };
  return { ...backend, info, limits: { ...backend.limits, ...limits } };
}

test.each(both)(
  '%s in pieces shorter than the ratings of a user gives the model of one piece',
  async (_, settings) => {
    const short = { ...settings, epochs: 5 };
    const whole = await finish(short, dataset, card({}));
    const before = tf.memory().numTensors;
    const inPieces = await finish(short, dataset, card({ piece: 17 }));
    expect(tf.memory().numTensors).toBe(before);
    const largest = Math.max(...whole.model.itemFactors.map(Math.abs));
    inPieces.model.itemFactors.forEach((value, n) => {
      expect(Math.abs(value - whole.model.itemFactors[n])).toBeLessThan(1e-4 * largest);
    });
    inPieces.points.forEach(({ trainRmse, validationRmse }, n) => {
      expect(trainRmse).toBeCloseTo(whole.points[n].trainRmse, 4);
      expect(validationRmse).toBeCloseTo(whole.points[n].validationRmse ?? 0, 4);
    });
  },
);

test('refuses a data set without ratings and a model too large for the backend', () => {
  const empty = { ...dataset, ratings: { ...dataset.ratings, item: new Int32Array(0) } };
  expect(() => train(backend, empty, als)).toThrow(expect.objectContaining({ code: 'data-invalid' }));
  // 80 people with 8 numbers each, the largest index 79.
  expect(train(card({ elements: 640, integer: 80, piece: 1 }), dataset, als).trainRatings).toBeGreaterThan(0);
  for (const limits of [{ elements: 639 }, { integer: 79 }]) {
    const problem = {
      code: 'backend-too-small',
      message: expect.stringMatching(/WebGPU here: 80 people at rank 4/),
    };
    expect(() => train(card(limits), dataset, als)).toThrow(expect.objectContaining(problem));
    // The sampler computes on the processor.
    expect(train(card(limits), dataset, defaultBayes).runsOn.backend).toBe('cpu');
  }
});

test('the sampler learns from five million ratings at most, and the run says from how many; ALS learns from all', () => {
  const [users, items] = [5200, 1000];
  const count = users * items;
  const large = syntheticData({
    users,
    items,
    rowStart: Int32Array.from({ length: users + 1 }, (_, u) => u * items),
    item: Int32Array.from({ length: count }, (_, n) => n % items),
    value: new Float32Array(count).fill(4),
    time: new Uint32Array(count),
  });
  const counted = ({ trainRatings, validationRatings }: ReturnType<typeof train>) =>
    trainRatings + validationRatings;
  expect(counted(train(backend, large, defaultBayes))).toBe(5_000_000);
  expect(counted(train(backend, large, als))).toBe(count);
  expect(counted(train(backend, dataset, defaultBayes))).toBe(dataset.ratings.item.length);
});
