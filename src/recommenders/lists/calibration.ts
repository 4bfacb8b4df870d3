import type { Movie } from '../../dataset/dataset.ts';
import { preference } from '../preference.ts';
import type { Person } from '../recommender.ts';

/** Share of the person's mix that is added to the list's, so that a missing genre has a finite divergence. */
const SMOOTHING = 0.01;

/** How far the genres of a growing list are from those that the person likes. */
export interface Balance {
  add(item: number): void;
  /**
   * Kullback-Leibler divergence of the list's mix from the person's, `Σ_g p_g ln(p_g / q_g)`, in nats (Steck 2018,
   * eq. 4). 0 where nothing is known about the person.
   */
  divergence(): number;
  /** By how much each movie would lower the divergence of the present list, nats. */
  gains(): (item: number) => number;
}

export function createBalance(movies: readonly Movie[], genres: readonly string[], person: Person): Balance {
  const column = new Map(genres.map((genre, g) => [genre, g]));
  const mix = genreMix(movies, person);
  const target = Float64Array.from(genres, (genre) => mix.get(genre) ?? 0);
  const sums = new Float64Array(genres.length);
  let count = 0;
  const lack = (g: number, sum: number, total: number) => {
    if (target[g] === 0) return 0;
    const share = (1 - SMOOTHING) * (total === 0 ? 0 : sum / total) + SMOOTHING * target[g];
    return target[g] * Math.log(target[g] / share);
  };
  const allLacks = (total: number) => sums.reduce((all, sum, g) => all + lack(g, sum, total), 0);
  const columnsOf = (item: number) => movies[item].genres.flatMap((genre) => column.get(genre) ?? []);
  return {
    add(item) {
      const own = columnsOf(item);
      count++;
      for (const g of own) sums[g] += 1 / own.length;
    },
    divergence: () => allLacks(count),
    gains() {
      const now = allLacks(count);
      // One movie more lowers all shares equally; only the movie's own genres make a difference between movies.
      const diluted = allLacks(count + 1);
      return (item) => {
        const own = columnsOf(item);
        let after = diluted;
        for (const g of own) {
          after += lack(g, sums[g] + 1 / own.length, count + 1) - lack(g, sums[g], count + 1);
        }
        return now - after;
      };
    },
  };
}

/**
 * Share of each genre in what a person likes: rated movies weighted by preference, each movie's genres in equal parts;
 * the picked genres where nothing is liked. Shares sum to 1, or there are none.
 */
export function genreMix(movies: readonly Movie[], { ratings, genres }: Person): ReadonlyMap<string, number> {
  const mix = new Map<string, number>();
  ratings.item.forEach((item, n) => {
    const own = movies[item].genres;
    for (const genre of own)
      mix.set(genre, (mix.get(genre) ?? 0) + preference(ratings.value[n]) / own.length);
  });
  let sum = [...mix.values()].reduce((all, share) => all + share, 0);
  if (sum === 0) {
    for (const genre of genres) mix.set(genre, 1);
    sum = genres.length;
  }
  return new Map([...mix].filter(([, share]) => share > 0).map(([genre, share]) => [genre, share / sum]));
}
