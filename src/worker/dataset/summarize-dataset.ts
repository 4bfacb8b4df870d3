import type { Steps } from '../../base/steps.ts';
import { doublingBins, medianOf, shareOfTop } from '../../dataset/long-tail.ts';
import { ratingsByYearSteps } from '../../dataset/ratings-by-year.ts';
import { itemStatisticsSteps, LOOKED_AT_ONCE, userStatisticsSteps } from '../../dataset/statistics.ts';
import {
  ALIKE_DEVIATION,
  ALIKE_LEAST,
  BURST,
  findSuspiciousSteps,
  type Suspicious,
} from '../../dataset/suspicious-ratings.ts';
import type { Overview, Tail } from '../../protocol/overview-messages.ts';
import type { Catalogue } from '../session/catalogue.ts';
import type { ActiveDataset } from './active-dataset.ts';

const NOBODY = { ratings: { item: new Int32Array(0), value: new Float32Array(0) }, genres: [] };

/**
 * The data set as a whole, computed from its ratings. Suspicious ratings are those of the data set as it was read, so
 * that what is excluded by choice is still listed. In steps of some milliseconds: of 26 million ratings it takes seconds.
 * @param now milliseconds since 1970
 */
export function* summarizeDataset(
  { dataset, popularity, histograms, indexOf }: Catalogue,
  { base, userOf }: ActiveDataset,
  now: number,
): Steps<Overview> {
  const { movies, ratings } = dataset;
  const movieStatistics = yield* itemStatisticsSteps(ratings);
  const people = yield* userStatisticsSteps(ratings);
  const histogram = new Array<number>(10).fill(0);
  histograms.forEach((count, n) => {
    histogram[n % 10] += count;
  });
  const { years, undated } = yield* ratingsByYearSteps(ratings.time);
  const peopleRead = base === dataset ? people : yield* userStatisticsSteps(base.ratings);
  const found = yield* findSuspiciousSteps(base.movies, base.ratings, peopleRead, now / 1000);
  const numbered = (user: number) => ({ user: user + 1, now: userOf[user] < 0 ? null : userOf[user] + 1 });
  const inUse = (items: readonly number[]) =>
    items.map((item) => base.movies[item]).find(({ id }) => indexOf.has(id)) ?? null;
  const untimely = ({ user, item, time }: Suspicious['early'][number]) => ({
    ...numbered(user),
    movie: base.movies[item],
    isThere: indexOf.has(base.movies[item].id),
    at: time * 1000,
  });
  return {
    ratings: ratings.item.length,
    users: ratings.users,
    movies,
    histogram,
    mean: yield* meanOf(ratings.value),
    movieStatistics,
    popularity: popularity.score(NOBODY).slice(),
    people,
    popularTail: yield* tailOf(movieStatistics.count),
    activeTail: yield* tailOf(people.count),
    years,
    undated,
    suspicious: {
      alikeFrom: { ratings: ALIKE_LEAST, deviation: ALIKE_DEVIATION },
      burstFrom: BURST,
      alike: found.alike.map((one) => ({ ...one, ...numbered(one.user) })),
      bursts: found.bursts.map((one) => ({ ...one, ...numbered(one.user) })),
      twice: found.twice.map((items) => ({
        movies: items.map((item) => base.movies[item]),
        inUse: inUse(items),
      })),
      early: found.early.map(untimely),
      future: found.future.map(untimely),
    },
  };
}

/** Each step sorts the counts. */
function* tailOf(counts: Int32Array): Steps<Tail> {
  const bins = doublingBins(counts);
  const median = medianOf(counts);
  yield;
  const hundredth = shareOfTop(counts, 0.01);
  yield;
  const tenth = shareOfTop(counts, 0.1);
  yield;
  return { bins, median, held: [hundredth, tenth, shareOfTop(counts, 0.5)] };
}

/** In plain loops: a function for each of 26 million ratings takes ten times as long. */
function* meanOf(values: Float32Array): Steps<number> {
  let sum = 0;
  for (let from = 0; from < values.length; from += LOOKED_AT_ONCE) {
    const to = Math.min(values.length, from + LOOKED_AT_ONCE);
    for (let n = from; n < to; n++) sum += values[n];
    yield;
  }
  return sum / Math.max(1, values.length);
}
