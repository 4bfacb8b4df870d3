import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../../src/base/random.ts';
import { type Ratings, toRatings } from '../../../../src/dataset/dataset.ts';
import { defaultBayes } from '../../../../src/protocol/training-defaults.ts';
import type {
  Checkpoint,
  TrainingPoint,
  TrainingSettings,
} from '../../../../src/protocol/training-messages.ts';
import { RATED_MOVIES } from '../../../../src/protocol/training-messages.ts';
import type { PosteriorModel, StarsModel } from '../../../../src/recommenders/models/factor-model.ts';
import { starPredictor } from '../../../../src/recommenders/models/rating-predictor.ts';
import { fitTfidf } from '../../../../src/recommenders/models/tfidf.ts';
import { joinModel, splitModel } from '../../../../src/storage/artifacts/model-codec.ts';
import { startBackend } from '../../../../src/training/backend/backend.ts';
import { holdOut, type RatingPart, userOfEach } from '../../../../src/training/split.ts';
import { train } from '../../../../src/training/train.ts';
import type { TrainingData } from '../../../../src/training/trainer.ts';
import { drawnRatings } from '../../../fixtures/drawn-ratings.ts';
import { syntheticData } from '../../../fixtures/synthetic.ts';

const settings: TrainingSettings = {
  ...defaultBayes,
  rank: 3,
  epochs: 60,
  burnIn: 10,
  draws: 24,
  features: [RATED_MOVIES, 'raters'],
};

async function finish(data: TrainingData, chosen: TrainingSettings, from: Checkpoint | null = null) {
  const backend = await startBackend('cpu');
  const points: TrainingPoint[] = [];
  const bytes = new Set<number>();
  let model: StarsModel | null = null;
  for await (const step of train(backend, data, chosen, from).steps) {
    points.push(step.point);
    bytes.add(step.memory.bytes);
    if (step.ended !== null) model = await step.snapshot();
  }
  if (model?.algorithm !== 'bayes') throw new Error('no model of draws');
  return { points, model, bytes };
}

function predictorOf(model: PosteriorModel, data: TrainingData) {
  return starPredictor(model, data, fitTfidf(data.movies, data.genres));
}

function ownRatings({ rowStart, item, value }: Ratings, u: number) {
  const [from, to] = [rowStart[u], rowStart[u + 1]];
  return { item: item.subarray(from, to), value: value.subarray(from, to) };
}

const drawn = drawnRatings(120, 100, 4);
const data = syntheticData(drawn.train);

