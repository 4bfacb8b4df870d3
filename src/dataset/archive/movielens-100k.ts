import { linesOf } from './lines-of.ts';
import type { MovieRow } from './movie-collector.ts';
import type { RatingFormat } from './rating-line.ts';
import type { SkippedRowsCounter } from './skipped-rows.ts';

/** The genre flags of u.item, from its sixth column on. The first flag means "no genre known". */
const GENRES = [
  null,
  'Action',
  'Adventure',
  'Animation',
  // This data set says "Children's". Later ones say "Children", and picked genres must apply to all data sets.
  'Children',
  'Comedy',
  'Crime',
  'Documentary',
  'Drama',
  'Fantasy',
  'Film-Noir',
  'Horror',
  'Musical',
  'Mystery',
  'Romance',
  'Sci-Fi',
  'Thriller',
  'War',
  'Western',
] as const;
const FIRST_FLAG = 5;

/**
 * Reads u.item of MovieLens 100K: `id|title|release date|video release date|address|19 flags`, in Latin-1 and
 * without quotes.
 */
export function* movieRows100k(
  bytes: Uint8Array,
  skippedRows: SkippedRowsCounter,
): Generator<MovieRow | null, void> {
  for (const { line, text } of linesOf(new TextDecoder('latin1').decode(bytes))) {
    const fields = text.split('|');
    if (fields.length !== FIRST_FLAG + GENRES.length) {
      skippedRows.add('Film rows with missing or extra columns', () => `line ${line}: ${text.slice(0, 80)}`);
      yield null;
      continue;
    }
    const genres = GENRES.filter((genre, flag) => genre !== null && fields[FIRST_FLAG + flag] === '1');
    const released = /\d{4}$/.exec(fields[2]);
    yield {
      line,
      id: fields[0],
      title: fields[1],
      year: released === null ? null : Number(released[0]),
      genres: genres.filter((genre) => genre !== null),
    };
  }
}

/** u.data of MovieLens 100K: `user, movie, rating, timestamp` separated by tabs, whole stars, no header line. */
export const ratingFormat100k: RatingFormat = {
  separator: 0x09,
  width: 1,
  fields: 4,
  user: 0,
  item: 1,
  value: 2,
  time: 3,
  lowest: 1,
  step: 1,
};
