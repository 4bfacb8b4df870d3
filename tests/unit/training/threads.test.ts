import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/base/random.ts';
import type { ThreadPool } from '../../../src/base/thread-pool.ts';
import { oneThread, type Threads } from '../../../src/base/threads.ts';
import { defaultBayes, defaultTraining } from '../../../src/protocol/training-defaults.ts';
import type { TrainingSettings } from '../../../src/protocol/training-messages.ts';
import { startBackend } from '../../../src/training/backend/backend.ts';
import { alsTrainer } from '../../../src/training/factorization/als.ts';
import { alsOnProcessor } from '../../../src/training/factorization/als-on-processor.ts';
import type { FactorizationTrainer } from '../../../src/training/factorization/factorization-trainer.ts';
import { holdOut } from '../../../src/training/split.ts';
import { train } from '../../../src/training/train.ts';
import type { TrainerInput } from '../../../src/training/trainer.ts';
import { lowRankRatings, syntheticData } from '../../fixtures/synthetic.ts';
import { createNodeThreads } from '../../tools/node-threads.ts';

// Large enough for several pieces: 50,000 ratings of the users' side are one.
const data = syntheticData(lowRankRatings(900, 400, 3, 1));
const common = { rank: 6, validationShare: 0.1, patience: 0 };
const als: TrainingSettings = { ...defaultTraining, ...common, epochs: 3 };
const bayes: TrainingSettings = { ...defaultBayes, ...common, epochs: 3, burnIn: 1, draws: 2 };

let pool: ThreadPool;
beforeAll(() => {
  pool = createNodeThreads(3);
});
afterAll(() => pool.close());

/** The curve and the model, with the most threads that computed. */
async function trained(settings: TrainingSettings, threads: Threads) {
  const backend = await startBackend('cpu', new Set(), threads);
  const errors: (number | null)[] = [];
  let most = 0;
  for await (const { point, ended, memory, snapshot, residuals } of train(backend, data, settings).steps) {
    errors.push(point.trainRmse, point.validationRmse, point.drawRmse);
    most = Math.max(most, memory.threads);
    if (ended === null) continue;
    return { errors, most, model: await snapshot(), residuals: await residuals() };
  }
  throw new Error('no model');
}

describe.each([
  ['als', als],
  ['bayes', bayes],
])('%s', (_, settings) => {
  test('gives the same model bit for bit with one thread and with three', async () => {
    const one = await trained(settings, oneThread);
    const three = await trained(settings, pool);
    expect([one.most, three.most]).toEqual([1, 3]);
    expect(three.errors).toEqual(one.errors);
    expect(three.model).toEqual(one.model);
    expect(three.residuals).toEqual(one.residuals);
  });
});

test('least squares on the processor have the numbers of the tensor operations', async () => {
  await startBackend('cpu');
  const make = (): TrainerInput => {
    const random = createRandom(als.seed);
    const { train: part } = holdOut(data.ratings, als.validationShare, random);
    return { part, mean: 3, settings: als, random, threads: oneThread, pause: async () => {} };
  };
  const factorsAfter = async (trainer: FactorizationTrainer) => {
    for (let sweep = 0; sweep < 2; sweep++) await trainer.epoch();
    const { users, items } = trainer.factors();
    return [await users.data(), await items.data()];
  };
  const held = holdOut(data.ratings, als.validationShare, createRandom(als.seed)).validation;
  const expected = await factorsAfter(alsTrainer(make(), 2 ** 31 - 1));
  expect(await factorsAfter(await alsOnProcessor(make(), held))).toEqual(expected);
});

test('a run that is given up in the middle of a sweep leaves the threads free', async () => {
  const backend = await startBackend('cpu', new Set(), pool);
  const controller = new AbortController();
  const { steps } = train(backend, data, { ...als, epochs: 50 }, null, controller.signal);
  await steps.next();
  const next = steps.next();
  controller.abort(new Error('enough'));
  await expect(next).rejects.toThrow('enough');
  expect((await trained(als, pool)).most).toBe(3);
});
