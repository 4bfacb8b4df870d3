import type { Pause } from '../../base/scheduling.ts';
import type { Dataset, Movie } from '../../dataset/dataset.ts';
import type { Facts } from '../../dataset/movie-facts.ts';
import type { TermGroup } from '../../protocol/content-groups.ts';
import { countWords } from './description-words.ts';

/** A column of the content model. */
export interface Term {
  readonly group: TermGroup;
  /** The genre, the name of a person, the word as most texts spell it. */
  readonly label: string;
  /** What a person did; absent for other terms. Directing and acting are two terms. */
  readonly role?: 'director' | 'cast';
}

/** Movies by terms as sparse rows (CSR). Within a row the columns ascend. */
export interface ContentTerms {
  readonly terms: readonly Term[];
  /** How much each group counts; the shares of those that are there sum to 1. */
  readonly shares: GroupWeights;
  /** `ln((1 + n) / (1 + df)) + 1`, `[terms]` */
  readonly idf: Float64Array;
  /** `[items + 1]` */
  readonly start: Int32Array;
  /** `[entries]` */
  readonly index: Int32Array;
  /** `[entries]` */
  readonly value: Float64Array;
}

/** How much each group counts, one in proportion to the others; 0 leaves it out, and so does no mention. */
export type GroupWeights = Readonly<Partial<Record<TermGroup, number>>>;

/** The weights with the highest NDCG@10 of this recommender on training parts; see docs/benchmarks.md. */
export const groupWeights: GroupWeights = { genres: 1, people: 16, words: 4, tags: 8 };

/** The weights of some groups. */
export function weightsOf(groups: readonly TermGroup[]): GroupWeights {
  return Object.fromEntries(groups.map((group) => [group, groupWeights[group] ?? 0]));
}

/** A person in one movie alone says nothing of another. */
const LEAST_MOVIES_OF_PERSON = 2;
/** Words and tags of fewer movies are mostly names and slips. */
const LEAST_MOVIES_OF_WORD = 3;

const neverPause: Pause = async () => {};
/** Movies in one piece of work. */
const AT_A_TIME = 200;

/** The terms of one group by movie, with how often the movie has each. */
interface Group {
  readonly terms: readonly Term[];
  /** By movie: columns within the group, ascending, with their counts. */
  readonly rows: readonly (readonly (readonly [column: number, count: number])[])[];
}

/**
 * TF-IDF of every group by itself: smooth idf over all movies, rows of length 1, the same numbers as scikit-learn's
 * `TfidfVectorizer`. A movie's row is its rows of all groups side by side, each times the root of the group's share of
 * the weights. So the product of two rows is the weighted mean of the cosines by group, where a group that a movie lacks
 * counts as 0: to scale such rows to length 1 ranks far worse (NDCG@10 .050 against .103), because movies of which little is known would be
 * as alike as those of which much is known. Where genres are the only group, the rows are those of the genre model.
 * @param pause awaited between pieces of work; rejects to give up
 */
export async function fitTerms(
  { movies, genres }: Pick<Dataset, 'movies' | 'genres'>,
  facts: Facts,
  weights: GroupWeights,
  pause: Pause = neverPause,
): Promise<ContentTerms> {
  const groups = await groupsOf(movies, genres, facts, weights, pause);
  const sum = groups.reduce((total, { weight }) => total + weight, 0);
  const terms: Term[] = [];
  const idf: number[] = [];
  const weighed = groups.map(({ name, weight, group }) => {
    const first = terms.length;
    const own = idfOf(group, movies.length);
    terms.push(...group.terms);
    idf.push(...own);
    return { name, share: weight / sum, first, own, rows: group.rows };
  });
  const start = new Int32Array(movies.length + 1);
  const index: number[] = [];
  const value: number[] = [];
  for (let i = 0; i < movies.length; i++) {
    if (i % AT_A_TIME === 0) await pause();
    for (const { share, first, own, rows } of weighed) {
      const from = value.length;
      for (const [column, count] of rows[i]) {
        index.push(first + column);
        value.push(count * own[column]);
      }
      scaleTo(Math.sqrt(share), value, from);
    }
    start[i + 1] = value.length;
  }
  return {
    terms,
    shares: Object.fromEntries(weighed.map(({ name, share }) => [name, share])),
    idf: Float64Array.from(idf),
    start,
    index: Int32Array.from(index),
    value: Float64Array.from(value),
  };
}

/** The product of a vector with every movie's row. @param vector `[terms]` @returns `[items]`, divided by `length` */
export function rowProducts(
  { start, index, value }: ContentTerms,
  vector: Float64Array,
  length: number,
): Float32Array {
  const result = new Float32Array(start.length - 1);
  if (length === 0) return result;
  for (let i = 0; i < result.length; i++) {
    let sum = 0;
    for (let n = start[i]; n < start[i + 1]; n++) sum += value[n] * vector[index[n]];
    result[i] = sum / length;
  }
  return result;
}

/** Adds `factor` times the row of a movie to a vector. @param to `[terms]` */
export function addRow(
  { start, index, value }: ContentTerms,
  item: number,
  factor: number,
  to: Float64Array,
): void {
  for (let n = start[item]; n < start[item + 1]; n++) to[index[n]] += factor * value[n];
}

/** The dot product of a movie's row with a vector. @param vector `[terms]` */
export function rowTimes({ start, index, value }: ContentTerms, item: number, vector: Float64Array): number {
  let sum = 0;
  for (let n = start[item]; n < start[item + 1]; n++) sum += value[n] * vector[index[n]];
  return sum;
}

