import { decodeText } from './decode-text.ts';
import { linesOf } from './lines-of.ts';
import type { MovieRow } from './movie-collector.ts';
import type { RatingFormat } from './rating-line.ts';
import type { SkippedRowsCounter } from './skipped-rows.ts';

/** The older data sets say "Children's". Later ones say "Children", and picked genres must apply to all data sets. */
const RENAMED: ReadonlyMap<string, string> = new Map([["Children's", 'Children']]);
const NO_GENRES = '(no genres listed)';

/**
 * Reads movies.dat of MovieLens 1M and 10M: `id::title::genre|genre`, without quotes and header line. 1M is written in
 * Latin-1, 10M in UTF-8.
 */
export function* movieRowsDat(
  bytes: Uint8Array,
  skippedRows: SkippedRowsCounter,
): Generator<MovieRow | null, void> {
  for (const { line, text } of linesOf(decodeText(bytes))) {
    const first = text.indexOf('::');
    const last = text.lastIndexOf('::');
    if (first === last) {
      skippedRows.add('Film rows with missing or extra columns', () => `line ${line}: ${text.slice(0, 80)}`);
      yield null;
      continue;
    }
    yield {
      line,
      id: text.slice(0, first),
      title: text.slice(first + 2, last),
      year: null,
      genres: genresOf(text.slice(last + 2)),
    };
  }
}

function genresOf(written: string): string[] {
  const genres = written.split('|').map((genre) => RENAMED.get(genre.trim()) ?? genre.trim());
  return [...new Set(genres)].filter((genre) => genre !== '' && genre !== NO_GENRES);
}

/** ratings.dat of MovieLens 1M and 10M: `user::movie::rating::timestamp`, without header line. */
export const ratingFormatDat: RatingFormat = {
  separator: 0x3a,
  width: 2,
  fields: 4,
  user: 0,
  item: 1,
  value: 2,
  time: 3,
  lowest: 0.5,
  step: 0.5,
};
