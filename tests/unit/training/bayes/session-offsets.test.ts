import { expect, test } from 'vitest';
import { createRandom } from '../../../../src/base/random.ts';
import { type Ratings, toRatings } from '../../../../src/dataset/dataset.ts';
import { defaultBayes } from '../../../../src/protocol/training-defaults.ts';
import type { StarsModel } from '../../../../src/recommenders/models/factor-model.ts';
import { startBackend } from '../../../../src/training/backend/backend.ts';
import { createSampler } from '../../../../src/training/bayes/gibbs-sampler.ts';
import { train } from '../../../../src/training/train.ts';
import type { Checkpoint, TrainingSettings } from '../../../../src/training/trainer.ts';
import { syntheticData } from '../../../fixtures/synthetic.ts';

const [users, items, perSession] = [80, 60, 6];
const spread = 0.5;
const noise = 0.4;

/**
 * Ratings of each user in sessions of six, two in each second, an hour apart. Every session and every second has its own
 * offset.
 */
function ratingsInSessions(seed: number) {
  const random = createRandom(seed);
  const normals = (count: number, deviation: number) =>
    Float64Array.from({ length: count }, () => deviation * random.normal());
  const [bu, bi] = [normals(users, 0.4), normals(items, 0.4)];
  const rows: { u: number; i: number; value: number; time: number; offset: number }[] = [];
  for (let u = 0; u < users; u++) {
    let [ofSession, ofPage, given] = [0, 0, 0];
    for (const i of random.shuffle(Int32Array.from({ length: items }, (_, n) => n)).subarray(0, items / 2)) {
      if (given % perSession === 0) ofSession = spread * random.normal();
      if (given % 2 === 0) ofPage = spread * random.normal();
      const offset = ofSession + ofPage;
      const second = 30 * Math.floor((given % perSession) / 2);
      const time = 1e9 + 3600 * Math.floor(given / perSession) + second;
      rows.push({ u, i, value: 3 + bu[u] + bi[i] + offset + noise * random.normal(), time, offset });
      given++;
    }
  }
  const columns = (value: (row: (typeof rows)[number]) => number): Ratings =>
    toRatings(users, items, {
      user: Int32Array.from(rows, ({ u }) => u),
      item: Int32Array.from(rows, ({ i }) => i),
      value: Float32Array.from(rows, value),
      time: Uint32Array.from(rows, ({ time }) => time),
    });
  return { ratings: columns(({ value }) => value), truth: columns(({ offset }) => offset).value };
}

const { ratings, truth } = ratingsInSessions(3);
const settings: TrainingSettings = {
  ...defaultBayes,
  rank: 2,
  epochs: 40,
  burnIn: 10,
  draws: 5,
  features: ['dates'],
  ownNoise: false,
};

async function finish(data: Ratings, chosen: TrainingSettings, from: Checkpoint | null = null) {
  const curve: (number | null)[][] = [];
  let model: StarsModel | null = null;
  const backend = await startBackend('cpu');
  for await (const { point, ended, snapshot } of train(backend, syntheticData(data), chosen, from).steps) {
    curve.push([point.trainRmse, point.validationRmse, point.drawRmse, point.noise]);
    if (ended !== null) model = await snapshot();
  }
  return { curve, model };
}

const untimed = { ...ratings, time: new Uint32Array(ratings.time.length) };

test('recovers known offsets of sessions', async () => {
  const intercepts = (rows: number) => ({
    start: Int32Array.from({ length: rows + 1 }, (_, r) => r),
    index: new Int32Array(rows),
    value: new Float32Array(rows).fill(1),
    columns: 1,
    groups: [],
  });
  const sampler = await createSampler({
    part: ratings,
    mean: 3,
    users: intercepts(users),
    items: intercepts(items),
    rank: 2,
    ownNoise: false,
    dates: true,
    random: createRandom(5),
    pause: async () => {},
  });
  const offsets = sampler.offsets?.offsetsOf(ratings);
  const sum = new Float32Array(truth.length);
  const [burnIn, sweeps] = [30, 130];
  for (let sweep = 0; sweep < sweeps; sweep++) {
    await sampler.sweep(() => {});
    if (sweep >= burnIn) offsets?.addMean(sum);
  }
  const found = sum.map((value) => value / (sweeps - burnIn));
  const product = (a: Float32Array, b: Float32Array) =>
    a.reduce((total, value, n) => total + value * b[n], 0);
  const correlation = product(found, truth) / Math.sqrt(product(found, found) * product(truth, truth));
  // Two and six ratings do not determine their offset exactly, nor five sessions the user's own bias.
  expect(correlation).toBeGreaterThan(0.85);
  const error = Math.sqrt(
    found.reduce((total, value, n) => total + (value - truth[n]) ** 2, 0) / truth.length,
  );
  expect(error).toBeLessThan(0.52 * Math.hypot(spread, spread));
  expect(Math.abs(1 / Math.sqrt(sampler.alpha) / noise - 1)).toBeLessThan(0.1);
});

test('predicts held-out ratings better when their time is known', async () => {
  const heldOut = async (data: Ratings, features: TrainingSettings['features']) =>
    (await finish(data, { ...settings, features })).curve.at(-1)?.[1] ?? Number.NaN;
  const dated = await heldOut(ratings, ['dates']);
  expect(dated).toBeLessThan(0.8 * (await heldOut(ratings, [])));
  expect(dated).toBeGreaterThan(noise);
});

test('times change nothing when dates are off, and unknown times change nothing when they are on', async () => {
  const off = { ...settings, features: [] };
  const plain = await finish(untimed, off);
  expect(await finish(ratings, off)).toEqual(plain);
  expect(await finish(untimed, settings)).toEqual(plain);
  expect((await finish(ratings, settings)).model).not.toEqual(plain.model);
});

test('goes on from a checkpoint to the same curve and model', async () => {
  const whole = await finish(ratings, settings);
  const backend = await startBackend('cpu');
  for await (const step of train(backend, syntheticData(ratings), settings).steps) {
    if (step.point.epoch < 15) continue;
    const { epoch, state, arrays } = await step.checkpoint();
    const stored = structuredClone({ epoch, state: JSON.parse(JSON.stringify(state)), arrays });
    const rest = await finish(ratings, settings, stored);
    expect(rest).toEqual({ curve: whole.curve.slice(15), model: whole.model });
    await expect(finish(untimed, settings, stored)).rejects.toMatchObject({ code: 'data-invalid' });
    break;
  }
});
