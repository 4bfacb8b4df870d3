/** Joins facts to a data set: its own, else those of the built-in one by MovieLens id, else by IMDb's number. */
import type { Dataset } from './dataset.ts';
import type { FactTable, FactTables, WorldTable } from './fact-tables.ts';
import type { Facts, MovieLinks, WorldStatistics } from './movie-facts.ts';

/** Tables that facts are taken from. */
export interface FactSources {
  /** Of the zip that the data set was read from. */
  readonly own: FactTables;
  /** Of the built-in data set. */
  readonly builtIn: FactTables;
  /** Ids and numbers of the built-in data set; null where they are unknown, and then only MovieLens ids join. */
  readonly world: WorldTable | null;
}

/** The facts of every movie of the data set. A list is null where no table has arrived for it. */
export function joinFacts(dataset: Dataset, { own, builtIn, world }: FactSources): Facts {
  const idsOf = sharedIds(dataset, world);
  const join = <T>(first: FactTable<T> | null, second: FactTable<T> | null): readonly (T | null)[] | null => {
    if (first === null && second === null) return null;
    const ofOwn = byId(first);
    const ofBuiltIn = byId(second);
    return dataset.movies.map(({ id }, i) => ofOwn.get(id) ?? ofBuiltIn.get(idsOf(i)) ?? null);
  };
  const tags = join(own.tags, builtIn.tags);
  return {
    details: join(own.details, builtIn.details),
    descriptions: join(own.descriptions, builtIn.descriptions),
    ...(tags && { tags }),
  };
}

/**
 * The data set with the statistics and links of the built-in one where it has none of its own; the very same object if
 * it has both, or nothing is known of any of its movies.
 */
export function joinWorld(dataset: Dataset, world: WorldTable): Dataset {
  if (dataset.statistics !== undefined && dataset.links !== undefined) return dataset;
  const rowOf = new Map(Array.from(world.ids, (id, row) => [id, row]));
  const idsOf = sharedIds(dataset, world);
  const rows = Int32Array.from(dataset.movies, (_, i) => rowOf.get(idsOf(i)) ?? -1);
  if (rows.every((row) => row < 0)) return dataset;
  const ints = (column: Int32Array) => Int32Array.from(rows, (row) => (row < 0 ? 0 : column[row]));
  const statistics: WorldStatistics = dataset.statistics ?? {
    count: ints(world.count),
    mean: Float32Array.from(rows, (row) => (row < 0 ? Number.NaN : world.mean[row])),
  };
  const links: MovieLinks = dataset.links ?? { imdb: ints(world.imdb), tmdb: ints(world.tmdb) };
  return { ...dataset, statistics, links };
}

/** For an item the id that the built-in data set has for its movie: its own, or that of the same number of IMDb. */
function sharedIds({ movies, links }: Dataset, world: WorldTable | null): (item: number) => number {
  if (world === null || links === undefined) return (item) => movies[item].id;
  const known = new Set(world.ids);
  const idOfImdb = new Map<number, number>();
  world.imdb.forEach((imdb, row) => {
    if (imdb > 0) idOfImdb.set(imdb, world.ids[row]);
  });
  return (item) => {
    const { id } = movies[item];
    return known.has(id) ? id : (idOfImdb.get(links.imdb[item]) ?? id);
  };
}

function byId<T>(table: FactTable<T> | null): ReadonlyMap<number, T> {
  return new Map(table?.ids.map((id, row) => [id, table.facts[row]]));
}
