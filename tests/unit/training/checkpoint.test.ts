import { beforeAll, describe, expect, test } from 'vitest';
import { defaultBayes, defaultSvd, defaultTraining } from '../../../src/protocol/training-defaults.ts';
import type { StarsModel } from '../../../src/recommenders/models/factor-model.ts';
import { type Backend, startBackend } from '../../../src/training/backend/backend.ts';
import { train } from '../../../src/training/train.ts';
import type { Checkpoint, TrainingSettings } from '../../../src/training/trainer.ts';
import { lowRankRatings, syntheticData } from '../../fixtures/synthetic.ts';

const data = syntheticData(lowRankRatings(40, 30, 2, 6));
const common = { rank: 3, epochs: 12, patience: 0, batches: 4 };
const all = {
  als: { ...defaultTraining, ...common },
  svd: { ...defaultSvd, ...common },
  bayes: { ...defaultBayes, ...common, burnIn: 4, draws: 5 },
} satisfies Record<string, TrainingSettings>;
const names = ['als', 'svd', 'bayes'] as const;

let backend: Backend;
beforeAll(async () => {
  backend = await startBackend('cpu');
});

/** The checkpoint as it comes back from storage. */
function stored({ epoch, state, arrays }: Checkpoint): Checkpoint {
  return structuredClone({ epoch, state: JSON.parse(JSON.stringify(state)), arrays });
}

async function checkpointAfter(settings: TrainingSettings, epoch: number, from: Checkpoint | null = null) {
  for await (const step of train(backend, data, settings, from).steps)
    if (step.point.epoch === epoch) return stored(await step.checkpoint());
  throw new Error(`no epoch ${epoch}`);
}

async function finish(settings: TrainingSettings, from: Checkpoint | null) {
  const curve: (number | null)[][] = [];
  let last: { model: StarsModel; residuals: Float32Array; ended: string } | null = null;
  for await (const { point, ended, snapshot, residuals } of train(backend, data, settings, from).steps) {
    curve.push([point.epoch, point.trainRmse, point.validationRmse, point.drawRmse, point.noise]);
    if (ended !== null) last = { model: await snapshot(), residuals: await residuals(), ended };
  }
  return { curve, last };
}

describe.each(names)('%s', (name) => {
  test('a run interrupted twice gives the same result as one without a break, also with nothing held out', async () => {
    for (const validationShare of [0.1, 0]) {
      const settings = { ...all[name], validationShare };
      const whole = await finish(settings, null);
      const first = await checkpointAfter(settings, 4);
      const second = await checkpointAfter(settings, 9, first);
      const rest = await finish(settings, second);
      expect(rest.curve).toEqual(whole.curve.slice(9));
      expect(rest.last).toEqual(whole.last);
    }
  });

  test('taking a checkpoint does not change the run, and later epochs do not change the checkpoint', async () => {
    const plain = await finish(all[name], null);
    let taken: Checkpoint | null = null;
    let copy: Checkpoint | null = null;
    let model: StarsModel | null = null;
    for await (const step of train(backend, data, all[name]).steps) {
      if (step.point.epoch === 6) {
        taken = await step.checkpoint();
        copy = structuredClone(taken);
      }
      if (step.ended !== null) model = await step.snapshot();
    }
    expect(taken).toEqual(copy);
    expect(model).toEqual(plain.last?.model);
  });

  test('goes on from the last epoch to no further epoch', async () => {
    const end = await checkpointAfter(all[name], 12);
    expect((await finish(all[name], end)).curve).toEqual([]);
  });

  test.each(names.filter((other) => other !== name))('refuses a checkpoint of %s', async (other) => {
    const foreign = await checkpointAfter(all[other], 2);
    await expect(finish(all[name], foreign)).rejects.toMatchObject({ code: 'data-invalid' });
  });

  test('refuses a checkpoint of another data set', async () => {
    const checkpoint = await checkpointAfter(all[name], 2);
    const larger = syntheticData(lowRankRatings(41, 30, 2, 6));
    const { steps } = train(backend, larger, all[name], checkpoint);
    await expect(steps.next()).rejects.toMatchObject({ code: 'data-invalid' });
  });
});

test.each(['als', 'svd'] as const)(
  '%s resumes after its best epoch and ends at the same early epoch',
  async (name) => {
    const greedy = {
      ...all[name],
      rank: 20,
      epochs: 200,
      regularisation: 0,
      patience: 4,
      learningRate: 0.05,
    };
    const whole = await finish(greedy, null);
    expect(whole.last?.ended).toBe('early');
    // Two epochs after the best one, which only the checkpoint contains.
    const late = await checkpointAfter(greedy, whole.curve.length - 2);
    const rest = await finish(greedy, late);
    expect(rest.curve).toEqual(whole.curve.slice(-2));
    expect(rest.last).toEqual(whole.last);
  },
);
