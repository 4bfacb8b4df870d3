/** Guesses what the columns of tables hold, by their names and by what is in them. The person corrects it. */
import type { RatingScale } from '../exports/mapped-table.ts';
import type { Subject } from '../subject.ts';
import type { DatasetMapping, ItemRoles, RatingRoles, TableHead } from './mapping.ts';

const THING =
  'item|book|game|app|movie|film|track|song|artist|album|product|anime|manga|isbn|asin|parent.?asin|business|title|recipe|joke';
const PERSON = 'user|reader|member|player|customer|reviewer|listener|person|profile';
const USER = new RegExp(`^(${PERSON})s?(.?(id|name|key|no|nr))?$`);
const ITEM = new RegExp(`^(${THING})s?(.?(id|name|key|title|no|nr))?$`);
const RATING = /(^|[^a-z])(rating|score|stars|overall|grade|vote)s?$/;
/** Means and numbers of ratings, in tables of items. */
const NO_RATING = /average|avg|mean|count|num|total|median/;
const TIME = /time|date|when|created/;
const ID = new RegExp(`^((${THING}).?(id|key|no|nr)|id|isbn|isbn13|asin|parent.?asin|item|code)$`);
const TITLE = new RegExp(`title|name|^(${THING})$`);
const YEAR = /year|published|release/;
const GENRES = /genre|categor|tag|shelves|shelf|subject|style/;

const SUBJECTS: readonly (readonly [Subject, RegExp])[] = [
  ['books', /book|isbn|author|reader|goodreads/],
  ['games', /game|steam|player|(^|[^a-z])app.?(id|name)/],
  ['music', /music|song|track|artist|album|listen/],
  ['films', /movie|film|imdb|cinema/],
];

const NUMBER = /^-?\d+([.,]\d+)?$/;

/** Whether a table holds ratings of many people, by the names of its columns alone. */
export function isNamedRatings({ columns }: TableHead): boolean {
  const { user, item, rating } = namedRoles(columns);
  return user !== null && item !== null && rating !== null;
}

/**
 * What the tables probably hold.
 * @returns null where no table can hold ratings of many people
 */
export function guessMapping(tables: readonly TableHead[]): DatasetMapping | null {
  const rated = tables.find(isNamedRatings) ?? tables.find(mayHoldRatings);
  if (rated === undefined) return null;
  const ratings = ratingRoles(rated);
  const other = tables.find((table) => table !== rated && table.columns.length >= 2);
  const values = valuesOf(rated, ratings.rating);
  const scale = scaleOf(values);
  return {
    ratings,
    items: other === undefined ? null : itemRoles(other),
    scale,
    // On scales that begin with 0 the sample has many of them; BookCrossing writes 0 for "not rated" on 1 to 10.
    zero: scale === 5 && values.includes(0) ? 'lowest' : 'unrated',
    subject: subjectOf(tables),
  };
}

/** The columns of a table of ratings: by name, and what has no name by what is in it. */
function ratingRoles(table: TableHead): RatingRoles {
  const named = namedRoles(table.columns);
  const taken = new Set<number | null>([named.user, named.item, named.rating, named.time]);
  const free = () => table.columns.findIndex((_, n) => !taken.has(n));
  let { user, item, rating } = named;
  if (rating === null) {
    rating = ratingByContent(table, taken);
    taken.add(rating);
  }
  for (const role of ['user', 'item'] as const) {
    if ((role === 'user' ? user : item) !== null) continue;
    const at = free();
    if (at < 0) continue;
    taken.add(at);
    if (role === 'user') user = at;
    else item = at;
  }
  return { table: table.name, user, item, rating, time: named.time };
}

/** The columns of a table of items. */
function itemRoles({ name, columns }: TableHead): ItemRoles {
  const taken = new Set<number>();
  const find = (names: RegExp): number | null => {
    const at = columns.findIndex((column, n) => !taken.has(n) && names.test(column.toLowerCase()));
    if (at < 0) return null;
    taken.add(at);
    return at;
  };
  const id = find(ID) ?? 0;
  taken.add(id);
  const title = find(/title/) ?? find(TITLE) ?? columns.findIndex((_, n) => n !== id);
  taken.add(title);
  return { table: name, id, title: title < 0 ? null : title, year: find(YEAR), genres: find(GENRES) };
}

function namedRoles(columns: readonly string[]): Omit<RatingRoles, 'table'> {
  const names = columns.map((column) => column.trim().toLowerCase());
  const find = (is: (name: string) => boolean) => {
    const at = names.findIndex(is);
    return at < 0 ? null : at;
  };
  return {
    user: find((name) => USER.test(name)),
    item: find((name) => ITEM.test(name)),
    rating: find((name) => RATING.test(name) && !NO_RATING.test(name) && !USER.test(name)),
    time: find((name) => TIME.test(name)),
  };
}

/** A table without names of columns must be numbers; one with names must name the person or the rating. */
function mayHoldRatings(table: TableHead): boolean {
  const { columns, hasHeader, sample } = table;
  if (columns.length < 3 || sample.length === 0) return false;
  if (hasHeader) {
    const { user, rating } = namedRoles(columns);
    return user !== null || (rating !== null && rating >= 2);
  }
  return sample.every((cells) => cells.slice(0, 3).every((cell) => NUMBER.test(cell)));
}

/** The first column with small numbers that has not two hundred different ones. */
function ratingByContent({ columns, sample }: TableHead, taken: ReadonlySet<number | null>): number | null {
  const lowest = (n: number) => {
    const values = sample.map((cells) => cells.at(n)?.trim() ?? '');
    if (!values.every((value) => NUMBER.test(value))) return Number.POSITIVE_INFINITY;
    return Math.max(...values.map((value) => Number(value.replace(',', '.'))));
  };
  let best: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  columns.forEach((_, n) => {
    // The columns of a table without names are user, item and rating, in this order as a rule.
    const value = taken.has(n) || n < 2 ? Number.POSITIVE_INFINITY : lowest(n);
    if (value > 100 || value >= least) return;
    [best, least] = [n, value];
  });
  return best;
}

function valuesOf({ sample }: TableHead, rating: number | null): number[] {
  if (rating === null) return [];
  return sample
    .map((cells) => (cells.at(rating) ?? '').trim().replace(',', '.'))
    .filter((cell) => NUMBER.test(cell))
    .map(Number);
}

/** The smallest scale that has nearly all ratings: a few may be slips. */
function scaleOf(values: readonly number[]): RatingScale {
  const has = (scale: RatingScale) => values.filter((value) => value <= scale).length >= 0.85 * values.length;
  return ([5, 10, 20] as const).find(has) ?? 100;
}

function subjectOf(tables: readonly TableHead[]): Subject {
  const words = tables.flatMap(({ name, columns }) => [name, ...columns]).map((word) => word.toLowerCase());
  return SUBJECTS.find(([, names]) => words.some((word) => names.test(word)))?.[0] ?? 'other';
}
