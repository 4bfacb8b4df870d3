import { createRandom, type Random } from '../../src/base/random.ts';
import { allGenres, createImportReport } from '../../src/dataset/archive/import-report.ts';
import type { Dataset, Movie, Ratings } from '../../src/dataset/dataset.ts';

/** The size of a made-up data set. */
export interface MadeUpSize {
  readonly users: number;
  readonly movies: number;
  readonly ratings: number;
}

/** The ratings of one user, sorted by item. Valid until the next user is made. */
export interface UserRatings {
  readonly count: number;
  /** `[count]` and more */
  readonly item: Int32Array;
  /** `[count]` and more; half stars, 1 to 10 */
  readonly halfStars: Uint8Array;
  /** `[count]` and more; seconds since 1970 */
  readonly time: Uint32Array;
}

const GENRES = [
  ...['Action', 'Adventure', 'Animation', 'Children', 'Comedy', 'Crime', 'Documentary', 'Drama', 'Fantasy'],
  ...['Film-Noir', 'Horror', 'IMAX', 'Musical', 'Mystery', 'Romance', 'Sci-Fi', 'Thriller', 'War', 'Western'],
];
/** Rank of the taste that the stars follow. */
const RANK = 8;
/** In MovieLens nobody has fewer ratings. */
const FEWEST = 20;
/** Deviation of the logarithm of a user's number of ratings: MovieLens 25M has a mean of 153 and a median of 71. */
const ACTIVITY = 1.24;
/**
 * The movie of popularity rank n is drawn in proportion to `(n + SHIFT)^-EXPONENT` (Mandelbrot 1953). Of 26 million ratings
 * of 62,000 movies, the first movie then gets some 60,000 and the first 4,000 movies 88 %, as in MovieLens 25M.
 */
const SHIFT = 350;
const EXPONENT = 1.8;
const DAY = 24 * 60 * 60;
/** 1996-02-01 and 2023-10-01 in seconds since 1970: MovieLens 32M. */
const [OPENED, CLOSED] = [823132800, 1696118400];

/** Users and movies as MovieLens has them for a number of ratings: 625 and 9,000 at 100,000, 162,500 and 63,000 at 26 million. */
export function sizeFor(ratings: number): MadeUpSize {
  return {
    users: Math.max(1, Math.round(ratings / 160)),
    movies: Math.round(9000 * (ratings / 1e5) ** 0.35),
    ratings,
  };
}

/**
 * Makes up ratings as uneven as those of MovieLens: users' activity is log-normal, movies' popularity Zipf-Mandelbrot, stars
 * are a low-rank taste with noise, users rather watch what they will like, and a user rates in a few sittings after the movies came out.
 */
export class MadeUpRatings {
  readonly movies: readonly Movie[];
  private readonly random: Random;
  private readonly draw: () => number;
  private readonly perUser: Int32Array;
  /** `[movies, RANK]` */
  private readonly taste: Float64Array;
  private readonly quality: Float64Array;
  private readonly released: Float64Array;

  /** @param seed equal sizes and seeds give equal ratings */
  constructor(
    readonly size: MadeUpSize,
    seed: number,
  ) {
    this.random = createRandom(seed);
    const { random } = this;
    const { movies } = size;
    const ofGenres = Float64Array.from({ length: GENRES.length * RANK }, () => 0.3 * random.normal());
    this.taste = new Float64Array(movies * RANK);
    this.quality = Float64Array.from({ length: movies }, () => 3.1 + 0.4 * random.normal());
    this.movies = makeMovies(movies, random);
    this.movies.forEach(({ genres }, i) => {
      for (let k = 0; k < RANK; k++) {
        let sum = 0.2 * random.normal();
        for (const genre of genres) sum += ofGenres[GENRES.indexOf(genre) * RANK + k] / genres.length;
        this.taste[i * RANK + k] = sum;
      }
    });
    this.released = Float64Array.from(this.movies, ({ year }) => Date.UTC(year ?? 0, 0, 2) / 1000);
    this.draw = popularityDraw(movies, random);
    this.perUser = ratingsPerUser(size, random);
  }

  /** One user after the other, from the first. To be called once: a second pass would draw other ratings. */
  *users(): Generator<UserRatings> {
    const { random, draw, perUser, quality, released } = this;
    const most = perUser.reduce((high, count) => Math.max(high, count), 0);
    const [item, halfStars, time] = [new Int32Array(most), new Uint8Array(most), new Uint32Array(most)];
    const seenBy = new Int32Array(this.size.movies).fill(-1);
    const own = new Float64Array(RANK);
    for (let u = 0; u < perUser.length; u++) {
      const count = perUser[u];
      for (let k = 0; k < RANK; k++) own[k] = random.normal();
      for (let n = 0; n < count; ) {
        const i = draw();
        if (seenBy[i] === u || !this.appeals(own, i)) continue;
        seenBy[i] = u;
        item[n++] = i;
      }
      item.subarray(0, count).sort();
      const mild = 0.35 * random.normal();
      let at = OPENED + random.uniform() * (CLOSED - OPENED - 400 * DAY);
      for (let n = 0; n < count; n++) {
        const i = item[n];
        const stars = quality[i] + mild + 0.75 * random.normal() + this.affinity(own, i);
        halfStars[n] = Math.min(10, Math.max(1, Math.round(2 * stars)));
        // The next rating comes a few seconds later, or another day.
        at += random.uniform() < 0.02 ? random.uniform() * 20 * DAY : 5 + random.integer(30);
        time[n] = Math.min(CLOSED, Math.max(at, released[i]));
      }
      yield { count, item, halfStars, time };
    }
  }

