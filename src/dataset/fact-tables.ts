/** Facts by movie id, as files and storage hold them: they belong to no data set until they are joined to one. */
import type { Dataset } from './dataset.ts';
import type { Description, MovieFacts, TagCount } from './movie-facts.ts';

/** Rows of one file of facts. Lists of equal length, each movie once. */
export interface FactTable<T> {
  /** MovieLens ids. */
  readonly ids: readonly number[];
  readonly facts: readonly T[];
}

/** All facts that one zip holds; null for a file that it lacks. */
export interface FactTables {
  readonly details: FactTable<MovieFacts> | null;
  readonly descriptions: FactTable<Description> | null;
  readonly tags: FactTable<readonly TagCount[]> | null;
}

export const noFactTables: FactTables = { details: null, descriptions: null, tags: null };

/** What the built-in data set knows of its movies in numbers, for other data sets. Columns of equal length. */
export interface WorldTable {
  /** `[rows]` MovieLens ids */
  readonly ids: Float64Array;
  /** `[rows]` IMDb's number, 0 where unknown */
  readonly imdb: Int32Array;
  /** `[rows]` TMDB's number, 0 where unknown */
  readonly tmdb: Int32Array;
  /** `[rows]` number of ratings in the whole of MovieLens, 0 where unknown */
  readonly count: Int32Array;
  /** `[rows]` stars, NaN where unknown */
  readonly mean: Float32Array;
}

/** The numbers of the built-in data set by movie id; null where it has no statistics and links. */
export function worldTableOf({
  movies,
  statistics,
  links,
}: Pick<Dataset, 'movies' | 'statistics' | 'links'>): WorldTable | null {
  if (statistics === undefined || links === undefined) return null;
  return { ids: Float64Array.from(movies, ({ id }) => id), ...links, ...statistics };
}

/** The tables under other ids. @param idOf a row of a movie without an id is left out */
export function withIds(tables: FactTables, idOf: ReadonlyMap<number, number>): FactTables {
  const renamed = <T>(table: FactTable<T> | null): FactTable<T> | null => {
    if (table === null) return null;
    const rows = [...table.ids.keys()].filter((row) => idOf.has(table.ids[row]));
    return {
      ids: rows.map((row) => idOf.get(table.ids[row]) ?? 0),
      facts: rows.map((row) => table.facts[row]),
    };
  };
  return {
    details: renamed(tables.details),
    descriptions: renamed(tables.descriptions),
    tags: renamed(tables.tags),
  };
}