describe('the posterior of ratings drawn from the model', () => {
  test("recovers the factors and each user's noise, and 80 % intervals contain four in five ratings", async () => {
    const { points, model } = await finish(data, { ...settings, validationShare: 0 });
    const predictor = predictorOf(model, data);
    let [squares, spreadSquares, inside, count] = [0, 0, 0, 0];
    const noises: number[] = [];
    for (let u = 0; u < drawn.test.users; u++) {
      const held = ownRatings(drawn.test, u);
      const { stars, spread, noise } = predictor.predict(
        { ratings: ownRatings(drawn.train, u), genres: [] },
        held.item,
      );
      if (spread === null || noise === null) throw new Error('no spread');
      noises.push(noise);
      held.item.forEach((i, n) => {
        const error = stars[n] - Math.min(5, Math.max(0.5, drawn.truth(u, i)));
        squares += error * error;
        spreadSquares += (drawn.truth(u, i) - 3) ** 2;
        if (Math.abs(held.value[n] - stars[n]) <= 1.2816 * Math.hypot(spread(n), noise)) inside++;
        count++;
      });
    }
    // The truth varies by about 0.75 stars; the error is below the smaller of the two noises.
    expect(Math.sqrt(spreadSquares / count)).toBeGreaterThan(0.6);
    expect(Math.sqrt(squares / count)).toBeLessThan(0.22);
    expect(inside / count).toBeGreaterThan(0.75);
    expect(inside / count).toBeLessThan(0.85);
    const meanOf = (values: number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
    const half = noises.length / 2;
    // The prior shrinks both towards each other: it weighs eight ratings against some thirty.
    expect(Math.abs(meanOf(noises.slice(0, half)) - 0.25)).toBeLessThan(0.05);
    expect(meanOf(noises.slice(half))).toBeGreaterThan(1.4 * meanOf(noises.slice(0, half)));
    expect(points.at(-1)?.noise).toBeGreaterThan(0.25);
    expect(points.at(-1)?.noise).toBeLessThan(0.5);
  });

  test('recovers one noise for all within a tenth', async () => {
    const same = drawnRatings(120, 100, 5, () => 0.4);
    const { points } = await finish(syntheticData(same.train), { ...settings, ownNoise: false });
    const noise = points.slice(-30).reduce((sum, point) => sum + (point.noise ?? 0) / 30, 0);
    expect(Math.abs(noise / 0.4 - 1)).toBeLessThan(0.1);
  });

  test('the mean of the draws is closer to held-out ratings than the draws alone', async () => {
    const { points } = await finish(data, settings);
    const last = points[points.length - 1];
    const alone = points.slice(-20).reduce((sum, { drawRmse }) => sum + (drawRmse ?? 0) / 20, 0);
    expect(last.validationRmse).toBeLessThan(0.97 * alone);
  });
});

describe('held-out ratings', () => {
  test('scales intervals by the held-out ratings, and not at all without them', async () => {
    const { model } = await finish(data, { ...settings, validationShare: 0.2 });
    // The ratings are drawn from the model itself, so its intervals are right as they are.
    expect(model.intervalScale).toHaveLength(4);
    for (const factor of model.intervalScale ?? []) expect(Math.abs(factor - 1)).toBeLessThan(0.12);
    expect(
      (await finish(data, { ...settings, epochs: 12, validationShare: 0 })).model.intervalScale,
    ).toBeNull();
  });

  test('learns nothing of held-out ratings from the statistics that count them', async () => {
    const short: TrainingSettings = { ...settings, epochs: 12, features: ['statistics'] };
    const { ratings } = data;
    const { validation } = holdOut(ratings, short.validationShare, createRandom(short.seed));
    const pairs = (of: RatingPart) => [...userOfEach(of)].map((u, n) => `${u} ${of.item[n]}`);
    const heldOut = new Set(pairs(validation));
    const isHeldOut = pairs(ratings).map((pair) => heldOut.has(pair));
    /** The held-out ratings become so many stars, and the statistics count all ratings. */
    const biasesIf = async (stars: number) => {
      const value = ratings.value.map((own, n) => (isHeldOut[n] ? stars : own));
      const [count, sum] = [new Int32Array(ratings.items), new Float64Array(ratings.items)];
      ratings.item.forEach((i, n) => {
        count[i]++;
        sum[i] += value[n];
      });
      const statistics = { count, mean: Float32Array.from(sum, (all, i) => all / count[i]) };
      return (await finish({ ...data, ratings: { ...ratings, value }, statistics }, short)).model.itemBias;
    };
    const [low, high] = [await biasesIf(1), await biasesIf(5)];
    low.forEach((bias, n) => {
      expect(bias).toBeCloseTo(high[n], 3);
    });
  });
});

describe('a run on ratings drawn from the model', () => {
  test('measures the newest state until burn-in is over, then the mean of all states since', async () => {
    const curveOf = async (burnIn: number) => (await finish(data, { ...settings, epochs: 8, burnIn })).points;
    const [two, five, seven] = [await curveOf(2), await curveOf(5), await curveOf(7)];
    const held = (points: TrainingPoint[]) => points.map((point) => point.validationRmse ?? Number.NaN);
    const drawn = (points: TrainingPoint[]) => points.map((point) => point.drawRmse);
    // Burn-in does not change the chain.
    expect([drawn(two), drawn(five)]).toEqual([drawn(seven), drawn(seven)]);
    expect(held(two).slice(0, 2)).toEqual(held(seven).slice(0, 2));
    expect(held(five).slice(0, 5)).toEqual(held(seven).slice(0, 5));
    expect(held(two)[4]).not.toBe(held(five)[4]);
    expect(held(five)[6]).not.toBe(held(seven)[6]);
  });

  test('gives the same model for the same seed and another for another', async () => {
    const short = { ...settings, epochs: 12 };
    const { model } = await finish(data, short);
    expect((await finish(data, short)).model).toEqual(model);
    expect((await finish(data, { ...short, seed: 2 })).model).not.toEqual(model);
  });

  test('goes on from a checkpoint to exactly the same curve and model, during burn-in and after it', async () => {
    const whole = await finish(data, { ...settings, epochs: 24 });
    for (const at of [5, 10, 11, 20]) {
      const backend = await startBackend('cpu');
      let checkpoint: Checkpoint | null = null;
      for await (const step of train(backend, data, { ...settings, epochs: 24 }).steps) {
        if (step.point.epoch < at) continue;
        const { state, ...rest } = await step.checkpoint();
        checkpoint = { ...structuredClone(rest), state: JSON.parse(JSON.stringify(state)) };
        break;
      }
      const rest = await finish(data, { ...settings, epochs: 24 }, checkpoint);
      const untimed = (all: readonly TrainingPoint[]) =>
        all.map(({ epochMs: _, ratingsPerSecond: __, ...point }) => point);
      expect(untimed(rest.points)).toEqual(untimed(whole.points.slice(at)));
      expect(rest.model).toEqual(whole.model);
    }
  });

  test('refuses a checkpoint of other settings', async () => {
    const backend = await startBackend('cpu');
    let checkpoint: Checkpoint | null = null;
    for await (const step of train(backend, data, settings).steps) {
      checkpoint = await step.checkpoint();
      break;
    }
    await expect(finish(data, { ...settings, rank: 5 }, checkpoint)).rejects.toMatchObject({
      code: 'data-invalid',
    });
  });

  test('uses the same memory for 200 sweeps', async () => {
    const { bytes } = await finish(data, { ...settings, epochs: 200 });
    expect(bytes.size).toBe(1);
  });

  test('the model has as many draws as set, and its RMSE is that of its residuals', async () => {
    const backend = await startBackend('cpu');
    for await (const step of train(backend, data, { ...settings, epochs: 30, draws: 8 }).steps) {
      if (step.ended === null) continue;
      const model = await step.snapshot();
      const residuals = await step.residuals();
      expect(model.algorithm === 'bayes' && model.draws).toBe(8);
      const rmse = Math.sqrt(residuals.reduce((sum, e) => sum + e * e, 0) / residuals.length);
      expect(model.validationRmse).toBeCloseTo(rmse, 6);
      expect(Math.abs(rmse - (step.point.validationRmse ?? 0))).toBeLessThan(0.03);
    }
  });
});

test('predicts a movie that nobody rated by its genre', async () => {
  const random = createRandom(9);
  const [users, items] = [60, 41];
  const seeds = (i: number) => i % 2 === 0;
  const rows: number[][] = [];
  for (let u = 0; u < users; u++)
    for (let i = 0; i < items - 1; i++)
      if (random.uniform() < 0.5) rows.push([u, i, (seeds(i) ? 4.3 : 2) + 0.4 * random.normal()]);
  const ratings = toRatings(users, items, {
    user: Int32Array.from(rows, ([u]) => u),
    item: Int32Array.from(rows, ([, i]) => i),
    value: Float32Array.from(rows, ([, , r]) => r),
    time: new Uint32Array(rows.length),
  });
  const movies = Array.from({ length: items }, (_, i) => ({
    id: i,
    title: `Film ${i}`,
    year: null,
    genres: [seeds(i) ? 'Loved' : 'Loathed'],
  }));
  const data: TrainingData = { id: 'genres', ratings, movies, genres: ['Loathed', 'Loved'] };
  const unrated = items - 1;
  const starsOf = async (features: TrainingSettings['features']) => {
    const { model } = await finish(data, { ...settings, features, validationShare: 0 });
    const person = { ratings: { item: new Int32Array(0), value: new Float32Array(0) }, genres: [] };
    return predictorOf(model, data).predict(person, Int32Array.of(unrated)).stars[0];
  };
  expect(await starsOf(['genres'])).toBeGreaterThan(3.9);
  expect(await starsOf([])).toBeLessThan(3.6);
});

test('predicts a movie that nobody rated by what people elsewhere say of it', async () => {
  const random = createRandom(11);
  const [users, items] = [60, 41];
  const isGood = (i: number) => i % 3 === 0 || i === items - 1;
  const rows: number[][] = [];
  for (let u = 0; u < users; u++)
    for (let i = 0; i < items - 1; i++)
      if (random.uniform() < 0.5) rows.push([u, i, (isGood(i) ? 4.3 : 2) + 0.4 * random.normal()]);
  const data: TrainingData = {
    ...syntheticData(
      toRatings(users, items, {
        user: Int32Array.from(rows, ([u]) => u),
        item: Int32Array.from(rows, ([, i]) => i),
        value: Float32Array.from(rows, ([, , r]) => r),
        time: new Uint32Array(rows.length),
      }),
    ),
    statistics: {
      count: new Int32Array(items).fill(5000),
      mean: Float32Array.from({ length: items }, (_, i) => (isGood(i) ? 4.2 : 2.3)),
    },
  };
  const nobody = { ratings: { item: new Int32Array(0), value: new Float32Array(0) }, genres: [] };
  const finished = async (features: TrainingSettings['features']) =>
    (await finish(data, { ...settings, features, validationShare: 0 })).model;
  const starsBy = (model: PosteriorModel) =>
    predictorOf(model, data).predict(nobody, Int32Array.of(items - 1)).stars[0];
  const informed = await finished(['statistics']);
  expect(starsBy(informed)).toBeGreaterThan(3.9);
  expect(starsBy(await finished([]))).toBeLessThan(3.3);
  // A stored model needs no statistics to predict: its draws hold what they taught.
  const joined = joinModel(splitModel(informed), items);
  if (!('model' in joined) || joined.model.algorithm !== 'bayes') throw new Error('it cannot be read back');
  expect(joined.model).toEqual(informed);
  expect(starsBy(joined.model)).toBe(starsBy(informed));
});

test('without statistics their group changes nothing', async () => {
  const features: TrainingSettings['features'] = [...settings.features, 'statistics'];
  const short = { ...settings, epochs: 12, burnIn: 2, draws: 4 };
  const { model } = await finish(syntheticData(drawnRatings(30, 20, 3).train), { ...short, features });
  const plain = await finish(syntheticData(drawnRatings(30, 20, 3).train), short);
  expect(model).toEqual(plain.model);
});
