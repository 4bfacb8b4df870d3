import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/base/random.ts';
import { toRatings } from '../../../../src/dataset/dataset.ts';
import { networkDefaults } from '../../../../src/protocol/network-defaults.ts';
import { multVae, multVaeCodec } from '../../../../src/recommenders/networks/mult-vae.ts';
import type { Person } from '../../../../src/recommenders/recommender.ts';
import { type Backend, startBackend } from '../../../../src/training/backend/backend.ts';
import { annealed } from '../../../../src/training/networks/mult-vae-training.ts';
import { type NetworkStep, trainNetwork } from '../../../../src/training/networks/train-network.ts';

/** Two camps: each likes its own six movies and rates one of the other camp low. Movie 12 is rated once. */
const [USERS, CAMP, LIKES] = [40, 6, 4];
const ratings = (() => {
  const random = createRandom(2);
  const rows: [user: number, item: number, value: number][] = [[0, 2 * CAMP, 5]];
  for (let u = 0; u < USERS; u++) {
    const first = (u % 2) * CAMP;
    const own = random.shuffle(Int32Array.from({ length: CAMP }, (_, n) => first + n)).subarray(0, LIKES);
    for (const item of own) rows.push([u, item, 4 + (item % 2)]);
    rows.push([u, (first + CAMP + random.integer(CAMP)) % (2 * CAMP), 1]);
  }
  return toRatings(USERS, 2 * CAMP + 1, {
    user: Int32Array.from(rows, ([user]) => user),
    item: Int32Array.from(rows, ([, item]) => item),
    value: Float32Array.from(rows, ([, , value]) => value),
    time: new Uint32Array(rows.length),
  });
})();
const settings = {
  ...networkDefaults['mult-vae'],
  width: 12,
  latent: 4,
  learningRate: 0.02,
  epochs: 4,
  annealing: 3,
  batch: 10,
  validationShare: 0.2,
  patience: 0,
};
let backend: Backend;

beforeAll(async () => {
  backend = await startBackend('cpu');
});

async function all(of: AsyncGenerator<NetworkStep<'mult-vae'>>): Promise<NetworkStep<'mult-vae'>[]> {
  const steps: NetworkStep<'mult-vae'>[] = [];
  for await (const step of of) steps.push(step);
  return steps;
}

const person = (stars: Readonly<Record<number, number>>, liked: readonly number[] = []): Person => ({
  ratings: {
    item: Int32Array.from(Object.keys(stars), Number),
    value: Float32Array.from(Object.values(stars)),
  },
  unrated: { liked: Int32Array.from(liked), seen: new Int32Array(0) },
  genres: [],
});

describe('annealing', () => {
  it('lets the divergence count from 0 to β, and no more', () => {
    expect([0, 5, 10, 25].map((epochs) => annealed(0.4, 10, epochs))).toEqual([0, 0.2, 0.4, 0.4]);
    expect(annealed(0.4, 0, 0)).toBe(0.4);
  });

  it('is what the loss of the first epochs has: more β, more loss by as much', async () => {
    const lossOf = async (beta: number, annealing: number) =>
      (
        await all(
          trainNetwork('mult-vae', backend.read, ratings, { ...settings, epochs: 1, beta, annealing }),
        )
      )[0].point.loss;
    const [none, rising, whole] = [await lossOf(0, 0), await lossOf(1, 4), await lossOf(1, 0)];
    expect(rising).toBeGreaterThan(none);
    expect(whole).toBeGreaterThan(rising);
  });
});

