import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/base/random.ts';
import { toRatings } from '../../../../src/dataset/dataset.ts';
import { networkDefaults } from '../../../../src/protocol/network-defaults.ts';
import { sasrec, sasrecCodec } from '../../../../src/recommenders/networks/sasrec.ts';
import { type Backend, startBackend } from '../../../../src/training/backend/backend.ts';
import { batchesOfSequences, sequencesOf } from '../../../../src/training/networks/sequences.ts';
import { type NetworkStep, trainNetwork } from '../../../../src/training/networks/train-network.ts';

/** Everybody watches the movies in a circle, from somewhere on; movie 12 only once. */
const USERS = 40;
const [CIRCLE, STEPS] = [12, 9];
const ratings = (() => {
  const rows = Array.from({ length: USERS }, (_, u) =>
    Array.from({ length: STEPS }, (__, t) => ({ u, t })),
  ).flat();
  return toRatings(USERS, CIRCLE + 1, {
    user: Int32Array.from([...rows.map(({ u }) => u), 0]),
    item: Int32Array.from([...rows.map(({ u, t }) => (u + t) % CIRCLE), CIRCLE]),
    value: new Float32Array(rows.length + 1).fill(4),
    time: Uint32Array.from([...rows.map(({ t }) => 1000 + t), 2000]),
  });
})();
const settings = {
  ...networkDefaults.sasrec,
  length: 8,
  width: 16,
  learningRate: 0.01,
  epochs: 4,
  batch: 64,
  dropout: 0.1,
  validationShare: 0.1,
  patience: 0,
};
let backend: Backend;

beforeAll(async () => {
  backend = await startBackend('cpu');
});

async function all(of: AsyncGenerator<NetworkStep<'sasrec'>>): Promise<NetworkStep<'sasrec'>[]> {
  const steps: NetworkStep<'sasrec'>[] = [];
  for await (const step of of) steps.push(step);
  return steps;
}

describe('sequences', () => {
  it('are in the order of the dates, of movies with enough ratings', () => {
    const { known, of } = sequencesOf(ratings);
    expect([...known]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(of).toHaveLength(USERS);
    expect([...of[5]]).toEqual([5, 6, 7, 8, 9, 10, 11, 0, 1]);
  });

  it('are cut into windows that cover each movie but the first, and end with a whole one', () => {
    const long = Int32Array.from({ length: 30 }, (_, n) => n);
    for (const seed of [1, 2, 3]) {
      const batches = batchesOfSequences([long, long.subarray(0, 3)], 8, 16, createRandom(seed));
      const targets = batches.flatMap((batch) => [...batch.targets].filter((movie) => movie >= 0));
      expect([...new Set(targets)].sort((a, b) => a - b)).toEqual([...long.subarray(1)]);
      const windows = batches.flatMap(({ rows, length, targets: next }) =>
        Array.from({ length: rows }, (_, row) => next.slice(row * length, row * length + length)),
      );
      expect(windows).toContainEqual(long.slice(22));
      for (const { rows, length, inputs, targets: next } of batches) {
        expect(inputs).toHaveLength(rows * length);
        inputs.forEach((movie, n) => {
          expect(next[n]).toBe(movie < 0 ? -1 : movie + 1);
        });
      }
    }
  });
});

describe('training', () => {
  it('learns what comes next', async () => {
    const steps = await all(trainNetwork('sasrec', backend.read, ratings, { ...settings, epochs: 30 }));
    const { point, ended, snapshot } = steps[29];
    expect(ended).toBe('finished');
    expect(point.heldOutLoss).toBeLessThan(0.7);
    expect(steps[0].point.heldOutLoss).toBeGreaterThan(1.5);
    const { score } = sasrec(snapshot());
    const seen = (...item: number[]) => ({
      ratings: {
        item: Int32Array.from(item),
        value: new Float32Array(item.length).fill(4),
        time: Uint32Array.from(item, (_, n) => item.length - n),
      },
      genres: [],
    });
    // The times are descending: the first column is the latest.
    const scores = score(seen(5, 4, 3));
    expect(scores.indexOf(Math.max(...scores))).toBe(6);
    expect(scores[CIRCLE]).toBe(Math.min(...scores));
    expect(new Set(score(seen())).size).toBe(1);
  });

  it('goes on from a checkpoint to the same model as without a break', async () => {
    const whole = await all(trainNetwork('sasrec', backend.read, ratings, settings));
    let from = null;
    for await (const step of trainNetwork('sasrec', backend.read, ratings, settings)) {
      if (step.point.epoch < 2) continue;
      from = structuredClone(await step.checkpoint());
      break;
    }
    const rest = await all(trainNetwork('sasrec', backend.read, ratings, settings, from));
    expect(rest.map(({ point }) => [point.epoch, point.loss, point.heldOutLoss])).toEqual(
      whole.slice(2).map(({ point }) => [point.epoch, point.loss, point.heldOutLoss]),
    );
    expect(rest[1].snapshot()).toEqual(whole[3].snapshot());
  });

  it('ends early with the best model when people that it has not seen are guessed no better', async () => {
    const hasty = { ...settings, epochs: 60, learningRate: 0.05, patience: 2 };
    const steps = await all(trainNetwork('sasrec', backend.read, ratings, hasty));
    const losses = steps.map(({ point }) => point.heldOutLoss ?? Number.NaN);
    expect(steps.at(-1)?.ended).toBe('early');
    expect(losses.indexOf(Math.min(...losses))).toBe(steps.length - 3);
  });

  it('refuses settings out of bounds and data without an order', async () => {
    const wrong = trainNetwork('sasrec', backend.read, ratings, { ...settings, width: 3 });
    await expect(wrong.next()).rejects.toThrow(
      'The setting width is 3; it must be a whole number from 8 to 128.',
    );
    const none = trainNetwork(
      'sasrec',
      backend.read,
      { ...ratings, users: 0, rowStart: new Int32Array(1) },
      settings,
    );
    await expect(none.next()).rejects.toMatchObject({ code: 'data-invalid' });
  });
});

it('a model survives being stored', async () => {
  const [step] = await all(trainNetwork('sasrec', backend.read, ratings, { ...settings, epochs: 1 }));
  const model = step.snapshot();
  const { meta, arrays } = sasrecCodec.encode(model);
  const array = <T>(name: string) => arrays[name] as T;
  expect(sasrecCodec.decode({ meta: JSON.parse(JSON.stringify(meta)), array })).toEqual(model);
  expect(sasrecCodec.decode({ meta: { ...meta, width: -1 }, array })).toBeNull();
});
