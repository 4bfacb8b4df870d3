import { createRandom } from '../../src/base/random.ts';
import { type Dataset, type RatingColumns, type Ratings, toRatings } from '../../src/dataset/dataset.ts';
import type { MovieFacts } from '../../src/dataset/movie-facts.ts';
import { meanOf } from '../../src/evaluation/intervals.ts';
import { defaultBayes } from '../../src/protocol/training-defaults.ts';
import type { FeatureGroup } from '../../src/protocol/training-messages.ts';
import type { StarsModel } from '../../src/recommenders/models/factor-model.ts';
import { createFitter } from '../../src/recommenders/registry.ts';
import { startBackend, train } from '../../src/training/train.ts';

/** What the details of one group are worth to predicted stars. */
export interface SideInformation {
  /** The group that is added to those of the app; `app` for none, `all` for all of them. */
  readonly group: string;
  /** Stars, mean of the splits. */
  readonly rmse: number;
  /** RMSE on movies that nobody rated in training. */
  readonly unrated: number;
  /** RMSE minus that of `app`, by split. */
  readonly differences: readonly number[];
  /** Standard error of one difference, from the squared errors of its split, paired by rating. */
  readonly standardError: number;
}

const GROUPS: readonly FeatureGroup[] = ['directors', 'cast', 'languages', 'countries'];
const SEEDS = [1, 2];

/** RMSE of the Bayesian factorization with each group of details, on random tenths of the ratings. */
export async function measureSideInformation(
  dataset: Dataset,
  details: readonly (MovieFacts | null)[],
): Promise<SideInformation[]> {
  const rows: readonly (readonly [string, readonly FeatureGroup[]])[] = [
    ['app', []],
    ...GROUPS.map((group) => [group, [group]] as const),
    ['all', GROUPS],
  ];
  const errors = rows.map((): Errors[] => []);
  for (const seed of SEEDS) {
    const [part, test] = heldOutTenth(dataset.ratings, seed);
    for (const [n, [, groups]] of rows.entries()) {
      const features = [...defaultBayes.features, ...groups];
      errors[n].push(await errorsOf({ ...dataset, ratings: part, details }, test, features, seed));
    }
  }
  console.log('side information   RMSE  unrated  against the app, by split (se)');
  return rows.map(([group], n) => {
    const compared = errors[n].map((of, split) => difference(of, errors[0][split]));
    const result: SideInformation = {
      group,
      rmse: meanOf(errors[n].map(({ squares }) => Math.sqrt(meanOf(squares)))),
      unrated: meanOf(errors[n].map(({ unrated }) => Math.sqrt(meanOf(unrated)))),
      differences: compared.map(({ mean }) => mean),
      standardError: meanOf(compared.map(({ error }) => error)),
    };
    const against = result.differences.map((value) => value.toFixed(4)).join(' ');
    console.log(
      `${group.padEnd(16)} ${result.rmse.toFixed(4)} ${result.unrated.toFixed(4)}  ${n === 0 ? '' : `${against} (${result.standardError.toFixed(4)})`}`,
    );
    return result;
  });
}

interface Errors {
  /** By test rating. */
  readonly squares: readonly number[];
  /** Those of movies without a training rating. */
  readonly unrated: readonly number[];
}

async function errorsOf(
  part: Dataset & { readonly details: readonly (MovieFacts | null)[] },
  test: Ratings,
  features: readonly FeatureGroup[],
  seed: number,
): Promise<Errors> {
  const { ratings } = part;
  const settings = { ...defaultBayes, features, seed, validationShare: 0 };
  const trainStars = async (): Promise<StarsModel> => {
    const backend = await startBackend('cpu');
    for await (const step of train(backend, part, settings).steps)
      if (step.ended !== null) return step.snapshot();
    throw new Error('training ended without a model');
  };
  const recommender = await createFitter(part, { trainStars }).recommender('bayes');
  const isRated = new Uint8Array(ratings.items);
  for (const item of ratings.item) isRated[item] = 1;
  const squares: number[] = [];
  const unrated: number[] = [];
  for (let u = 0; u < ratings.users; u++) {
    const [from, to] = [ratings.rowStart[u], ratings.rowStart[u + 1]];
    const [first, last] = [test.rowStart[u], test.rowStart[u + 1]];
    const person = {
      ratings: { item: ratings.item.subarray(from, to), value: ratings.value.subarray(from, to) },
      genres: [],
    };
    const items = test.item.subarray(first, last);
    recommender.stars?.(person, items).forEach((stars, n) => {
      const square = (test.value[first + n] - stars) ** 2;
      squares.push(square);
      if (isRated[items[n]] === 0) unrated.push(square);
    });
  }
  return { squares, unrated };
}

/** The difference of two RMSE and its standard error, by the delta method from the differences of squared errors. */
function difference(a: Errors, b: Errors): { readonly mean: number; readonly error: number } {
  const [rmse, other] = [a, b].map(({ squares }) => Math.sqrt(meanOf(squares)));
  const differences = a.squares.map((square, n) => square - b.squares[n]);
  const mean = meanOf(differences);
  const variance = meanOf(differences.map((value) => (value - mean) ** 2));
  return { mean: rmse - other, error: Math.sqrt(variance / differences.length) / (rmse + other) };
}

/** All ratings but a random tenth, and that tenth. */
function heldOutTenth(ratings: Ratings, seed: number): readonly [Ratings, Ratings] {
  const random = createRandom(seed);
  const isHeld = Uint8Array.from(ratings.item, () => (random.integer(10) === 0 ? 1 : 0));
  const user = new Int32Array(ratings.item.length);
  for (let u = 0; u < ratings.users; u++) user.fill(u, ratings.rowStart[u], ratings.rowStart[u + 1]);
  const columnsWhere = (held: number): RatingColumns => {
    const isIn = (_: number, n: number) => isHeld[n] === held;
    return {
      user: user.filter(isIn),
      item: ratings.item.filter(isIn),
      value: ratings.value.filter(isIn),
      time: ratings.time.filter(isIn),
    };
  };
  const { users, items } = ratings;
  return [toRatings(users, items, columnsWhere(0)), toRatings(users, items, columnsWhere(1))];
}
