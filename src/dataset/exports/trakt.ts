import { starsFrom, timeFrom, yearFrom } from './cells.ts';
import type { ImportedEntry, Opinion } from './entry.ts';
import { recordOf, textFrom } from './json.ts';
import { NO_MOVIE, NO_RATING, NO_TITLE } from './layout.ts';

/** The date fields, by which Trakt's lists differ. Ratings are from 1 to 10. */
const DATES = ['rated_at', 'listed_at', 'watched_at', 'last_watched_at'] as const;

/** Whether a list is from Trakt: ratings, a watchlist or a history. */
export function isTrakt(list: readonly unknown[]): boolean {
  return list.slice(0, 20).some((row) => DATES.some((date) => date in recordOf(row)));
}

/** The entry of a row, or why the row is skipped. */
export function traktEntry(row: unknown): ImportedEntry | string {
  const record = recordOf(row);
  if (!('movie' in record)) return NO_MOVIE;
  const movie = recordOf(record.movie);
  const title = textFrom(movie.title);
  const date = DATES.find((name) => name in record);
  const opinion = opinionOf(record);
  if (title === '') return NO_TITLE;
  if (opinion === null) return NO_RATING;
  return {
    movieId: null,
    titles: [title],
    year: yearFrom(String(movie.year)),
    opinion,
    at: date === undefined ? null : timeFrom(textFrom(record[date])),
    // A history contains every time that a movie was watched, so it is current.
    isCurrent: true,
  };
}

function opinionOf(record: Readonly<Record<string, unknown>>): Opinion | null {
  if ('rating' in record || 'rated_at' in record) {
    const stars = starsFrom(String(record.rating), 10);
    return stars === null ? null : { kind: 'rating', stars };
  }
  return { kind: 'listed_at' in record ? 'watchlist' : 'seen' };
}
