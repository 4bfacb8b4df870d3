import { createRandom } from '../../src/base/random.ts';
import { type Ratings, toRatings } from '../../src/dataset/dataset.ts';
import type { Split } from '../../src/evaluation/splits.ts';

/** Shares of the users; the others are learnt from. */
const TEST = 0.2;
const VALIDATION = 0.15;
/** Share of a held-out user's ratings that is hidden. */
const HIDDEN = 0.2;

/** Users whom training never sees (strong generalisation, Marlin 2004; Liang et al. 2018). */
export interface StrongSplit {
  /** The ratings of the users that are learnt from; the rows of all others are empty. */
  readonly learnt: Ratings;
  /** For the users of each group: what is revealed as `train`, what is to be found as `test`. */
  readonly test: Split;
  readonly validation: Split;
}

export function strongSplit(ratings: Ratings, seed: number): StrongSplit {
  const { users, rowStart } = ratings;
  const random = createRandom(seed);
  const order = random.shuffle(Int32Array.from({ length: users }, (_, u) => u));
  const [tested, validated] = [Math.floor(users * TEST), Math.floor(users * (TEST + VALIDATION))];
  const groupOf = new Uint8Array(users);
  groupOf.fill(0);
  order.subarray(0, tested).forEach((u) => {
    groupOf[u] = 1;
  });
  order.subarray(tested, validated).forEach((u) => {
    groupOf[u] = 2;
  });
  const isHidden = new Uint8Array(ratings.item.length);
  for (let u = 0; u < users; u++) {
    const count = rowStart[u + 1] - rowStart[u];
    const own = random.shuffle(Int32Array.from({ length: count }, (_, n) => rowStart[u] + n));
    own.subarray(0, Math.floor(count * HIDDEN)).forEach((n) => {
      isHidden[n] = 1;
    });
  }
  const splitOf = (group: number): Split => ({
    train: part(ratings, (u, n) => groupOf[u] === group && isHidden[n] === 0),
    test: part(ratings, (u, n) => groupOf[u] === group && isHidden[n] === 1),
    validation: part(ratings, () => false),
  });
  return { learnt: part(ratings, (u) => groupOf[u] === 0), test: splitOf(1), validation: splitOf(2) };
}

function part(
  { users, items, rowStart, item, value, time }: Ratings,
  isIn: (u: number, n: number) => boolean,
) {
  const user: number[] = [];
  const at: number[] = [];
  for (let u = 0; u < users; u++) {
    for (let n = rowStart[u]; n < rowStart[u + 1]; n++) {
      if (!isIn(u, n)) continue;
      user.push(u);
      at.push(n);
    }
  }
  return toRatings(users, items, {
    user: Int32Array.from(user),
    item: Int32Array.from(at, (n) => item[n]),
    value: Float32Array.from(at, (n) => value[n]),
    time: Uint32Array.from(at, (n) => time[n]),
  });
}
