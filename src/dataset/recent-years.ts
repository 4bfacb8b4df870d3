import type { ImportReport, Movie } from './dataset.ts';

interface Dated {
  readonly movies: readonly Pick<Movie, 'year'>[];
  readonly report: Pick<ImportReport, 'ratings'>;
}

/** "Recent" means so many years up to the newest one. */
const SPAN = 5;
/** A year is the newest one if so many movies are of it or of later ones: a single wrong year moves nothing. */
const LEAST = 4;

/**
 * The year with which the recent years of a data set begin, by its own movies and not by the calendar: a data set that
 * ended in 2016 has recent years, too.
 * @returns null where too few movies have a year, where more than half of those that have one would be recent, and for a
 * starter, which has no ratings yet: the years of its few movies are not those of the whole data set
 */
export function recentSince({ movies, report }: Dated): number | null {
  if (report.ratings === 0) return null;
  const years = Int16Array.from(movies.flatMap(({ year }) => year ?? [])).sort();
  if (years.length < LEAST) return null;
  const since = years[years.length - LEAST] - SPAN + 1;
  const recent = years.filter((year) => year >= since).length;
  return recent * 2 > years.length ? null : since;
}
