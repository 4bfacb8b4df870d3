/** Tables of no known service: a person, or a suggestion, says what each column means. */
import type { Pause } from '../../base/scheduling.ts';
import { parseTitle } from '../title.ts';
import { idFrom, imdbFrom, numberFrom, starsFrom, timeFrom, yearFrom } from './cells.ts';
import { type DateOrder, dateOrderOf, isoDate } from './date-order.ts';
import { entryOf, type ImportedEntry, type ReadFile, type UnknownTable } from './entry.ts';
import { decodeEntities } from './html-entities.ts';
import { NO_RATING, NO_TITLE } from './layout.ts';
import { RowCollector } from './row-collector.ts';
import type { Table } from './table.ts';

/** What a column of a table may mean. */
export type MappedField = 'title' | 'year' | 'imdb' | 'tmdb' | 'rating' | 'date';

/** The highest rating. */
export type RatingScale = 4 | 5 | 6 | 10 | 20 | 100;

/** What the columns of a table mean. */
export interface TableMapping {
  /** The column of each field, from 0; null where the table has none. */
  readonly columns: Readonly<Record<MappedField, number | null>>;
  /** The highest rating. */
  readonly scale: RatingScale;
  /** Which of day and month comes first; null: as the dates themselves say. */
  readonly dateOrder: DateOrder | null;
  /** What a row without a rating means. */
  readonly unrated: 'seen' | 'watchlist';
}

const NAMES: readonly (readonly [MappedField, RegExp])[] = [
  ['imdb', /imdb|^const$/],
  ['tmdb', /tmdb|themoviedb/],
  ['rating', /rating|score|stars|vote|grade|note\b|bewertung|puntuaci|voto/],
  ['date', /date|watched|seen|rated|created|datum|fecha|data\b/],
  ['year', /year|jahr|ann[eé]e|a[nñ]o|anno|release/],
  ['title', /title|name|film|movie|titel|titre|t[ií]tulo|titolo/],
];
/** Rows that a suggestion is made from. */
const LOOKED_AT = 200;

/** Names the columns of a table, so that a mapping holds for the next table that has the same. */
export function headerOf({ columns }: Table): string {
  return JSON.stringify(columns);
}

/** What the columns probably mean, by their names and by what is in them. */
export function suggestMapping(table: Table): TableMapping {
  const columns: Record<MappedField, number | null> = {
    title: null,
    year: null,
    imdb: null,
    tmdb: null,
    rating: null,
    date: null,
  };
  const taken = new Set<number>();
  for (const [field, names] of NAMES) {
    const at = table.columns.findIndex((column, n) => !taken.has(n) && names.test(column));
    if (at < 0) continue;
    columns[field] = at;
    taken.add(at);
  }
  const rows = table.first(LOOKED_AT);
  const { rating } = columns;
  const values =
    rating === null ? [] : rows.flatMap((row) => numberFrom((row.at(rating) ?? '').trim()) ?? []);
  const highest = Math.max(0, ...values);
  return {
    columns,
    scale: highest <= 5 ? 5 : highest <= 10 ? 10 : 100,
    dateOrder: null,
    unrated: table.columns.some((column) => /watchlist/.test(column)) ? 'watchlist' : 'seen',
  };
}

/** Whether a mapping says which movie a row is about. */
export function isUsable({ columns }: TableMapping): boolean {
  return columns.title !== null || columns.imdb !== null || columns.tmdb !== null;
}

/** Reads a table by a mapping. Each row is an entry or is skipped for a reason. Rejects as the table does. */
export async function readMapped(
  { name, table }: UnknownTable,
  mapping: TableMapping,
  pause: Pause,
): Promise<ReadFile> {
  const rows = new RowCollector();
  const { date } = mapping.columns;
  const dates: string[] = [];
  if (date !== null && mapping.dateOrder === null)
    await table.each((cells) => void dates.push(cells.at(date) ?? ''), pause);
  const order = mapping.dateOrder ?? dateOrderOf(dates);
  await table.each(
    (cells, number) =>
      rows.add(mappedEntry(cells, mapping, order), () => `row ${number}: ${cells.join(', ')}`),
    pause,
  );
  return rows.file(name, 'table');
}

function mappedEntry(
  cells: readonly string[],
  { columns, scale, unrated }: TableMapping,
  order: DateOrder,
): ImportedEntry | string {
  const cell = (field: MappedField) => {
    const at = columns[field];
    return at === null ? '' : (cells.at(at) ?? '').trim();
  };
  const { title, alsoKnownAs, year } = parseTitle(decodeEntities(cell('title')));
  const [imdb, tmdb] = [imdbFrom(cell('imdb')), idFrom(cell('tmdb'))];
  const rating = cell('rating');
  const stars = starsFrom(rating, scale);
  if (title === '' && imdb === null && tmdb === null) return NO_TITLE;
  if (stars === null && !['', '0', '-'].includes(rating)) return NO_RATING;
  return entryOf({
    imdb,
    tmdb,
    titles: title === '' ? [] : [title, ...alsoKnownAs],
    year: yearFrom(cell('year')) ?? year,
    opinion: stars === null ? { kind: unrated } : { kind: 'rating', stars },
    at: timeFrom(isoDate(cell('date'), order)),
  });
}
