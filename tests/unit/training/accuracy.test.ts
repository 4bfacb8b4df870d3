import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/base/random.ts';
import { defaultBayes, defaultTraining } from '../../../src/protocol/training-defaults.ts';
import { RATED_MOVIES, type TrainingSettings } from '../../../src/protocol/training-messages.ts';
import { fitBias, personBias } from '../../../src/recommenders/models/bias.ts';
import { type StarPredictor, starPredictor } from '../../../src/recommenders/models/rating-predictor.ts';
import { fitTfidf } from '../../../src/recommenders/models/tfidf.ts';
import { startBackend } from '../../../src/training/backend/backend.ts';
import { train } from '../../../src/training/train.ts';
import { drawnRatings } from '../../fixtures/drawn-ratings.ts';
import { syntheticData } from '../../fixtures/synthetic.ts';

const [users, items, newcomers] = [120, 100, 200];
const sigma = 0.4;
const drawn = drawnRatings(users, items, 12, () => sigma, newcomers);
const data = syntheticData(drawn.train);
const common = { rank: 3, validationShare: 0, patience: 0 };
const bayes: TrainingSettings = {
  ...defaultBayes,
  ...common,
  epochs: 80,
  burnIn: 15,
  features: [RATED_MOVIES, 'raters'],
};

async function trained(settings: TrainingSettings): Promise<StarPredictor> {
  const backend = await startBackend('cpu');
  for await (const step of train(backend, data, settings).steps)
    if (step.ended !== null)
      return starPredictor(await step.snapshot(), data, fitTfidf(data.movies, data.genres));
  throw new Error('no model');
}

function ownRatings(u: number) {
  const [from, to] = [drawn.train.rowStart[u], drawn.train.rowStart[u + 1]];
  return { item: drawn.train.item.subarray(from, to), value: drawn.train.value.subarray(from, to) };
}

const clipped = (stars: number) => Math.min(5, Math.max(0.5, stars));

/** RMSE between the expected stars of each user's held-out movies and the noiseless truth. */
function distanceToTruth(expected: (u: number, items: Int32Array) => ArrayLike<number>): number {
  const { rowStart, item } = drawn.test;
  let squares = 0;
  for (let u = 0; u < users; u++) {
    const asked = item.slice(rowStart[u], rowStart[u + 1]);
    const stars = expected(u, asked);
    asked.forEach((i, n) => {
      squares += (stars[n] - clipped(drawn.truth(u, i))) ** 2;
    });
  }
  return Math.sqrt(squares / item.length);
}

const byModel = (predictor: StarPredictor) =>
  distanceToTruth((u, asked) => predictor.predict({ ratings: ownRatings(u), genres: [] }, asked).stars);

describe('on ratings whose noise is the same for all users', () => {
  let predictor: StarPredictor;
  beforeAll(async () => {
    predictor = await trained(bayes);
  });

  test('draws are closer to the truth than least squares with its best penalty, and than biases', async () => {
    const found = byModel(predictor);
    const penalties = [0.003, 0.01, 0.03];
    const als: number[] = [];
    for (const regularisation of penalties)
      als.push(byModel(await trained({ ...defaultTraining, ...common, epochs: 15, regularisation })));
    const model = fitBias(drawn.train);
    const biases = distanceToTruth((u, asked) => {
      const own = personBias(model, ownRatings(u));
      return Array.from(asked, (i) => clipped(model.mean + model.itemBias[i] + own));
    });
    // The best penalty is neither the lowest nor the highest.
    expect(als[1]).toBeLessThan(Math.min(als[0], als[2]));
    expect(found).toBeLessThan(0.92 * als[1]);
    expect(found).toBeLessThan(0.45 * biases);
  });

  test("recovers each user's noise within a tenth on average", () => {
    const noises = Array.from({ length: users }, (_, u) => {
      const { noise } = predictor.predict({ ratings: ownRatings(u), genres: [] }, Int32Array.of(0));
      return noise ?? Number.NaN;
    });
    const mean = noises.reduce((sum, noise) => sum + noise / users, 0);
    expect(Math.abs(mean / sigma - 1)).toBeLessThan(0.1);
  });

  // A person with few ratings needs a wide interval: that of the draws alone would contain 57 % without ratings.
  test.each([0, 1, 3, 10, 40])(
    '80 % intervals of newcomers with %i ratings contain four in five ratings',
    (known) => {
      const random = createRandom(known);
      const rate = (u: number, i: number) => drawn.truth(u, i) + sigma * random.normal();
      let [inside, count] = [0, 0];
      for (let u = users; u < users + newcomers; u++) {
        const order = random.shuffle(Int32Array.from({ length: items }, (_, i) => i));
        const item = order.slice(0, known);
        const asked = order.slice(known, known + 10);
        const ratings = { item, value: Float32Array.from(item, (i) => rate(u, i)) };
        const { stars, spread, noise } = predictor.predict({ ratings, genres: [] }, asked);
        asked.forEach((i, n) => {
          const reach = 1.2816 * Math.hypot(spread?.(n) ?? Number.NaN, noise ?? Number.NaN);
          if (Math.abs(rate(u, i) - stars[n]) <= reach) inside++;
          count++;
        });
      }
      expect(inside / count).toBeGreaterThan(0.75);
      expect(inside / count).toBeLessThan(0.85);
    },
  );
});
