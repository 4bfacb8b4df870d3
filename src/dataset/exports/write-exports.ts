/** Tables that other services import, and that the readers of this folder read back. */
import { textCell } from '../../base/csv-cells.ts';

/** A movie as other services find it. */
export interface ExportedMovie {
  /** MovieLens id. */
  readonly movieId: number | null;
  /** Number of IMDb. */
  readonly imdb: number | null;
  /** Number of TMDB. */
  readonly tmdb: number | null;
  /** '' where unknown. */
  readonly title: string;
  readonly year: number | null;
}

/** A movie that the person rated, or saw without rating it. */
export interface ExportedRating extends ExportedMovie {
  /** Half stars 0.5-5; null where it is not rated. */
  readonly stars: number | null;
  /** Everyone's mean in stars; null where nobody rated it. */
  readonly meanStars: number | null;
}

/** A movie of a list. */
export interface ExportedListing extends ExportedMovie {
  /** Milliseconds since 1970; null where unknown. */
  readonly at: number | null;
}

/** One list with its movies. */
export interface ExportedList {
  readonly kind: 'watchlist' | 'seen' | 'liked' | 'notInterested' | 'list';
  /** Its name, '' except for lists that the person named. */
  readonly name: string;
  readonly movies: readonly ExportedListing[];
}

/** A CSV table. */
export interface WrittenTable {
  readonly name: string;
  readonly rows: number;
  readonly text: string;
}

/** What Letterboxd takes in one file: rows, and bytes with a margin for the byte order mark. */
const MOST_ROWS = 1900;
const MOST_BYTES = 1_000_000 - 100;

/**
 * Letterboxd's layout for importing (letterboxd.com/about/importing-data): ids, title, year, and stars of ten, which are
 * empty for a movie that was seen and not rated. It has no date, since Letterboxd would take the day of the rating for a
 * day on which the movie was seen.
 */
export function letterboxdTables(ratings: readonly ExportedRating[]): WrittenTable[] {
  return divided(
    'letterboxd',
    'imdbID,tmdbID,Title,Year,Rating10',
    ratings.map((rating) => [...idsOf(rating), ...namesOf(rating), tenOf(rating)].join(',')),
  );
}

/** The layout of the file that MovieLens.org exports. It holds rated movies only. */
export function movielensTables(ratings: readonly ExportedRating[]): WrittenTable[] {
  const lines = ratings.flatMap(({ stars, meanStars, ...movie }) => {
    if (stars === null) return [];
    const title = movie.year === null ? movie.title : `${movie.title} (${movie.year})`;
    const mean = meanStars === null ? '' : meanStars.toFixed(2);
    return [[movie.movieId ?? '', ...idsOf(movie), stars, mean, textCell(title)].join(',')];
  });
  if (lines.length === 0) return [];
  return [tableOf('movielens-ratings.csv', 'movie_id,imdb_id,tmdb_id,rating,average_rating,title', lines)];
}

/** Lists with titles and ids by which Letterboxd finds the movies of a list, too; each list is a file of its own. */
export function listTables(lists: readonly ExportedList[]): WrittenTable[] {
  const names = new Set<string>();
  return lists.flatMap(({ kind, name, movies }) => {
    const plain = kind === 'list' ? `list-${slugOf(name)}` : fileNames[kind];
    let unique = plain;
    for (let n = 2; names.has(unique); n++) unique = `${plain}-${n}`;
    names.add(unique);
    return divided(
      unique,
      'movieId,imdbID,tmdbID,Title,Year,Kind,List,AddedAt',
      movies.map((movie) =>
        [
          movie.movieId ?? '',
          ...idsOf(movie),
          ...namesOf(movie),
          kind,
          textCell(name),
          movie.at === null ? '' : new Date(movie.at).toISOString(),
        ].join(','),
      ),
    );
  });
}

const fileNames = {
  watchlist: 'watchlist',
  seen: 'seen',
  liked: 'liked',
  notInterested: 'not-interested',
} as const;

function idsOf({ imdb, tmdb }: ExportedMovie): string[] {
  return [imdb === null ? '' : `tt${String(imdb).padStart(7, '0')}`, tmdb === null ? '' : String(tmdb)];
}

function namesOf({ title, year }: ExportedMovie): string[] {
  return [textCell(title), year === null ? '' : String(year)];
}

function tenOf({ stars }: ExportedRating): string {
  return stars === null ? '' : String(stars * 2);
}

/** Rows as files that Letterboxd takes: 1,900 rows and 1 MB at most in each. None without rows. */
function divided(name: string, header: string, lines: readonly string[]): WrittenTable[] {
  const encoder = new TextEncoder();
  const parts: string[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    const size = encoder.encode(line).length + 2;
    const isFull = parts.at(-1)?.length === MOST_ROWS || bytes + size > MOST_BYTES;
    if (isFull) {
      parts.push([]);
      bytes = header.length + 2;
    }
    parts.at(-1)?.push(line);
    bytes += size;
  }
  return parts.map((part, n) =>
    tableOf(parts.length === 1 ? `${name}.csv` : `${name}-${n + 1}-of-${parts.length}.csv`, header, part),
  );
}

function tableOf(name: string, header: string, lines: readonly string[]): WrittenTable {
  return { name, rows: lines.length, text: `${[header, ...lines].join('\r\n')}\r\n` };
}

/** A name as a part of a file name. */
function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return slug === '' ? 'unnamed' : slug;
}