describe('training', () => {
  it.each([0, 12])('learns who likes what together with %i units in a hidden layer', async (width) => {
    const steps = await all(
      trainNetwork('mult-vae', backend.read, ratings, { ...settings, width, epochs: 40 }),
    );
    const { ended, point, snapshot } = steps[39];
    expect(ended).toBe('finished');
    expect(point.heldOutLoss).toBeLessThan(steps[0].point.heldOutLoss ?? 0);
    // Each camp has six movies: with no more than the camp to go by, log 6 = 1.79 is the least.
    expect(point.heldOutLoss).toBeLessThan(2.2);
    const { score } = multVae(snapshot());
    const first = score(person({ 0: 5, 1: 4, 7: 2 }));
    const best = [...first.keys()].sort((a, b) => first[b] - first[a]).slice(0, CAMP);
    expect(new Set(best)).toEqual(new Set([0, 1, 2, 3, 4, 5]));
    // A movie that is not known is last; two stars and less are not read.
    expect(first[2 * CAMP]).toBe(Math.min(...first));
    expect(score(person({ 0: 5, 1: 4 }))).toEqual(first);
    expect(new Set(score(person({ 7: 2 }))).size).toBe(1);
    // More stars count more, and a liking without stars as much as nine tenths of five stars do.
    expect(score(person({ 0: 5, 1: 3 }))).not.toEqual(first);
    const [byStars, byLiking] = [score(person({ 0: 5, 1: 4.7 })), score(person({ 0: 5 }, [1]))];
    byLiking.forEach((value, item) => {
      expect(value).toBeCloseTo(byStars[item], 4);
    });
  });

  it.each([0, 12])('names the effect of leaving a rating out with %i units', async (width) => {
    const steps = await all(
      trainNetwork('mult-vae', backend.read, ratings, { ...settings, width, epochs: 10 }),
    );
    const model = steps[9].snapshot();
    const { effects, score } = multVae(model);
    const whole = person({ 0: 5, 3: 4, 8: 5, 9: 1 });
    /** The score of movie 2 above the mean of the known movies. */
    const above = (of: Person) => {
      const scores = score(of);
      return scores[2] - model.known.reduce((sum, item) => sum + scores[item], 0) / model.known.length;
    };
    const found = effects(whole, 2);
    const left = [person({ 3: 4, 8: 5, 9: 1 }), person({ 0: 5, 8: 5, 9: 1 }), person({ 0: 5, 3: 4, 9: 1 })];
    left.forEach((without, n) => {
      expect(found[n]).toBeCloseTo(above(whole) - above(without), 4);
    });
    expect(found[3]).toBe(0);
    expect([...effects(whole, 2 * CAMP)]).toEqual([0, 0, 0, 0]);
  });

  it('goes on from a checkpoint to the same model as without a break', async () => {
    const whole = await all(trainNetwork('mult-vae', backend.read, ratings, settings));
    let from = null;
    for await (const step of trainNetwork('mult-vae', backend.read, ratings, settings)) {
      if (step.point.epoch < 2) continue;
      from = structuredClone(await step.checkpoint());
      break;
    }
    const rest = await all(trainNetwork('mult-vae', backend.read, ratings, settings, from));
    expect(rest.map(({ point }) => [point.epoch, point.loss, point.heldOutLoss])).toEqual(
      whole.slice(2).map(({ point }) => [point.epoch, point.loss, point.heldOutLoss]),
    );
    expect(rest[1].snapshot()).toEqual(whole[3].snapshot());
  });

  it('refuses settings out of bounds and data in which nobody likes two movies', async () => {
    const wrong = trainNetwork('mult-vae', backend.read, ratings, { ...settings, beta: 2 });
    await expect(wrong.next()).rejects.toThrow('The setting beta is 2; it must be a number from 0 to 1.');
    const low = { ...ratings, value: ratings.value.map(() => 2) };
    await expect(trainNetwork('mult-vae', backend.read, low, settings).next()).rejects.toMatchObject({
      code: 'data-invalid',
    });
  });
});

it.each([0, 12])('a model with %i units in each hidden layer survives being stored', async (width) => {
  const [step] = await all(
    trainNetwork('mult-vae', backend.read, ratings, { ...settings, width, epochs: 1 }),
  );
  const model = step.snapshot();
  const { meta, arrays } = multVaeCodec.encode(model);
  const array = <T>(name: string) => arrays[name] as T;
  expect(multVaeCodec.decode({ meta: JSON.parse(JSON.stringify(meta)), array })).toEqual(model);
  expect(multVaeCodec.decode({ meta: { ...meta, latent: 0 }, array })).toBeNull();
  expect(multVaeCodec.decode({ meta: { ...meta, width: -1 }, array })).toBeNull();
});
