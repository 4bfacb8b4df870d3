/**
 * What is kept of a person is kept by movie id, so an id must mean the same film whatever data set is in use. Files
 * number their films in two ways. Those of MovieLens from 1M on share their ids: these are taken as they are. Others
 * (100K, made-up ones) number films in their own way, and 50 is another film there. In such a data set a film takes the
 * MovieLens id of the one film that has its title and year; what has no such namesake takes an id made of title and
 * year, far beyond every id that a file can hold. So nothing that comes after has to know which kind a data set is.
 */
import type { Dataset, Movie } from './dataset.ts';

/** Files hold ids of 15 digits at most (movie-collector.ts). */
const BEYOND_FILES = 1e15;

/**
 * The data set with ids that mean the same film everywhere.
 * @param known films by their MovieLens ids
 */
export function withCommonIds(dataset: Dataset, known: readonly Movie[]): Dataset {
  if (hasMovieLensIds(dataset.movies, known)) return dataset;
  const idOf = unambiguous(known);
  const seen = new Map<string, number>();
  const movies = dataset.movies.map((movie) => {
    const name = titleAndYear(movie);
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    // Of films that the list names alike the first is the one that is known elsewhere.
    const id = before === 0 && movie.year !== null ? idOf.get(name) : undefined;
    return { ...movie, id: id ?? madeId(before === 0 ? name : `${name} ${before + 1}`) };
  });
  return { ...dataset, movies };
}

/** Titles are spelt anew now and then, so it is the most that counts, not each. */
function hasMovieLensIds(movies: readonly Movie[], known: readonly Movie[]): boolean {
  const nameById = new Map(known.map((movie) => [movie.id, titleAndYear(movie)]));
  const shared = movies.filter(({ id }) => nameById.has(id));
  const same = shared.filter((movie) => nameById.get(movie.id) === titleAndYear(movie));
  return shared.length > 0 && same.length * 2 >= shared.length;
}

/** Ids by title and year, where one film alone has them. */
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

/** The same for equal titles of one year, however they are capitalised. */
export function titleAndYear({ title, year }: Movie): string {
  return `${title.toLowerCase()} ${year}`;
}

/** FNV-1a over the letters, in two halves of which 52 bits are taken: with the summand still an exact number. */
function madeId(name: string): number {
  let [low, high] = [0x811c9dc5, 0xcbf29ce4];
  for (let n = 0; n < name.length; n++) {
    const letter = name.charCodeAt(n);
    low = Math.imul(low ^ letter, 0x01000193);
    high = Math.imul(high ^ letter ^ (n + 1), 0x01000193);
  }
  return BEYOND_FILES + (high >>> 0) * 2 ** 20 + ((low >>> 0) % 2 ** 20);
}
