import { createRandom } from '../base/random.ts';
import { type Ratings, toRatings } from '../dataset/dataset.ts';

/** How ratings are divided into training and test ratings. */
export type SplitKind =
  /** A random tenth of all ratings is the test part, another one the validation part. */
  | 'random'
  /** A random fifth of each user's ratings is the test part. */
  | 'perUser'
  /** The latest fifth of all ratings is the test part. */
  | 'time'
  /** The latest rating of each user with more than one rating is the test part. */
  | 'lastOut';

/** A split of ratings. All parts use the same indices of users and items. */
export interface Split {
  readonly train: Ratings;
  readonly test: Ratings;
  /** Held out for tuning; empty except for 'random'. */
  readonly validation: Ratings;
}

/** Divides ratings into train, test and validation parts. Equal seeds give equal splits. */
export function splitRatings(ratings: Ratings, kind: SplitKind, seed: number): Split {
  const group = groups[kind](ratings, seed);
  return {
    train: part(ratings, group, TRAIN),
    test: part(ratings, group, TEST),
    validation: part(ratings, group, VALIDATION),
  };
}

const [TRAIN, TEST, VALIDATION] = [0, 1, 2];

/** For each kind, a function that assigns every rating to a part. Each returns `[nnz]` */
const groups: Readonly<Record<SplitKind, (ratings: Ratings, seed: number) => Uint8Array>> = {
  random({ item }, seed) {
    const order = createRandom(seed).shuffle(Int32Array.from(item, (_, n) => n));
    const group = new Uint8Array(item.length);
    const tenth = Math.floor(item.length / 10);
    order.subarray(0, tenth).forEach((n) => {
      group[n] = TEST;
    });
    order.subarray(tenth, 2 * tenth).forEach((n) => {
      group[n] = VALIDATION;
    });
    return group;
  },
  perUser({ users, rowStart, item }, seed) {
    const random = createRandom(seed);
    const group = new Uint8Array(item.length);
    for (let u = 0; u < users; u++) {
      const count = rowStart[u + 1] - rowStart[u];
      const order = random.shuffle(Int32Array.from({ length: count }, (_, n) => rowStart[u] + n));
      order.subarray(0, Math.floor(count / 5)).forEach((n) => {
        group[n] = TEST;
      });
    }
    return group;
  },
  time({ item, time }) {
    const order = Int32Array.from(item, (_, n) => n).sort((a, b) => time[a] - time[b] || a - b);
    const group = new Uint8Array(item.length);
    order.subarray(order.length - Math.floor(order.length / 5)).forEach((n) => {
      group[n] = TEST;
    });
    return group;
  },
  lastOut({ users, rowStart, item, time }) {
    const group = new Uint8Array(item.length);
    for (let u = 0; u < users; u++) {
      if (rowStart[u + 1] - rowStart[u] < 2) continue;
      let last = rowStart[u];
      for (let n = last + 1; n < rowStart[u + 1]; n++) if (time[n] >= time[last]) last = n;
      group[last] = TEST;
    }
    return group;
  },
};

/** The ratings of one part. */
function part(ratings: Ratings, group: Uint8Array, partId: number): Ratings {
  const { users, items, rowStart, item, value, time } = ratings;
  const at: number[] = [];
  const user: number[] = [];
  for (let u = 0; u < users; u++) {
    for (let n = rowStart[u]; n < rowStart[u + 1]; n++) {
      if (group[n] !== partId) continue;
      at.push(n);
      user.push(u);
    }
  }
  return toRatings(users, items, {
    user: Int32Array.from(user),
    item: Int32Array.from(at, (n) => item[n]),
    value: Float32Array.from(at, (n) => value[n]),
    time: Uint32Array.from(at, (n) => time[n]),
  });
}
