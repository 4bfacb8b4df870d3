import * as v from 'valibot';
import { Problem } from '../base/problem.ts';
import { countSchema } from '../base/schemas.ts';
import type { Dataset, Movie } from './dataset.ts';

/**
 * The first movies of the built-in data set, which onboarding and a first list need, as one small file; the build makes it
 * (tools/shelf) and the rest follows. Columns of equal length, one entry a movie.
 */
const fileSchema = v.object({
  /** All genres of the whole data set, sorted, and how many of its movies have each. */
  genres: v.array(v.tuple([v.string(), countSchema])),
  ids: v.array(countSchema),
  titles: v.array(v.string()),
  /** 0 where unknown. */
  years: v.array(countSchema),
  /** One letter for each genre of a movie: `A` is the first of `genres`. */
  letters: v.array(v.string()),
  counts: v.array(countSchema),
  /** Hundredths of stars. */
  means: v.array(countSchema),
});

export type StarterFile = v.InferOutput<typeof fileSchema>;

/** A data set of some movies without ratings, and what is known of the whole one. */
export interface Starter {
  readonly dataset: Dataset;
  /** How many movies of the whole data set have each genre. */
  readonly genres: readonly { readonly name: string; readonly movies: number }[];
}

/** A movie as the starter holds it. */
export interface StarterMovie extends Omit<Movie, 'alsoKnownAs'> {
  readonly count: number;
  readonly mean: number;
}

const FIRST_LETTER = 65;

/** @param genres all genres of the whole data set, sorted, with their numbers of movies */
export function encodeStarter(
  movies: readonly StarterMovie[],
  genres: readonly (readonly [string, number])[],
): StarterFile {
  const letterOf = new Map(genres.map(([name], g) => [name, String.fromCharCode(FIRST_LETTER + g)]));
  return {
    genres: genres.map(([name, count]) => [name, count]),
    ids: movies.map(({ id }) => id),
    titles: movies.map(({ title }) => title),
    years: movies.map(({ year }) => year ?? 0),
    letters: movies.map((movie) => movie.genres.map((name) => letterOf.get(name) ?? '').join('')),
    counts: movies.map(({ count }) => count),
    means: movies.map(({ mean }) => Math.round(mean * 100)),
  };
}

/**
 * The starter as a data set that popularity and genres can recommend from.
 * @param name of the whole data set
 * @throws Problem 'file-broken' if the file is not what the build wrote
 */
export function decodeStarter(content: unknown, name: string): Starter {
  const parsed = v.safeParse(fileSchema, content);
  if (!parsed.success) throw broken(parsed.issues[0].message);
  const { genres, ids, titles, years, letters, counts, means } = parsed.output;
  const columns = [titles, years, letters, counts, means];
  if (columns.some(({ length }) => length !== ids.length)) throw broken('columns of different lengths');
  const names = genres.map(([genre]) => genre);
  const movies = ids.map((id, n): Movie => {
    const own = [...letters[n]].map((letter) => {
      const genre = names.at(letter.charCodeAt(0) - FIRST_LETTER);
      if (genre === undefined) throw broken(`movie ${id} has a genre that is not listed`);
      return genre;
    });
    return { id, title: titles[n], year: years[n] === 0 ? null : years[n], genres: own };
  });
  const report = {
    ratings: 0,
    users: 0,
    movies: movies.length,
    moviesWithoutGenres: movies.filter((movie) => movie.genres.length === 0).length,
    moviesWithoutRatings: movies.length,
    leftOut: [],
  };
  return {
    genres: genres.map(([genre, count]) => ({ name: genre, movies: count })),
    dataset: {
      id: `${name}-starter`,
      name,
      movies,
      genres: names,
      ratings: {
        users: 0,
        items: movies.length,
        rowStart: new Int32Array(1),
        item: new Int32Array(0),
        value: new Float32Array(0),
        time: new Uint32Array(0),
      },
      report,
      statistics: {
        count: Int32Array.from(counts),
        mean: Float32Array.from(means, (hundredths, n) => (counts[n] === 0 ? Number.NaN : hundredths / 100)),
      },
    },
  };
}

function broken(what: string): Problem {
  return new Problem(
    'file-broken',
    `The first films could not be read: ${what}.`,
    'Reload the page to fetch them again.',
  );
}
