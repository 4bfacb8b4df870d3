import { createRandom } from '../../src/base/random.ts';
import { defaultBayes } from '../../src/protocol/training-defaults.ts';
import type { PosteriorModel } from '../../src/recommenders/models/factor-model.ts';
import {
  binOfCount,
  countsOf,
  EIGHTY_PERCENT,
  ratedAtLeast,
} from '../../src/recommenders/models/interval-scale.ts';
import { starPredictor } from '../../src/recommenders/models/rating-predictor.ts';
import { fitTfidf } from '../../src/recommenders/models/tfidf.ts';
import type { PersonRatings } from '../../src/recommenders/recommender.ts';
import type { RatingPart } from '../../src/training/split.ts';
import { startBackend, train } from '../../src/training/train.ts';
import type { TrainingData } from '../../src/training/trainer.ts';
import type { BenchOptions } from '../tools/bench-options.ts';
import { sizeCases } from './size-cases.ts';

/** Of the people, one in so many is held out of training, to be a newcomer. */
const NEW = 10;
/** How many ratings newcomers give; the others are predicted. */
const GIVEN = [5, 20] as const;

/** What is asked of one person. */
interface Asked {
  readonly given: PersonRatings;
  readonly item: Int32Array;
  readonly value: Float32Array;
}

interface Row {
  readonly data: string;
  /** Whose ratings: of people whose other ratings are in training, or of newcomers with so many. */
  readonly of: string;
  /** By bin of `ratedAtLeast`, and of all in the end. */
  readonly ratings: readonly number[];
  /** Share inside the 80 % interval without and with the scale. */
  readonly plain: readonly number[];
  readonly scaled: readonly number[];
}

/**
 * Share of held-out ratings inside their 80 % interval, by the number of ratings that the movie has in training, without
 * and with the factors that are fitted at the end of training. The ratings measured here are held out of what is trained
 * on; the factors are fitted on a tenth of the latter.
 */
export async function run({
  max = 0.3,
  data: zip,
}: BenchOptions): Promise<{ rows: Row[]; factors: Record<string, readonly number[]> }> {
  const rows: Row[] = [];
  const factors: Record<string, readonly number[]> = {};
  console.log(`by ratings of the movie: from ${ratedAtLeast.join(', ')}; all`);
  for await (const { name, share, data, held } of sizeCases(zip ?? null, max)) {
    if (share < 1) continue;
    const { others, newcomers } = apart(data, held);
    const model = await trained(others);
    factors[name] = model.intervalScale ?? [];
    console.log(`\n${name}: factors ${factors[name].map((factor) => factor.toFixed(3)).join(' ')}`);
    const groups: [string, readonly Asked[]][] = [
      ['known', knownPeople(others, held)],
      ...GIVEN.map((given): [string, readonly Asked[]] => [`new, ${given}`, newcomers(given)]),
    ];
    for (const [of, asked] of groups) {
      const plain = coverage({ ...model, intervalScale: null }, others, asked);
      const scaled = coverage(model, others, asked);
      const row = { data: name, of, ratings: plain.ratings, plain: plain.inside, scaled: scaled.inside };
      rows.push(row);
      const percent = (shares: readonly number[]) => shares.map((one) => (100 * one).toFixed(1)).join(' ');
      console.log(
        `${of.padEnd(8)} ${row.ratings.join(' ')}  plain ${percent(row.plain)}  scaled ${percent(row.scaled)}`,
      );
    }
  }
  return { rows, factors };
}

/** Holds the training ratings of newcomers out of what is trained on. */
function apart(data: TrainingData, held: RatingPart) {
  const { ratings } = data;
  const rowStart = new Int32Array(ratings.users + 1);
  const learnt: number[] = [];
  for (let u = 0; u < ratings.users; u++) {
    if (u % NEW !== 0) for (let n = ratings.rowStart[u]; n < ratings.rowStart[u + 1]; n++) learnt.push(n);
    rowStart[u + 1] = learnt.length;
  }
  const others: TrainingData = {
    ...data,
    ratings: {
      ...ratings,
      rowStart,
      item: Int32Array.from(learnt, (n) => ratings.item[n]),
      value: Float32Array.from(learnt, (n) => ratings.value[n]),
      time: Uint32Array.from(learnt, (n) => ratings.time[n]),
    },
  };
  const newcomers = (given: number): Asked[] => {
    const random = createRandom(given);
    const asked: Asked[] = [];
    for (let u = 0; u < ratings.users; u += NEW) {
      const all = [...rowOf(ratings, u), ...rowOf(held, u)];
      const order = random.shuffle(all);
      if (order.length <= given) continue;
      asked.push({ given: columns(order.slice(0, given)), ...columns(order.slice(given)) });
    }
    return asked;
  };
  return { others, newcomers };
}

function knownPeople({ ratings }: TrainingData, held: RatingPart): Asked[] {
  return Array.from({ length: held.users }, (_, u) => ({
    given: columns(rowOf(ratings, u)),
    ...columns(rowOf(held, u)),
  })).filter((_, u) => u % NEW !== 0);
}

function rowOf(
  { rowStart, item, value }: Pick<RatingPart, 'rowStart' | 'item' | 'value'>,
  u: number,
): [number, number][] {
  const row: [number, number][] = [];
  for (let n = rowStart[u]; n < rowStart[u + 1]; n++) row.push([item[n], value[n]]);
  return row;
}

const columns = (row: readonly (readonly [number, number])[]) => ({
  item: Int32Array.from(row, ([item]) => item),
  value: Float32Array.from(row, ([, value]) => value),
});

async function trained(data: TrainingData): Promise<PosteriorModel> {
  for await (const step of train(await startBackend('cpu'), data, defaultBayes).steps) {
    if (step.ended === null) continue;
    const model = await step.snapshot();
    if (model.algorithm === 'bayes') return model;
  }
  throw new Error('training ended without a model of draws');
}

/** Share inside the 80 % interval by bin, and of all in the end. */
function coverage(
  model: PosteriorModel,
  { movies, genres, ratings }: TrainingData,
  people: readonly Asked[],
) {
  const predictor = starPredictor(model, { movies, ratings }, fitTfidf(movies, genres));
  const rated = countsOf(movies.length, ratings.item);
  const sums = Array.from({ length: ratedAtLeast.length + 1 }, () => ({ inside: 0, count: 0 }));
  for (const { given, item, value } of people) {
    const { stars, deviation } = predictor.predict({ ratings: given, genres: [] }, item);
    if (deviation === null) throw new Error('a model of draws has deviations');
    value.forEach((given, n) => {
      const isInside = Math.abs(given - stars[n]) <= EIGHTY_PERCENT * deviation(n);
      for (const sum of [sums[binOfCount(rated[item[n]])], sums[ratedAtLeast.length]]) {
        sum.count++;
        if (isInside) sum.inside++;
      }
    });
  }
  return { ratings: sums.map(({ count }) => count), inside: sums.map(({ inside, count }) => inside / count) };
}
