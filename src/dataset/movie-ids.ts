/**
 * A person's ratings are stored by movie id, so an id must mean the same movie in every data set. The MovieLens data sets
 * from 1M on share their ids, which are used unchanged. Other data sets (100K, artificial ones) have their own ids: their
 * movie 50 is a different one. In such a data set a movie gets the MovieLens id of the only movie with its title and
 * year. A movie without such a match gets an id that is computed from title and year and is larger than any id in a
 * file. No other code needs to know which kind of ids a data set has.
 */
import type { Dataset, Movie } from './dataset.ts';

/** Ids in files have at most 15 digits (movie-collector.ts). */
const FIRST_COMPUTED_ID = 1e15;

/**
 * Returns the data set with ids that mean the same movie in every data set; the very same object if it has them already.
 * @param known movies with their MovieLens ids
 */
export function withCommonIds(dataset: Dataset, known: readonly Movie[]): Dataset {
  if (hasMovieLensIds(dataset.movies, known)) return dataset;
  const idOf = unambiguous(known);
  const seen = new Map<string, number>();
  const movies = dataset.movies.map((movie) => {
    const name = titleAndYear(movie);
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    // Of several movies with the same title and year, the first one gets the known id.
    const id = before === 0 && movie.year !== null ? idOf.get(name) : undefined;
    return { ...movie, id: id ?? computedId(before === 0 ? name : `${name} ${before + 1}`) };
  });
  return { ...dataset, movies };
}

/** Titles are sometimes respelled, so most of the shared ids must agree, not all of them. */
function hasMovieLensIds(movies: readonly Movie[], known: readonly Movie[]): boolean {
  const nameById = new Map(known.map((movie) => [movie.id, titleAndYear(movie)]));
  const shared = movies.filter(({ id }) => nameById.has(id));
  const same = shared.filter((movie) => nameById.get(movie.id) === titleAndYear(movie));
  return shared.length > 0 && same.length * 2 >= shared.length;
}

/** Ids by title and year, for those that only one movie has. */
function unambiguous(known: readonly Movie[]): Map<string, number> {
  const idOf = new Map<string, number>();
  const twice = new Set<string>();
  for (const movie of known) {
    const name = titleAndYear(movie);
    if (idOf.has(name)) twice.add(name);
    else idOf.set(name, movie.id);
  }
  for (const name of twice) idOf.delete(name);
  return idOf;
}

/** Title and year as one text, equal whatever the capitalisation. */
export function titleAndYear({ title, year }: Movie): string {
  return `${title.toLowerCase()} ${year}`;
}

/** An id that is larger than any id in a file. It is computed by FNV-1a over the letters: 52 bits of two hashes, so that the sum is still an exact number. */
export function computedId(name: string): number {
  let [low, high] = [0x811c9dc5, 0xcbf29ce4];
  for (let n = 0; n < name.length; n++) {
    const letter = name.charCodeAt(n);
    low = Math.imul(low ^ letter, 0x01000193);
    high = Math.imul(high ^ letter ^ (n + 1), 0x01000193);
  }
  return FIRST_COMPUTED_ID + (high >>> 0) * 2 ** 20 + ((low >>> 0) % 2 ** 20);
}
