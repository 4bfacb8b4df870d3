import { createRandom } from '../../src/base/random.ts';
import { createPause } from '../../src/base/scheduling.ts';
import { oneThread } from '../../src/base/threads.ts';
import type { Movie } from '../../src/dataset/dataset.ts';
import type { TrainingSettings } from '../../src/protocol/training-messages.ts';
import { fitBias, personBias } from '../../src/recommenders/models/bias.ts';
import type { StarsModel } from '../../src/recommenders/models/factor-model.ts';
import { EIGHTY_PERCENT } from '../../src/recommenders/models/interval-scale.ts';
import { type StarPrediction, starPredictor } from '../../src/recommenders/models/rating-predictor.ts';
import { fitTfidf } from '../../src/recommenders/models/tfidf.ts';
import type { Backend } from '../../src/training/backend/backend.ts';
import { bayesSteps } from '../../src/training/bayes/bayes-trainer.ts';
import { train } from '../../src/training/train.ts';
import type { TrainingData, UserAttributes } from '../../src/training/trainer.ts';
import { type Columns, ratingsOf } from './columns.ts';

/** `WorldStatistics` as plain arrays, which can be sent to the page. */
interface PlainStatistics {
  readonly count: readonly number[];
  readonly mean: readonly number[];
}

/** A split of a data set into training and test ratings, with the facts about its movies and users. */
export interface Fold {
  readonly base: Columns;
  readonly test: Columns;
  readonly movies: readonly Movie[];
  readonly genres: readonly string[];
  /** Null where the data set knows nothing of its users. */
  readonly userAttributes: UserAttributes | null;
  /** Without the test ratings; null where the data set has none. */
  readonly statistics: PlainStatistics | null;
}

export interface FoldResult {
  /** Stars, on the test part. */
  readonly rmse: number;
  readonly mae: number;
  /** RMSE on the test ratings of movies with fewer than five ratings in training; null where there are none. */
  readonly rmseRare: number | null;
  /** Seconds of training. */
  readonly seconds: number;
  /** Epochs or sweeps. */
  readonly sweeps: number;
  /** Share of the test ratings inside their 80 % interval; null for a model without intervals. */
  readonly inside80: number | null;
}

/** Predicts the test ratings of one user. */
type Predict = (user: number, items: Int32Array) => StarPrediction;

/** A movie with fewer ratings in training is rare. */
const RARE = 5;

/** Trains on the base part and predicts the test part as the app does: each user is folded in from base ratings. */
export async function fold(backend: Backend, data: Fold, settings: TrainingSettings): Promise<FoldResult> {
  const started = performance.now();
  const training = trainingData(data);
  let model: StarsModel | null = null;
  let sweeps = 0;
  for await (const step of train(backend, training, settings).steps) {
    sweeps = step.point.epoch;
    if (step.ended !== null) model = await step.snapshot();
  }
  if (model === null) throw new Error('The run ended without a model.');
  const seconds = (performance.now() - started) / 1000;
  const { ratings, movies, genres, userAttributes } = training;
  const predictor = starPredictor(model, { movies, ratings }, fitTfidf(movies, genres));
  const predict: Predict = (user, items) => {
    const [from, to] = [ratings.rowStart[user], ratings.rowStart[user + 1]];
    const own = { item: ratings.item.subarray(from, to), value: ratings.value.subarray(from, to) };
    const attributes = userAttributes?.of[user] ?? [];
    return predictor.predict({ ratings: own, genres: [], attributes }, items);
  };
  return { ...measure(data, predict), seconds, sweeps };
}

/** The same for the simplest models: the mean of all ratings, and biases. */
export function foldBaseline(data: Fold, kind: 'mean' | 'bias'): FoldResult {
  const started = performance.now();
  const base = ratingsOf(data.base);
  const { mean, itemBias } = fitBias(base);
  const seconds = (performance.now() - started) / 1000;
  const predict: Predict = (user, items) => {
    const [from, to] = [base.rowStart[user], base.rowStart[user + 1]];
    const own = { item: base.item.subarray(from, to), value: base.value.subarray(from, to) };
    const bias = personBias({ mean, itemBias }, own);
    const stars = Float32Array.from(items, (i) => (kind === 'mean' ? mean : mean + bias + itemBias[i]));
    return { stars, spread: null, noise: null, deviation: null, sample: null, beliefs: () => [] };
  };
  return { ...measure(data, predict), seconds, sweeps: 0 };
}

/** Error of the posterior mean on the test part after each sweep, and the seconds since the start of training. */
export async function foldCurve(
  data: Fold,
  settings: TrainingSettings,
): Promise<{ rmse: number; seconds: number }[]> {
  const started = performance.now();
  const { ratings: part, ...training } = trainingData(data);
  const mean = part.value.reduce((sum, r) => sum + r, 0) / part.value.length;
  const input = {
    part,
    mean,
    settings,
    random: createRandom(settings.seed),
    threads: oneThread,
    pause: createPause(),
  };
  const curve: { rmse: number; seconds: number }[] = [];
  for await (const { point } of bayesSteps(
    { ...training, ratings: part },
    ratingsOf(data.test),
    input,
    null,
  )) {
    if (point.validationRmse === null) throw new Error('Nothing was held out.');
    curve.push({ rmse: point.validationRmse, seconds: (performance.now() - started) / 1000 });
  }
  return curve;
}

function trainingData({ base, movies, genres, userAttributes, statistics }: Fold): TrainingData {
  return {
    id: 'fold',
    ratings: ratingsOf(base),
    movies,
    genres,
    ...(userAttributes !== null && { userAttributes }),
    ...(statistics !== null && {
      statistics: { count: Int32Array.from(statistics.count), mean: Float32Array.from(statistics.mean) },
    }),
  };
}

function measure(data: Fold, predict: Predict): Pick<FoldResult, 'rmse' | 'mae' | 'rmseRare' | 'inside80'> {
  const test = ratingsOf(data.test);
  const counts = new Int32Array(data.base.items);
  for (const i of data.base.item) counts[i]++;
  const rare = { squares: 0, count: 0 };
  const lowest = Math.min(...data.base.value.slice(0, 1000));
  const highest = Math.max(...data.base.value.slice(0, 1000));
  let squares = 0;
  let absolute = 0;
  let inside: number | null = null;
  for (let u = 0; u < test.users; u++) {
    const [from, to] = [test.rowStart[u], test.rowStart[u + 1]];
    if (from === to) continue;
    const { stars, deviation } = predict(u, test.item.subarray(from, to));
    for (let n = from; n < to; n++) {
      const value = Math.min(highest, Math.max(lowest, stars[n - from]));
      const error = test.value[n] - value;
      squares += error * error;
      absolute += Math.abs(error);
      if (counts[test.item[n]] < RARE) {
        rare.squares += error * error;
        rare.count++;
      }
      if (deviation === null) continue;
      const width = EIGHTY_PERCENT * deviation(n - from);
      inside = (inside ?? 0) + (Math.abs(error) <= width ? 1 : 0);
    }
  }
  const count = test.item.length;
  return {
    rmse: Math.sqrt(squares / count),
    mae: absolute / count,
    rmseRare: rare.count === 0 ? null : Math.sqrt(rare.squares / rare.count),
    inside80: inside === null ? null : inside / count,
  };
}
