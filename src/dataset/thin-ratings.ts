import { Problem } from '../base/problem.ts';
import { createRandom, type Random } from '../base/random.ts';
import { finish, type Steps } from '../base/steps.ts';
import type { Ratings } from './dataset.ts';
import { LOOKED_AT_ONCE } from './statistics.ts';

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
export function thinRatings(ratings: Ratings, thinning: Thinning): ThinnedRatings {
  return finish(thinRatingsSteps(ratings, thinning));
}

/** Like {@link thinRatings}, in steps of some milliseconds, but for the sorting of all users. */
export function* thinRatingsSteps(
  ratings: Ratings,
  { target, seed, way = BEST }: Thinning,
): Steps<ThinnedRatings> {
  if (!Number.isSafeInteger(target) || target < 1) throw noTarget();
  const random = createRandom(seed);
  const remaining = yield* way === 'ratings'
    ? drawnRatings(ratings, target, random)
    : drawnUsers(ratings, { target, random, way });
  const thinned = yield* thatStaySteps(ratings, remaining);
  if (thinned.ratings.item.length === 0) throw tooSmall(target);
  const before = yield* countsOf(ratings);
  const after = yield* countsOf(thinned.ratings);
  const items = Int32Array.from(before, (_, item) => item);
  return { ...thinned, fewRated: items.filter((item) => before[item] >= FEW && after[item] < FEW) };
}

/** Draws ratings one by one, each in proportion to what is still missing. @returns `[nnz]` 1 for what stays */
function* drawnRatings({ item }: Ratings, target: number, random: Random): Steps<Uint8Array> {
  const remaining = new Uint8Array(item.length);
  let missing = Math.min(target, item.length);
  for (let n = 0; n < item.length; n++) {
    if (n % LOOKED_AT_ONCE === LOOKED_AT_ONCE - 1) yield;
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
function* drawnUsers(ratings: Ratings, { target, random, way }: Choice): Steps<Uint8Array> {
  const { users, rowStart } = ratings;
  const shuffled = random.shuffle(Int32Array.from({ length: users }, (_, user) => user));
  yield;
  const activity = Int32Array.from({ length: users }, (_, user) => rowStart[user + 1] - rowStart[user]);
  const rank = new Int32Array(users);
  if (way === 'rare') {
    const common = yield* commonness(ratings);
    shuffled.sort((a, b) => common[a] - common[b]);
  }
  shuffled.forEach((user, at) => {
    rank[user] = at;
  });
  yield;
  const byActivity = shuffled.slice().sort((a, b) => activity[a] - activity[b]);
  const place = new Float64Array(users);
  for (let group = 0; group < GROUPS; group++) {
    yield;
    const [from, to] = [0, 1].map((end) => Math.round(((group + end) * users) / GROUPS));
    const own = byActivity.slice(from, to).sort((a, b) => rank[a] - rank[b]);
    own.forEach((user, at) => {
      place[user] = (at + 0.5) / own.length;
    });
  }
  yield;
  shuffled.sort((a, b) => place[a] - place[b]);
  yield;
  const remaining = new Uint8Array(ratings.item.length);
  let missing = target;
  for (const user of shuffled) {
    if (activity[user] > missing) continue;
    missing -= activity[user];
    remaining.fill(1, rowStart[user], rowStart[user + 1]);
  }
  return remaining;
}

/** How common a user's movies are: the mean logarithm of how many have rated each. `[users]` */
function* commonness(ratings: Ratings): Steps<Float64Array> {
  const { users, rowStart, item } = ratings;
  const counts = yield* countsOf(ratings);
  const common = new Float64Array(users);
  let stepEnd = LOOKED_AT_ONCE;
  for (let user = 0; user < users; user++) {
    if (rowStart[user + 1] > stepEnd) {
      stepEnd = rowStart[user + 1] + LOOKED_AT_ONCE;
      yield;
    }
    let sum = 0;
    for (let n = rowStart[user]; n < rowStart[user + 1]; n++) sum += Math.log(counts[item[n]]);
    common[user] = sum / Math.max(1, rowStart[user + 1] - rowStart[user]);
  }
  return common;
}

/** The ratings that stay. Users without any are left out. @param remaining `[nnz]` 1 for what stays */
export function ratingsThatStay(
  ratings: Ratings,
  remaining: Uint8Array,
): Pick<ThinnedRatings, 'ratings' | 'userBefore'> {
  return finish(thatStaySteps(ratings, remaining));
}

function* thatStaySteps(
  ratings: Ratings,
  remaining: Uint8Array,
): Steps<Pick<ThinnedRatings, 'ratings' | 'userBefore'>> {
  const { users, items, rowStart } = ratings;
  let count = 0;
  for (let n = 0; n < remaining.length; n++) count += remaining[n];
  yield;
  const item = new Int32Array(count);
  const value = new Float32Array(count);
  const time = new Uint32Array(count);
  const starts = [0];
  const userBefore: number[] = [];
  let at = 0;
  let stepEnd = LOOKED_AT_ONCE;
  for (let user = 0; user < users; user++) {
    if (rowStart[user + 1] > stepEnd) {
      stepEnd = rowStart[user + 1] + LOOKED_AT_ONCE;
      yield;
    }
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
function* countsOf({ items, item }: Ratings): Steps<Int32Array> {
  const counts = new Int32Array(items);
  for (let from = 0; from < item.length; from += LOOKED_AT_ONCE) {
    const to = Math.min(item.length, from + LOOKED_AT_ONCE);
    // By index: an iterator takes several times as long.
    for (let n = from; n < to; n++) counts[item[n]]++;
    yield;
  }
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
