import { strToU8, zipSync } from 'fflate';
import { createRandom } from '../../src/base/random.ts';

/** The size of a made-up data set. */
export interface Size {
  readonly users: number;
  readonly movies: number;
  readonly ratings: number;
}

const genres = [
  ...['Action', 'Adventure', 'Animation', 'Children', 'Comedy', 'Crime', 'Documentary', 'Drama', 'Fantasy'],
  ...['Film-Noir', 'Horror', 'IMAX', 'Musical', 'Mystery', 'Romance', 'Sci-Fi', 'Thriller', 'War', 'Western'],
];
const TASTES = 6;

/**
 * A zip in the layout of MovieLens with made-up movies, as uneven as real ones: the n-th movie is rated in proportion to
 * `1 / (n + 20)`, the activity of users is log-normal, and stars follow a random factorization with noise.
 */
export function syntheticArchive({ users, movies, ratings }: Size, seed: number): Uint8Array<ArrayBuffer> {
  const random = createRandom(seed);
  const rows = ['movieId,title,genres'];
  const quality = new Float64Array(movies);
  const taste = (count: number) =>
    Float64Array.from({ length: count * TASTES }, () => 0.45 * random.normal());
  const [ofMovies, ofUsers] = [taste(movies), taste(users)];
  for (let i = 0; i < movies; i++) {
    quality[i] = 3.4 + 0.4 * random.normal();
    const own = [...new Set([random.integer(genres.length), random.integer(genres.length)])];
    rows.push(`${i + 1},Film ${i + 1} (${1950 + random.integer(70)}),${own.map((g) => genres[g]).join('|')}`);
  }

  // Drawn by popularity: inverts the cumulated weights.
  const upTo = new Float64Array(movies);
  for (let i = 0; i < movies; i++) upTo[i] = (i > 0 ? upTo[i - 1] : 0) + 1 / (i + 20);
  const drawMovie = () => {
    const at = random.uniform() * upTo[movies - 1];
    let [low, high] = [0, movies - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upTo[middle] < at) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const activity = Float64Array.from({ length: users }, () => Math.exp(0.9 * random.normal()));
  const all = activity.reduce((sum, a) => sum + a, 0);
  const lines = ['userId,movieId,rating,timestamp'];
  for (let u = 0; u < users; u++) {
    const target = Math.min(movies >> 2, Math.max(20, Math.round((ratings * activity[u]) / all)));
    const seen = new Set<number>();
    while (seen.size < target) seen.add(drawMovie());
    for (const i of seen) {
      let stars = quality[i] + 0.8 * random.normal();
      for (let k = 0; k < TASTES; k++) stars += ofUsers[u * TASTES + k] * ofMovies[i * TASTES + k];
      const half = Math.min(5, Math.max(0.5, Math.round(2 * stars) / 2));
      lines.push(`${u + 1},${i + 1},${half},1000000000`);
    }
  }
  const file = (all: string[]) => strToU8(`${all.join('\n')}\n`);
  return zipSync({ 'synthetic/movies.csv': file(rows), 'synthetic/ratings.csv': file(lines) }, { level: 1 });
}

/** A movie has one director and so many actors. */
const CAST = 6;

/**
 * A zip with made-up details of the movies of {@link syntheticArchive}: directors and cast as uneven as real ones, the
 * n-th in proportion to `1 / n`, a third as many directors as movies and as many actors.
 */
export function syntheticDetails({ movies }: Pick<Size, 'movies'>, seed: number): Uint8Array<ArrayBuffer> {
  const random = createRandom(seed);
  // Log-uniform draws are proportional to 1 / n.
  const drawOf = (count: number) => Math.floor(count ** random.uniform());
  const rows = ['movieId,runtime,languages,countries,directors,cast,wikipedia'];
  for (let i = 0; i < movies; i++) {
    const cast = new Set<string>();
    while (cast.size < CAST) cast.add(`Actor ${drawOf(movies)}`);
    const director = `Director ${drawOf(Math.ceil(movies / 3))}`;
    rows.push(`${i + 1},${70 + random.integer(90)},en,US,${director},${[...cast].join('|')},`);
  }
  return zipSync({ 'synthetic/details.csv': strToU8(`${rows.join('\n')}\n`) }, { level: 1 });
}
