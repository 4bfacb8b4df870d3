import { createRandom } from '../../src/base/random.ts';
import type { Dataset } from '../../src/dataset/dataset.ts';
import { trainedOn } from '../../src/dataset/world-statistics.ts';
import { personOf, relevantOf } from '../../src/evaluation/evaluate.ts';
import { meanOf, pairedDifference } from '../../src/evaluation/intervals.ts';
import { ndcg } from '../../src/evaluation/metrics.ts';
import { type Split, splitRatings } from '../../src/evaluation/splits.ts';
import { testedUsers } from '../../src/evaluation/tested-users.ts';
import { tiedTop } from '../../src/evaluation/tied-list.ts';
import type { RecommenderId } from '../../src/protocol/recommender-catalog.ts';
import { addTo, zScored } from '../../src/recommenders/hybrid/weighted-hybrid.ts';
import { calendarDay, dayOf, MONTHS, OCCASIONS } from '../../src/recommenders/occasions/calendar.ts';
import { isReliable } from '../../src/recommenders/occasions/log-odds.ts';
import { fitOccasions, type OccasionModel } from '../../src/recommenders/occasions/occasion-model.ts';
import { occasionTerm } from '../../src/recommenders/occasions/occasion-term.ts';
import type { Recommender } from '../../src/recommenders/recommender.ts';
import { createFitter } from '../../src/recommenders/registry.ts';
import type { BenchOptions } from '../tools/bench-options.ts';
import { BUILT_IN, readWithFacts } from '../tools/read-facts-of-zip.ts';
import { trainInNode } from '../tools/train-in-node.ts';

/** One base, without and with what the date adds. */
interface Row {
  readonly users: number;
  readonly without: number;
  readonly with: number;
  readonly difference: number;
  readonly se: number;
}

interface OfData {
  /** Differences of genres and of movies that are reliable, over all months and weekdays. */
  readonly reliable: Readonly<
    Record<'monthGenres' | 'weekdayGenres' | 'monthMovies' | 'weekdayMovies', number>
  >;
  /** EASE for people with ratings in training. */
  readonly ease: Row;
  /** Popularity for everybody, people without a rating in training included. */
  readonly popularity: Row;
  /** What orders For you, for both. */
  readonly hybrid: Row;
  readonly hybridEverybody: Row;
}

interface Figures {
  readonly data: Readonly<Record<string, OfData>>;
}

const K = 10;

/**
 * What month and weekday add to NDCG@10 on the split by time: each person's list is made on the day of their first hidden rating, and all
 * their liked hidden ratings are to be found. Occasions are learnt from the training part alone.
 */
export async function run(options: BenchOptions): Promise<Figures> {
  const paths = options.data === undefined ? ['../shared/data/ml-100k.zip', BUILT_IN] : [options.data];
  const data: Record<string, OfData> = {};
  for (const path of paths) data[path] = await measured(path);
  return { data };
}

async function measured(path: string): Promise<OfData> {
  const { dataset, facts } = await readWithFacts(path);
  const split = splitRatings(dataset.ratings, 'time', 1);
  const train = trainedOn(dataset, split.train, split.test);
  const fitter = createFitter(train, { trainStars: trainInNode, facts });
  const model = fitOccasions(train);
  if (model === null) throw new Error(`${path} has no dates, so there is nothing to measure.`);
  const { users, isNew } = testedUsers(split, K);
  const known = users.filter((_, n) => !isNew[n]);
  const of = async (id: RecommenderId, people: readonly number[]) =>
    compared(train, split, model, await fitter.recommender(id), people);
  const result = {
    reliable: countReliable(model, train),
    ease: await of('ease', known),
    popularity: await of('popularity', users),
    hybrid: await of('hybrid', known),
    hybridEverybody: await of('hybrid', users),
  };
  console.log(path, JSON.stringify(result, null, 1));
  return result;
}

function compared(
  { movies }: Dataset,
  split: Split,
  model: OccasionModel,
  recommender: Recommender,
  users: readonly number[],
): Row {
  const [plain, dated]: number[][] = [[], []];
  for (const u of users) {
    const person = personOf(split, u);
    const times = split.test.time.subarray(split.test.rowStart[u], split.test.rowStart[u + 1]);
    const now = calendarDay(dayOf(times.reduce((least, time) => Math.min(least, time))));
    const scores = zScored(recommender.score(person), 1);
    const known = new Set(person.ratings.item);
    const relevant = relevantOf(split, u);
    plain.push(ndcg(tiedTop(scores, K, known), relevant, K));
    addTo(scores, occasionTerm(model, movies, person.ratings, now).values);
    dated.push(ndcg(tiedTop(scores, K, known), relevant, K));
  }
  const { mean, standardError } = pairedDifference(dated, plain, createRandom(1));
  return {
    users: users.length,
    without: meanOf(plain),
    with: meanOf(dated),
    difference: mean,
    se: standardError,
  };
}

function countReliable(model: OccasionModel, { movies, genres }: Dataset): OfData['reliable'] {
  const counts = { monthGenres: 0, weekdayGenres: 0, monthMovies: 0, weekdayMovies: 0 };
  for (let o = 0; o < OCCASIONS; o++) {
    const isMonth = o < MONTHS;
    genres.forEach((_, g) => {
      if (isReliable(model.ofGenre(g, o))) counts[isMonth ? 'monthGenres' : 'weekdayGenres']++;
    });
    movies.forEach((_, item) => {
      if (isReliable(model.ofMovie(item, o))) counts[isMonth ? 'monthMovies' : 'weekdayMovies']++;
    });
  }
  return counts;
}