/** The weight of a term in a movie's row, 0 where it does not have it. */
export function weightIn({ start, index, value }: ContentTerms, item: number, term: number): number {
  for (let n = start[item]; n < start[item + 1]; n++) if (index[n] === term) return value[n];
  return 0;
}

/** Scales the values from a position on to a length, unless there are none. */
function scaleTo(length: number, value: number[], from: number): void {
  let squares = 0;
  for (let n = from; n < value.length; n++) squares += value[n] * value[n];
  const now = Math.sqrt(squares);
  for (let n = from; n < value.length; n++) value[n] = (value[n] / now) * length;
}

function idfOf({ terms, rows }: Group, items: number): Float64Array {
  const frequency = new Float64Array(terms.length);
  for (const row of rows) for (const [column] of row) frequency[column]++;
  return frequency.map((df) => Math.log((1 + items) / (1 + df)) + 1);
}

interface WeighedGroup {
  readonly name: TermGroup;
  readonly weight: number;
  readonly group: Group;
}

/** The groups with a weight above zero, where the facts that they are made of are there. */
async function groupsOf(
  movies: readonly Movie[],
  genres: readonly string[],
  { details, descriptions, tags }: Facts,
  weights: GroupWeights,
  pause: Pause,
): Promise<WeighedGroup[]> {
  const groups: WeighedGroup[] = [];
  const add = async (name: TermGroup, make: () => Group | Promise<Group>) => {
    const weight = weights[name] ?? 0;
    await pause();
    if (weight > 0) groups.push({ name, weight, group: await make() });
  };
  await add('genres', () => genreGroup(movies, genres));
  if (details !== null) await add('people', () => peopleGroup(details, pause));
  if (descriptions !== null) await add('words', () => wordGroup(descriptions, details, pause));
  if (tags !== undefined) await add('tags', () => tagGroup(tags, pause));
  return groups;
}

/** The genres of the data set in their order, whether a movie has them or not, as in the genre model. */
function genreGroup(movies: readonly Movie[], genres: readonly string[]): Group {
  const columnOf = new Map(genres.map((genre, column) => [genre, column]));
  return {
    terms: genres.map((label) => ({ group: 'genres', label })),
    rows: movies.map((movie) =>
      counted(movie.genres.flatMap((genre) => columnOf.get(genre) ?? [])).map(([column]) => [column, 1]),
    ),
  };
}

/** Directors and leading cast with enough movies. */
function peopleGroup(details: NonNullable<Facts['details']>, pause: Pause): Promise<Group> {
  return collect(
    details.map((one) => [
      ...new Set([
        ...(one?.directors ?? []).map((name) => `director ${name}`),
        ...(one?.cast ?? []).map((name) => `cast ${name}`),
      ]),
    ]),
    LEAST_MOVIES_OF_PERSON,
    (key) => {
      const role = key.startsWith('director ') ? 'director' : 'cast';
      return { group: 'people', label: key.slice(role.length + 1), role };
    },
    pause,
  );
}

/** The words of the descriptions that enough movies share. */
async function wordGroup(
  descriptions: NonNullable<Facts['descriptions']>,
  details: Facts['details'],
  pause: Pause,
): Promise<Group> {
  const words = await countWords(
    descriptions.map((one, i) => ({
      text: one?.text ?? null,
      people: [...(details?.[i]?.directors ?? []), ...(details?.[i]?.cast ?? [])],
    })),
    pause,
  );
  return collect(
    words.counts.map((counts) => [...counts].flatMap(([form, count]) => new Array<string>(count).fill(form))),
    LEAST_MOVIES_OF_WORD,
    (form) => ({ group: 'words', label: words.spelling(form) }),
    pause,
  );
}

/** Tags that enough movies have, damped: `1 + ln(count)`. */
async function tagGroup(tags: NonNullable<Facts['tags']>, pause: Pause): Promise<Group> {
  const { terms, rows } = await collect(
    tags.map((of) => (of ?? []).flatMap(({ tag, count }) => new Array<string>(count).fill(tag))),
    LEAST_MOVIES_OF_WORD,
    (label) => ({ group: 'tags', label }),
    pause,
  );
  return { terms, rows: rows.map((row) => row.map(([column, count]) => [column, 1 + Math.log(count)])) };
}

/** @param lists by movie, a key as often as the movie has it @param least the fewest movies that a term must have */
async function collect(
  lists: readonly (readonly string[])[],
  least: number,
  termOf: (key: string) => Term,
  pause: Pause,
): Promise<Group> {
  const movies = new Map<string, number>();
  for (const [i, list] of lists.entries()) {
    if (i % AT_A_TIME === 0) await pause();
    for (const key of new Set(list)) movies.set(key, (movies.get(key) ?? 0) + 1);
  }
  const keys = [...movies]
    .filter(([, count]) => count >= least)
    .map(([key]) => key)
    .sort();
  const columnOf = new Map(keys.map((key, column) => [key, column]));
  const rows: (readonly [number, number])[][] = [];
  for (const [i, list] of lists.entries()) {
    if (i % AT_A_TIME === 0) await pause();
    rows.push(counted(list.flatMap((key) => columnOf.get(key) ?? [])));
  }
  return { terms: keys.map(termOf), rows };
}

/** Columns with how often they occur, ascending. */
function counted(columns: readonly number[]): [number, number][] {
  const counts = new Map<number, number>();
  for (const column of columns) counts.set(column, (counts.get(column) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a - b);
}
