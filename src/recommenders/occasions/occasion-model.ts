import type { Pause } from '../../base/scheduling.ts';
import type { Dataset, Ratings } from '../../dataset/dataset.ts';
import { calendarDay, eachDay, MONTHS, OCCASIONS, occasionsOf } from './calendar.ts';
import { type Clusters, COUNTED_AT_ONCE, countDays, type DayCounts, genresByItem } from './count-days.ts';
import { type LogOdds, shrunkLogOdds, usual } from './log-odds.ts';

/** What is rated more in some months and on some weekdays than usual, by the dates of a data set. */
export interface OccasionModel {
  readonly genres: readonly string[];
  /** `[genres]` usual share of a genre in the ratings of a day, 0..1; several genres of a movie count each. */
  readonly shares: Float64Array;
  /** How much likelier a rating is of this genre on this occasion. */
  ofGenre(genre: number, occasion: number): LogOdds;
  /** How much likelier a rating of this movie falls on this occasion. */
  ofMovie(item: number, occasion: number): LogOdds;
}

/** The priors weigh as much as so many days of somebody, and as so many ratings of a movie. */
const DAYS_STRENGTH = 50;
const MOVIE_STRENGTH = 20;
/** In a year, an occasion needs so many people, and it needs so many years: one autumn is no season. */
const LEAST_PEOPLE = 5;
const LEAST_YEARS = 2;
/** A movie needs so many ratings, and so many of them on the occasion. */
const LEAST_RATINGS = 20;
const LEAST_ON_OCCASION = 5;
/** A day never counts as more than so many independent observations, however alike days are: 1 / 0.05 = 20. */
const LEAST_EFFECT = 0.05;

/**
 * Counts ratings by month and weekday. The ratings that a user gave on one day count as one day, shared among their
 * genres: whoever rates a hundred movies at a sitting tells less about that day than a hundred people. What is usual is
 * taken from the same years (indirect standardisation), so that genres that come and go are not taken for seasons. A
 * user who is one of few on an occasion teaches nothing about it: see the limits above.
 * @returns null where no rating has a date
 */
export function fitOccasions(dataset: Dated): OccasionModel | null {
  const steps = occasionSteps(dataset);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** Like `fitOccasions`, with pauses: of millions of ratings it takes a second. Rejects with the reason of the pause. */
export async function fitOccasionsInPieces(dataset: Dated, pause: Pause): Promise<OccasionModel | null> {
  const steps = occasionSteps(dataset);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    await pause();
  }
}

type Dated = Pick<Dataset, 'movies' | 'genres' | 'ratings'>;

function* occasionSteps({ movies, genres, ratings }: Dated): Generator<void, OccasionModel | null> {
  const counts = yield* countDays(ratings, genresByItem(movies, genres), genres.length);
  if (counts === null) return null;
  const { years, people, days, genreDays, clusters } = counts;
  const enough = Array.from({ length: OCCASIONS }, (_, o) => {
    const lasting = people.filter((inYear) => inYear[o] >= LEAST_PEOPLE).length;
    return o < MONTHS ? lasting >= LEAST_YEARS : lasting >= 1;
  });
  const all = sum(days.map((inYear) => inYear[OCCASIONS]));
  const shares = Float64Array.from(
    genres,
    (_, g) => sum(genreDays.map((inYear) => inYear[g][OCCASIONS])) / all,
  );
  const effects = shares.map((share, g) => designEffect(clusters[g], share, all));
  const movieCounts = yield* countMovies(ratings, counts);
  return {
    genres,
    shares,
    ofGenre(g, o) {
      if (!enough[o]) return usual;
      const [k, n] = [sum(genreDays.map((inYear) => inYear[g][o])), sum(days.map((inYear) => inYear[o]))];
      const expected = sum(
        years.map((_, y) => (days[y][o] * genreDays[y][g][OCCASIONS]) / days[y][OCCASIONS]),
      );
      return shrunkLogOdds(k / effects[g], n / effects[g], expected / n, DAYS_STRENGTH);
    },
    ofMovie(item, o) {
      const { given, expected, several } = movieCounts;
      const at = item * (OCCASIONS + 1);
      const [k, n] = [given[at + o], given[at + OCCASIONS]];
      const isKnown = n >= LEAST_RATINGS && k >= LEAST_ON_OCCASION && (o >= MONTHS || several[at + o] === 1);
      return enough[o] && isKnown ? shrunkLogOdds(k, n, expected[at + o] / n, MOVIE_STRENGTH) : usual;
    },
  };
}

/**
 * How many days tell as much as one independent yes or no (design effect, Kish 1965): the squares of `S - p D`, a user's
 * month as one cluster, over `N p (1 - p)`. Below 1, since a day's share of a genre varies less than a yes or no does.
 */
function designEffect({ ss, sd, dd }: Clusters, p: number, days: number): number {
  return Math.max(LEAST_EFFECT, (ss - 2 * p * sd + p * p * dd) / (days * p * (1 - p)) || 1);
}

/** Counts of movies. All `[items * (occasions + 1)]`, the last place of a movie is for all occasions. */
interface MovieCounts {
  readonly given: Int32Array;
  /** Ratings that would fall on the occasion if the movie were rated as all others in the same years. */
  readonly expected: Float32Array;
  /** 1 where the ratings of the occasion are of several years. */
  readonly several: Uint8Array;
}

function* countMovies(
  { users, items, rowStart, item, time }: Ratings,
  counts: DayCounts,
): Generator<void, MovieCounts> {
  const { step, years, ratings } = counts;
  const width = OCCASIONS + 1;
  const rates = ratings.map((inYear) => inYear.map((count) => count / inYear[OCCASIONS]));
  const given = new Int32Array(items * width);
  const expected = new Float32Array(items * width);
  const several = new Uint8Array(items * width);
  const firstYear = new Int16Array(items * width);
  let since = 0;
  for (let u = 0; u < users; u += step) {
    since += rowStart[u + 1] - rowStart[u];
    if (since > COUNTED_AT_ONCE) {
      since = 0;
      yield;
    }
    eachDay(time, rowStart[u], rowStart[u + 1], (day, positions) => {
      const date = calendarDay(day);
      const y = years.indexOf(date.year);
      const occasions = [...occasionsOf(date), OCCASIONS];
      for (const n of positions) {
        const at = item[n] * width;
        for (let o = 0; o < width; o++) expected[at + o] += rates[y][o];
        for (const o of occasions) {
          if (given[at + o]++ === 0) firstYear[at + o] = date.year;
          else if (firstYear[at + o] !== date.year) several[at + o] = 1;
        }
      }
    });
  }
  return { given, expected, several };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
