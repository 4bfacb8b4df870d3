import { createRandom } from '../../src/base/random.ts';
import { type Dataset, type Ratings, toRatings } from '../../src/dataset/dataset.ts';
import {
  FEW,
  type ThinnedRatings,
  type ThinningWay,
  thinningWays,
  thinRatings,
} from '../../src/dataset/thin-ratings.ts';
import { evaluate } from '../../src/evaluation/evaluate.ts';
import { meanOf, pairedDifference } from '../../src/evaluation/intervals.ts';
import { type Split, splitRatings } from '../../src/evaluation/splits.ts';
import { createFitter } from '../../src/recommenders/registry.ts';
import type { BenchOptions } from '../tools/bench-options.ts';
import { readDataset } from '../tools/read-dataset.ts';
import { trainInNode } from '../tools/train-in-node.ts';
import { madeUpDataset, sizeFor } from './made-up-ratings.ts';

/** All ratings of the others, or how they are thinned. */
type Training = 'whole' | ThinningWay;

interface Row {
  /** Of the lists of EASE. */
  readonly ndcg10: number;
  /** Of the stars of the Bayesian model. */
  readonly rmse: number;
  readonly ratings: number;
  readonly users: number;
  /** Movies that had at least five ratings and have fewer. */
  readonly fewRated: number;
}

/** The figures of one training set, by seed. */
interface Measured extends Row {
  /** By held-out person. */
  readonly ndcg: readonly number[];
}

const seeds = [1, 2, 3];
const k = 10;
/** A fifth of all people are held out. */
const HELD_OUT = 5;
const rows: readonly Training[] = ['whole', ...thinningWays];

/**
 * What thinning to a tenth costs. A fifth of the people are held out; models learn from the others: from all of their
 * ratings, and from a tenth of them, chosen in each way. The held-out people, the same for all, give four fifths of their
 * ratings; what they liked of the others is to be found, and their stars are predicted. Mean of three seeds.
 */
export async function run(options: BenchOptions): Promise<{ sets: Record<string, Record<string, Row>> }> {
  const dataset = await readDataset(options.data ?? '../shared/data/ml-100k.zip');
  const madeUp = madeUpDataset(sizeFor(Math.round((options.max ?? 0.1) * 1e6)), 1);
  const sets: Record<string, Record<string, Row>> = {};
  for (const one of [dataset, madeUp]) sets[one.name] = await measure(one);
  return { sets };
}

async function measure(dataset: Dataset): Promise<Record<string, Row>> {
  const measured = new Map<Training, Measured[]>();
  for (const seed of seeds) {
    const { split, others } = heldOut(dataset.ratings, seed);
    for (const training of rows) {
      const runs = measured.get(training) ?? [];
      runs.push(await measureOne(dataset, split, thinned(others, training, seed)));
      measured.set(training, runs);
    }
  }
  console.log(
    `\n${dataset.name}        NDCG@10   RMSE  ratings  users  films under ${FEW}  NDCG against 'ratings'`,
  );
  const all = (training: Training) => (measured.get(training) ?? []).flatMap(({ ndcg }) => ndcg);
  const result: Record<string, Row> = {};
  for (const [training, runs] of measured) {
    const mean = (of: (row: Row) => number) => meanOf(runs.map(of));
    const row: Row = {
      ndcg10: meanOf(all(training)),
      rmse: mean(({ rmse }) => rmse),
      ratings: Math.round(mean(({ ratings }) => ratings)),
      users: Math.round(mean(({ users }) => users)),
      fewRated: Math.round(mean(({ fewRated }) => fewRated)),
    };
    result[training] = row;
    const { mean: gain, standardError } = pairedDifference(all(training), all('ratings'), createRandom(1));
    const figures = [row.ndcg10.toFixed(4), row.rmse.toFixed(4), row.ratings, row.users, row.fewRated];
    const against = `${gain.toFixed(4)} (se ${standardError.toFixed(4)})`;
    console.log(
      `${training.padEnd(12)} ${figures.map((one) => String(one).padStart(8)).join(' ')}   ${against}`,
    );
  }
  return result;
}

function thinned(others: Ratings, training: Training, seed: number): ThinnedRatings {
  const target = training === 'whole' ? others.item.length : Math.floor(others.item.length / 10);
  return thinRatings(others, { target, seed, way: training === 'whole' ? 'people' : training });
}

async function measureOne(
  dataset: Dataset,
  split: Split,
  { ratings, fewRated }: ThinnedRatings,
): Promise<Measured> {
  const fitter = createFitter({ ...dataset, ratings }, { trainStars: trainInNode });
  const lists = await evaluate(dataset, split, await fitter.recommender('ease'), k, async () => {});
  const stars = await evaluate(dataset, split, await fitter.recommender('bayes'), k, async () => {});
  if (stars.errors === null) throw new Error('the Bayesian model predicts no stars');
  const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
  return {
    ndcg: lists.perUser.ndcg,
    ndcg10: meanOf(lists.perUser.ndcg),
    rmse: Math.sqrt(sum(stars.errors.squares) / sum(stars.errors.ratings)),
    ratings: ratings.item.length,
    users: ratings.users,
    fewRated: fewRated.length,
  };
}

/** The held-out people with what they give and what is to be found, and the ratings of the others. */
function heldOut(ratings: Ratings, seed: number): { split: Split; others: Ratings } {
  const { users } = ratings;
  const order = createRandom(seed).shuffle(Int32Array.from({ length: users }, (_, user) => user));
  const cut = Math.floor(users / HELD_OUT);
  return {
    split: splitRatings(ratingsOf(ratings, order.subarray(0, cut)), 'perUser', seed),
    others: ratingsOf(ratings, order.subarray(cut)),
  };
}

/** The ratings of some users, renumbered in this order. */
function ratingsOf({ rowStart, items, item, value, time }: Ratings, users: Int32Array): Ratings {
  const position = [...users].flatMap((user) =>
    Array.from({ length: rowStart[user + 1] - rowStart[user] }, (_, n) => rowStart[user] + n),
  );
  const owner = [...users].flatMap((user, at) =>
    new Array<number>(rowStart[user + 1] - rowStart[user]).fill(at),
  );
  return toRatings(users.length, items, {
    user: Int32Array.from(owner),
    item: Int32Array.from(position, (n) => item[n]),
    value: Float32Array.from(position, (n) => value[n]),
    time: Uint32Array.from(position, (n) => time[n]),
  });
}