  /** `p·q` of a user and an item, stars. */
  private affinity(own: Float64Array, item: number): number {
    let sum = 0;
    for (let k = 0; k < RANK; k++) sum += own[k] * this.taste[item * RANK + k];
    return sum;
  }

  /** Whether a user watches what they came across: rather what they will like. */
  private appeals(own: Float64Array, item: number): boolean {
    return this.random.uniform() < 1 / (1 + Math.exp(-2 * this.affinity(own, item)));
  }
}

/** The data set that a reader makes of the zip of `writeMadeUpZip` with the same size and seed; its id is the name. */
export function madeUpDataset(size: MadeUpSize, seed: number): Dataset {
  const made = new MadeUpRatings(size, seed);
  const ratings: Ratings = {
    users: size.users,
    items: size.movies,
    rowStart: new Int32Array(size.users + 1),
    item: new Int32Array(size.ratings),
    value: new Float32Array(size.ratings),
    time: new Uint32Array(size.ratings),
  };
  let [user, at] = [0, 0];
  for (const { count, item, halfStars, time } of made.users()) {
    ratings.item.set(item.subarray(0, count), at);
    ratings.time.set(time.subarray(0, count), at);
    for (let n = 0; n < count; n++) ratings.value[at + n] = halfStars[n] / 2;
    at += count;
    ratings.rowStart[++user] = at;
  }
  const name = `made-up-${size.ratings}`;
  const { movies } = made;
  return {
    id: `${name}-${seed}`,
    name,
    movies,
    genres: allGenres(movies),
    ratings,
    report: createImportReport(movies, ratings, []),
  };
}

function makeMovies(count: number, random: Random): Movie[] {
  let id = 0;
  return Array.from({ length: count }, (_, i) => {
    // Ids have gaps, as those of MovieLens.
    id += 1 + random.integer(5);
    const genres = new Set(Array.from({ length: 1 + random.integer(3) }, () => GENRES[random.integer(19)]));
    const year = 2023 - Math.floor(90 * random.uniform() ** 2);
    return { id, title: `Film ${i + 1}`, year, genres: [...genres] };
  });
}

/** Draws movies by popularity, in constant time (Walker 1977, alias method). */
function popularityDraw(movies: number, random: Random): () => number {
  const order = random.shuffle(Int32Array.from({ length: movies }, (_, i) => i));
  const share = Float64Array.from({ length: movies }, (_, n) => (n + SHIFT) ** -EXPONENT);
  const mean = share.reduce((sum, value) => sum + value, 0) / movies;
  const alias = new Int32Array(movies);
  const [small, large]: [number[], number[]] = [[], []];
  share.forEach((value, n) => {
    share[n] = value / mean;
    (share[n] < 1 ? small : large).push(n);
  });
  for (let low = small.pop(); low !== undefined; low = small.pop()) {
    const high = large.at(-1);
    if (high === undefined) {
      // Rounding has left it just below one.
      share[low] = 1;
      continue;
    }
    alias[low] = high;
    share[high] -= 1 - share[low];
    if (share[high] < 1) small.push(large.pop() ?? high);
  }
  for (const n of large) share[n] = 1;
  return () => {
    const n = random.integer(movies);
    return order[random.uniform() < share[n] ? n : alias[n]];
  };
}

/** How many ratings each user has; they sum to the size exactly. */
function ratingsPerUser({ users, movies, ratings }: MadeUpSize, random: Random): Int32Array {
  const most = movies >> 2;
  if (ratings < users * FEWEST || ratings > users * most) {
    throw new RangeError(`${users} users cannot have ${ratings} ratings of ${movies} movies`);
  }
  const activity = Float64Array.from({ length: users }, () => Math.exp(ACTIVITY * random.normal()));
  const scale = (ratings - users * FEWEST) / activity.reduce((sum, a) => sum + a, 0);
  const counts = Int32Array.from(activity, (a) => Math.min(most, FEWEST + Math.round(a * scale)));
  let missing = ratings - counts.reduce((sum, count) => sum + count, 0);
  for (let u = 0; missing !== 0; u = (u + 1) % users) {
    const step = Math.sign(missing);
    if (counts[u] + step < FEWEST || counts[u] + step > most) continue;
    counts[u] += step;
    missing -= step;
  }
  return counts;
}
