import type { WorldStatistics } from '../../dataset/movie-facts.ts';

/**
 * What the statistics say counts like so many people of the data set: a movie that few of these rated leans on how many
 * elsewhere did, one that many rated hardly. On newcomers hidden from the 618 people of the built-in data, 0, 50 and 200
 * needed as many questions and taught as much (within 0.006 NDCG@10, standard error 0.004): it counts where people are few.
 */
const PRIOR_PEOPLE = 50;

/** Where nobody here has rated yet, so many have seen the movie with most ratings elsewhere: as in the built-in data. */
const MOST_SEEN = 0.7;

/**
 * The share of people who have seen each movie, more than 0 and less than 1. With statistics the prior of a movie is its
 * number of ratings elsewhere, scaled so that all movies together have as many as in this data set.
 * @param counts `[items]` ratings in the data set, one a person at most @param users people in it
 * @returns `[items]`
 */
export function seenShares(
  counts: ArrayLike<number>,
  users: number,
  statistics: WorldStatistics | null,
): Float64Array {
  const shares = new Float64Array(counts.length);
  let [here, elsewhere, most] = [0, 0, 0];
  for (let i = 0; i < shares.length; i++) {
    if (statistics === null || statistics.count[i] === 0) continue;
    here += counts[i];
    elsewhere += statistics.count[i];
    most = Math.max(most, statistics.count[i]);
  }
  const scale = here === 0 ? MOST_SEEN / Math.max(1, most) : here / (elsewhere * users);
  for (let i = 0; i < shares.length; i++) {
    const known = statistics?.count[i] ?? 0;
    const people = known === 0 ? 0 : PRIOR_PEOPLE;
    shares[i] = (counts[i] + 0.5 + people * Math.min(1, scale * known)) / (users + 1 + people);
  }
  return shares;
}
