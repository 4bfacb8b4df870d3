import { correlation } from '../../base/correlation.ts';
import type { Movie } from '../../dataset/dataset.ts';
import type { PersonRatings } from '../recommender.ts';

/** Everyone's ratings, summed up for each movie. */
export interface Everyone {
  readonly movies: readonly Movie[];
  /** `[items]` number of ratings */
  readonly counts: ArrayLike<number>;
  /** `[items]` sum of stars */
  readonly starSums: ArrayLike<number>;
  /** `[items * 10]` ratings by half star */
  readonly histograms: ArrayLike<number>;
}

/** A part of the movies (a genre, a decade): how much of it a person watches, and how they rate it. */
export interface Slice {
  readonly name: string;
  /** Number of the person's ratings in it. */
  readonly count: number;
  /** Share of the person's ratings that are in it, and of everyone's. 0..1 */
  readonly share: number;
  readonly everyoneShare: number;
  /** Mean stars of the person, and of everyone for the same movies. */
  readonly mean: number;
  readonly everyoneMean: number | null;
}

/** A movie that the person and everyone rate differently. */
export interface Disagreement {
  readonly item: number;
  readonly stars: number;
  readonly everyone: number;
}

/** A person's ratings compared with everyone's. */
export interface Profile {
  readonly count: number;
  readonly mean: number;
  /** Of everyone, for the movies that the person rated; null where nobody else rated them. */
  readonly everyoneMean: number | null;
  /** `[10]` number of ratings by half star, and the share of each in all ratings there are. */
  readonly histogram: readonly number[];
  readonly everyoneHistogram: readonly number[];
  /** Most rated first. */
  readonly genres: readonly Slice[];
  /** Earliest first; movies without a year are left out. */
  readonly decades: readonly Slice[];
  /** Pearson correlation of the person's stars with the movies' means; null for fewer than `ENOUGH` movies. */
  readonly agreement: number | null;
  /** The movies with the largest difference above everyone's mean, and below. */
  readonly above: readonly Disagreement[];
  readonly below: readonly Disagreement[];
}

/** With fewer movies a correlation means nothing. */
const ENOUGH = 5;
/** With fewer ratings a movie's mean is not compared. */
const KNOWN = 10;
/** Smaller differences are no disagreement, stars. */
const FAR = 1;
const LISTED = 4;

/** @param ratings the person's own; at least one */
export function profile(everyone: Everyone, ratings: PersonRatings): Profile {
  const { counts, starSums, histograms } = everyone;
  const rated = [...ratings.item].map((item, n) => ({ item, stars: ratings.value[n] }));
  const known = rated.filter(({ item }) => counts[item] >= KNOWN);
  const meanOf = (item: number) => starSums[item] / counts[item];
  const different = known
    .map(({ item, stars }) => ({ item, stars, everyone: meanOf(item) }))
    .sort((a, b) => b.stars - b.everyone - (a.stars - a.everyone) || a.item - b.item);

  const histogram = new Array<number>(10).fill(0);
  for (const { stars } of rated) histogram[Math.round(stars * 2) - 1]++;
  const all = new Array<number>(10).fill(0);
  for (let n = 0; n < histograms.length; n++) all[n % 10] += histograms[n];
  const ratingsInAll = Math.max(
    1,
    all.reduce((sum, n) => sum + n, 0),
  );
  return {
    count: rated.length,
    mean: average(rated.map(({ stars }) => stars)),
    everyoneMean: known.length === 0 ? null : average(known.map(({ item }) => meanOf(item))),
    histogram,
    everyoneHistogram: all.map((n) => n / ratingsInAll),
    genres: slices(everyone, rated, genresOf, ratingsInAll).sort(
      (a, b) => b.count - a.count || a.name.localeCompare(b.name),
    ),
    decades: slices(everyone, rated, decadesOf, ratingsInAll).sort((a, b) => Number(a.name) - Number(b.name)),
    agreement:
      known.length < ENOUGH
        ? null
        : correlation(
            known.map(({ stars }) => stars),
            known.map(({ item }) => meanOf(item)),
          ),
    above: different.filter((one) => one.stars - one.everyone >= FAR).slice(0, LISTED),
    below: different
      .filter((one) => one.everyone - one.stars >= FAR)
      .reverse()
      .slice(0, LISTED),
  };
}

/** A rated item with its stars. */
interface Rated {
  readonly item: number;
  readonly stars: number;
}

/** The parts that the person's ratings fall into. @param namesOf the parts that a movie is in */
function slices(
  { movies, counts, starSums }: Everyone,
  own: readonly Rated[],
  namesOf: (movie: Movie) => readonly string[],
  ratingsInAll: number,
): Slice[] {
  const everyoneCounts = new Map<string, number>();
  movies.forEach((movie, item) => {
    for (const name of namesOf(movie)) {
      everyoneCounts.set(name, (everyoneCounts.get(name) ?? 0) + counts[item]);
    }
  });
  const names = new Set(own.flatMap(({ item }) => namesOf(movies[item])));
  return [...names].map((name) => {
    const inside = own.filter(({ item }) => namesOf(movies[item]).includes(name));
    const rated = inside.filter(({ item }) => counts[item] > 0);
    const everyoneMean = average(rated.map(({ item }) => starSums[item] / counts[item]));
    return {
      name,
      count: inside.length,
      share: inside.length / own.length,
      everyoneShare: (everyoneCounts.get(name) ?? 0) / ratingsInAll,
      mean: average(inside.map(({ stars }) => stars)),
      everyoneMean: rated.length === 0 ? null : everyoneMean,
    };
  });
}

const genresOf = ({ genres }: Movie): readonly string[] => genres;
/** The first year of a movie's decade; none where the year is unknown. */
const decadesOf = ({ year }: Movie): readonly string[] =>
  year === null ? [] : [String(Math.floor(year / 10) * 10)];

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
