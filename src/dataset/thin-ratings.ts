import { Problem } from '../base/problem.ts';
import { createRandom, type Random } from '../base/random.ts';
import type { Ratings } from './dataset.ts';

/** Which ratings stay: those of people drawn at random, of people who rate what few rate, or single ones. */
export const thinningWays = ['people', 'rare', 'ratings'] as const;
export type ThinningWay = (typeof thinningWays)[number];

/** How ratings are thinned. */
export interface Thinning {
  /** Number of ratings that stay at most, from 1. */
  readonly target: number;
  /** Equal seeds give equal results. */
  readonly seed: number;
  readonly way?: ThinningWay;
}

/** Ratings after thinning. */
export interface ThinnedRatings {
  /** The same items; users are renumbered without gaps, in their order. */
  readonly ratings: Ratings;
  /** The original index of each user. `[users after]` */
  readonly userBefore: Int32Array;
  /** Items that had at least {@link FEW} ratings and have fewer now, ascending. */
  readonly fewRated: Int32Array;
}

/** A model learns hardly anything of a movie with fewer ratings. */
export const FEW = 5;
/** Groups of users of like activity; each keeps the same share of its users. */
const GROUPS = 10;

/** What lost least in `npm run bench -- thinning`. */
const BEST: ThinningWay = 'people';

/**
 * Keeps a part of the ratings. With 'people' and 'rare', users stay with all their ratings or not at all, and of each tenth
 * of users by activity the same share stays: drawn at random, or those whose movies have the fewest ratings. No user that is
 * left out would still fit, so that the result falls short of the target by less than one user's ratings. With 'ratings'
 * exactly `target` ratings stay, drawn at random (Knuth, The Art of Computer Programming 2, algorithm 3.4.2 S).
 * @throws Problem 'settings' where the target is no positive whole number, or so small that no user fits
 */
export function thinRatings(ratings: Ratings, { target, seed, way = BEST }: Thinning): ThinnedRatings {
  if (!Number.isSafeInteger(target) || target < 1) throw noTarget();
  const random = createRandom(seed);
  const remaining =
    way === 'ratings' ? drawnRatings(ratings, target, random) : drawnUsers(ratings, { target, random, way });
  const thinned = ratingsThatStay(ratings, remaining);
  if (thinned.ratings.item.length === 0) throw tooSmall(target);
  const [before, after] = [countsOf(ratings), countsOf(thinned.ratings)];
  const items = Int32Array.from(before, (_, item) => item);
  return { ...thinned, fewRated: items.filter((item) => before[item] >= FEW && after[item] < FEW) };
}

/** Draws ratings one by one, each in proportion to what is still missing. @returns `[nnz]` 1 for what stays */
function drawnRatings({ item }: Ratings, target: number, random: Random): Uint8Array {
  const remaining = new Uint8Array(item.length);
  let missing = Math.min(target, item.length);
  for (let n = 0; n < item.length; n++) {
    if (random.uniform() * (item.length - n) >= missing) continue;
    remaining[n] = 1;
    missing--;
  }
  return remaining;
}

/** How users are chosen. */
interface Choice {
  readonly target: number;
  readonly random: Random;
  readonly way: 'people' | 'rare';
}

/** Takes users in an order in which every beginning is stratified, each that still fits. @returns `[nnz]` 1 for what stays */
function drawnUsers(ratings: Ratings, { target, random, way }: Choice): Uint8Array {
  const { users, rowStart } = ratings;
  const shuffled = random.shuffle(Int32Array.from({ length: users }, (_, user) => user));
  const activity = Int32Array.from({ length: users }, (_, user) => rowStart[user + 1] - rowStart[user]);
  const rank = new Int32Array(users);
  if (way === 'rare') {
    const common = commonness(ratings);
    shuffled.sort((a, b) => common[a] - common[b]);
  }
  shuffled.forEach((user, at) => {
    rank[user] = at;
  });
  const byActivity = shuffled.slice().sort((a, b) => activity[a] - activity[b]);
  const place = new Float64Array(users);
  for (let group = 0; group < GROUPS; group++) {
    const [from, to] = [0, 1].map((end) => Math.round(((group + end) * users) / GROUPS));
    const own = byActivity.slice(from, to).sort((a, b) => rank[a] - rank[b]);
    own.forEach((user, at) => {
      place[user] = (at + 0.5) / own.length;
    });
  }
  const remaining = new Uint8Array(ratings.item.length);
  let missing = target;
  for (const user of shuffled.sort((a, b) => place[a] - place[b])) {
    if (activity[user] > missing) continue;
    missing -= activity[user];
    remaining.fill(1, rowStart[user], rowStart[user + 1]);
  }
  return remaining;
}

/** How common a user's movies are: the mean logarithm of how many have rated each. `[users]` */
function commonness(ratings: Ratings): Float64Array {
  const { users, rowStart, item } = ratings;
  const counts = countsOf(ratings);
  return Float64Array.from({ length: users }, (_, user) => {
    let sum = 0;
    for (let n = rowStart[user]; n < rowStart[user + 1]; n++) sum += Math.log(counts[item[n]]);
    return sum / Math.max(1, rowStart[user + 1] - rowStart[user]);
  });
}

/** The ratings that stay. Users without any are left out. @param remaining `[nnz]` 1 for what stays */
export function ratingsThatStay(
  ratings: Ratings,
  remaining: Uint8Array,
): Pick<ThinnedRatings, 'ratings' | 'userBefore'> {
  const { users, items, rowStart } = ratings;
  let count = 0;
  for (let n = 0; n < remaining.length; n++) count += remaining[n];
  const item = new Int32Array(count);
  const value = new Float32Array(count);
  const time = new Uint32Array(count);
  const starts = [0];
  const userBefore: number[] = [];
  let at = 0;
  for (let user = 0; user < users; user++) {
    const from = at;
    for (let n = rowStart[user]; n < rowStart[user + 1]; n++) {
      if (remaining[n] === 0) continue;
      item[at] = ratings.item[n];
      value[at] = ratings.value[n];
      time[at++] = ratings.time[n];
    }
    if (at === from) continue;
    userBefore.push(user);
    starts.push(at);
  }
  return {
    ratings: { users: userBefore.length, items, rowStart: Int32Array.from(starts), item, value, time },
    userBefore: Int32Array.from(userBefore),
  };
}

/** Number of ratings of each item. `[items]` */
function countsOf({ items, item }: Ratings): Int32Array {
  const counts = new Int32Array(items);
  // By index: an iterator takes several times as long.
  for (let n = 0; n < item.length; n++) counts[item[n]]++;
  return counts;
}

function noTarget(): Problem {
  return new Problem(
    'settings',
    'How many ratings stay must be a whole number from 1.',
    'Choose another number.',
  );
}

function tooSmall(target: number): Problem {
  return new Problem(
    'settings',
    `Nobody in this data set has as few as ${target.toLocaleString('en')} ratings, so none would be left.`,
    'Keep more ratings.',
  );
}
