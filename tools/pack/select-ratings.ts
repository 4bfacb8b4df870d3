import { Problem } from '../../src/base/problem.ts';
import { allGenres, createImportReport } from '../../src/dataset/archive/import-report.ts';
import type { Dataset, Ratings, SkippedRows } from '../../src/dataset/dataset.ts';
import { ratingsThatStay } from '../../src/dataset/thin-ratings.ts';

/** Which ratings are packed, before people are drawn. */
export interface Selection {
  /** Ratings that were given before this year (UTC), or at an unknown time, are left out; null to keep all. */
  readonly since: number | null;
  /** So many of the most rated movies stay, with all their ratings; null to keep all movies. */
  readonly movies: number | null;
}

/**
 * A part of a data set: recent ratings, then those of the movies that have the most of them. People without a rating are
 * left out, the others numbered anew, and so are the movies. The very same data set where nothing is left out.
 * @throws Problem 'settings' where no rating stays
 */
export function selectRatings(base: Dataset, { since, movies }: Selection): Dataset {
  const recent = since === null ? base : givenSince(base, since);
  const selected = movies === null || movies >= base.movies.length ? recent : ofMostRated(recent, movies);
  if (selected.ratings.item.length === 0) throw nothingLeft();
  return selected;
}

function givenSince(base: Dataset, year: number): Dataset {
  const from = Date.UTC(year, 0) / 1000;
  const remaining = Uint8Array.from(base.ratings.time, (at) => (at !== 0 && at >= from ? 1 : 0));
  const { ratings } = ratingsThatStay(base.ratings, remaining);
  return withRatings(base, base.movies, ratings, {
    why: `Ratings left out by your choice: those before ${year} or without a date`,
    count: base.ratings.item.length - ratings.item.length,
    examples: [],
  });
}

/** Of movies with equally many ratings those stay that the data set names first. */
function ofMostRated(base: Dataset, most: number): Dataset {
  const counts = new Int32Array(base.movies.length);
  for (const item of base.ratings.item) counts[item]++;
  const items = [...counts.keys()]
    .sort((a, b) => counts[b] - counts[a] || a - b)
    .slice(0, most)
    .sort((a, b) => a - b);
  const itemOf = new Int32Array(counts.length).fill(-1);
  items.forEach((item, now) => {
    itemOf[item] = now;
  });
  const remaining = Uint8Array.from(base.ratings.item, (item) => (itemOf[item] < 0 ? 0 : 1));
  const { ratings } = ratingsThatStay(base.ratings, remaining);
  const renumbered = { ...ratings, items: items.length, item: ratings.item.map((item) => itemOf[item]) };
  const movies = items.map((item) => base.movies[item]);
  return withRatings(base, movies, renumbered, {
    why: 'Ratings left out by your choice: those of movies that few have rated',
    count: base.ratings.item.length - ratings.item.length,
    examples: [],
  });
}

function withRatings(
  base: Dataset,
  movies: Dataset['movies'],
  ratings: Ratings,
  leftOut: SkippedRows,
): Dataset {
  // What is known in numbers goes by item; the archive takes it from the tables of the source.
  const { statistics: _, links: __, ...rest } = base;
  const report = createImportReport(movies, ratings, [...base.report.leftOut, leftOut]);
  return { ...rest, movies, genres: allGenres(movies), ratings, report };
}

function nothingLeft(): Problem {
  return new Problem('settings', 'No rating would be left.', 'Choose an earlier year, or keep more movies.');
}
