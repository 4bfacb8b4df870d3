import { Problem } from '../../base/problem.ts';
import { idFrom, imdbFrom, starsFrom, timeFrom, yearFrom } from './cells.ts';
import { entryOf, type ImportedEntry, type Opinion } from './entry.ts';
import { recordOf, textFrom, wholeFrom } from './json.ts';
import { baseName, listNameOf, NO_MOVIE, NO_RATING, NO_TITLE } from './layout.ts';
import { simklStatus } from './other-tables.ts';

/** The date fields, by which Trakt's lists differ. Ratings are from 1 to 10. */
const DATES = ['rated_at', 'hidden_at', 'listed_at', 'watched_at', 'last_watched_at'] as const;

/** Whether a list is from Trakt: ratings, a list, a history or what is hidden. */
export function isTrakt(list: readonly unknown[]): boolean {
  return list.slice(0, 20).some((row) => DATES.some((date) => date in recordOf(row)));
}

/**
 * The entry of a row, or why the row is skipped.
 * @param file path of the file: it tells the watchlist, the favourites and each list apart
 * @throws Problem 'file-unknown' for movies that are hidden elsewhere than among the recommendations
 */
export function traktEntry(row: unknown, file: string): ImportedEntry | string {
  const record = recordOf(row);
  if (!('movie' in record)) return NO_MOVIE;
  const movie = recordOf(record.movie);
  const title = textFrom(movie.title);
  const date = DATES.find((name) => name in record);
  const opinion = opinionOf(record, file);
  if (title === '') return NO_TITLE;
  if (opinion === null) return NO_RATING;
  return entryOf({
    ...idsOf(movie),
    titles: [title],
    year: yearFrom(String(movie.year)),
    opinion,
    // A history contains every time that a movie was watched, so it is current.
    at: date === undefined ? null : timeFrom(textFrom(record[date])),
  });
}

function opinionOf(record: Readonly<Record<string, unknown>>, file: string): Opinion | null {
  if ('rating' in record || 'rated_at' in record) {
    const stars = starsFrom(String(record.rating), 10);
    return stars === null ? null : { kind: 'rating', stars };
  }
  if ('hidden_at' in record) {
    if (/recommend/i.test(file)) return { kind: 'notInterested' };
    throw new Problem(
      'file-unknown',
      `${file} holds what you have hidden elsewhere than among recommendations.`,
      'It says nothing about your taste, so Matinee does not need it.',
    );
  }
  return 'listed_at' in record ? listOf(file) : { kind: 'seen' };
}

function listOf(file: string): Opinion {
  const name = baseName(file);
  if (/favou?rite/i.test(name)) return { kind: 'liked' };
  const isList = /list/i.test(name) || /(?:^|\/)lists\//i.test(file);
  return isList && !/watchlist/i.test(name)
    ? { kind: 'listed', list: listNameOf(file) }
    : { kind: 'watchlist' };
}

function idsOf(movie: Readonly<Record<string, unknown>>): Pick<ImportedEntry, 'imdb' | 'tmdb'> {
  const { imdb, tmdb } = recordOf(movie.ids);
  return { imdb: imdbFrom(textFrom(imdb)), tmdb: wholeFrom(tmdb) || idFrom(textFrom(tmdb)) };
}

/** The rows of Simkl's JSON, a record with a list for each kind of thing; null if a value is none. */
export function simklRows(value: unknown): readonly unknown[] | null {
  const { movies, shows, anime } = recordOf(value);
  const lists = [movies, shows, anime].filter((list) => Array.isArray(list));
  const isSimkl = Array.isArray(movies) && movies.every((row) => 'movie' in recordOf(row));
  return isSimkl && lists.length > 0 ? lists.flat() : null;
}

/** The entry of a row of Simkl's JSON, or why the row is skipped. */
export function simklEntry(row: unknown): ImportedEntry | string {
  const record = recordOf(row);
  if (!('movie' in record)) return NO_MOVIE;
  const movie = recordOf(record.movie);
  const title = textFrom(movie.title);
  const rating = record.user_rating ?? null;
  const stars = rating === null ? null : starsFrom(String(rating), 10);
  if (title === '') return NO_TITLE;
  if (rating !== null && stars === null) return NO_RATING;
  const [rated, watched, added] = [
    record.user_rated_at,
    record.last_watched_at,
    record.added_to_watchlist_at,
  ].map(textFrom);
  const opinion: Opinion = stars === null ? simklStatus(textFrom(record.status)) : { kind: 'rating', stars };
  return entryOf({
    ...idsOf(movie),
    titles: [title],
    year: yearFrom(String(movie.year)),
    opinion,
    at: timeFrom((stars !== null && rated) || watched || added),
  });
}
