import { describe, expect, it } from 'vitest';
import { type Ratings, toRatings } from '../../../../src/dataset/dataset.ts';
import { decayedItems } from '../../../../src/recommenders/models/decayed-items.ts';
import { markovChain } from '../../../../src/recommenders/models/markov-chain.ts';
import { agesOf, lastOf, orderOf } from '../../../../src/recommenders/models/rating-order.ts';
import { preference } from '../../../../src/recommenders/preference.ts';
import type { Person, Recommender } from '../../../../src/recommenders/recommender.ts';
import { allOrders } from '../../../fixtures/all-orders.ts';
import { randomRatings } from '../../../fixtures/small-data.ts';

const ITEMS = 7;

/** Users whose ratings share seconds: at most four of each second. */
const ratings: Ratings = (() => {
  const drawn = randomRatings(9, ITEMS, 0.7, 3);
  const user = new Int32Array(drawn.item.length);
  for (let u = 0; u < drawn.users; u++) user.fill(u, drawn.rowStart[u], drawn.rowStart[u + 1]);
  const time = Uint32Array.from(drawn.item, (item, n) => 1000 + ((item * 5 + user[n] * 3) % 4));
  return toRatings(drawn.users, ITEMS, { user, item: drawn.item, value: drawn.value, time });
})();

const person = (rated: readonly (readonly [item: number, stars: number, time: number])[]): Person => ({
  ratings: {
    item: Int32Array.from(rated, ([item]) => item),
    value: Float32Array.from(rated, ([, stars]) => stars),
    time: Uint32Array.from(rated, ([, , time]) => time),
  },
  genres: [],
});
const somebody = person([
  [4, 5, 30],
  [0, 2, 10],
  [2, 4, 30],
  [1, 3.5, 20],
]);

/** The groups of a user's ratings by second, as positions in the columns, earliest first. */
function groupsOf(user: number): number[][] {
  const groups = new Map<number, number[]>();
  for (let n = ratings.rowStart[user]; n < ratings.rowStart[user + 1]; n++)
    groups.set(ratings.time[n], [...(groups.get(ratings.time[n]) ?? []), n]);
  return [...groups].sort(([a], [b]) => a - b).map(([, group]) => group);
}

/** Steps between neighbours, as the mean over every order of every group. `[from][to]` */
function enumeratedSteps(): number[][] {
  const steps = Array.from({ length: ITEMS }, () => new Array<number>(ITEMS).fill(0));
  for (let u = 0; u < ratings.users; u++) {
    let orders: number[][] = [[]];
    for (const group of groupsOf(u))
      orders = orders.flatMap((before) => allOrders(group).map((own) => [...before, ...own]));
    for (const order of orders)
      for (let p = 1; p < order.length; p++) {
        const [from, to] = [order[p - 1], order[p]];
        steps[ratings.item[from]][ratings.item[to]] += preference(ratings.value[to]) / orders.length;
      }
  }
  return steps;
}

/** Every score is the sum of its parts, and the mean item's parts are the mean. */
function expectExactSums(recommender: Recommender, who: Person): void {
  const scores = recommender.score(who);
  const sumOf = ({ base, parts }: { base: number; parts: Float32Array }) =>
    parts.reduce((sum, part) => sum + part, base);
  let mean = 0;
  scores.forEach((score, item) => {
    const found = recommender.contributions?.(who, item);
    expect(found && sumOf(found)).toBeCloseTo(score, 6);
    mean += score / scores.length;
  });
  const found = recommender.contributions?.(who, 'mean');
  expect(found && sumOf(found)).toBeCloseTo(mean, 6);
}

describe('the order of ratings', () => {
  it('has groups of the same second', () => {
    const { sequence, placeOf, groupStart, groupEnd } = orderOf(ratings);
    for (let u = 0; u < ratings.users; u++) {
      const own = [...sequence.subarray(ratings.rowStart[u], ratings.rowStart[u + 1])];
      expect(own).toEqual(groupsOf(u).flat());
    }
    sequence.forEach((n, place) => {
      expect(placeOf[n]).toBe(place);
      const group = [...sequence.subarray(groupStart[place], groupEnd[place])];
      expect(group).toContain(n);
      for (const other of group) expect(ratings.time[other]).toBe(ratings.time[n]);
    });
  });

  it('of a person tells how old each rating is, and which may be the last', () => {
    expect([...agesOf(somebody.ratings)]).toEqual([0.5, 3, 0.5, 2]);
    expect(lastOf(somebody.ratings)).toEqual([0, 2]);
    const { time: _, ...undated } = somebody.ratings;
    expect([...agesOf(undated)]).toEqual([3, 2, 1, 0]);
    expect(lastOf(undated)).toEqual([3]);
  });
});

describe('the Markov chain', () => {
  it('counts steps as their mean over all orders of the ratings of one second', () => {
    const steps = enumeratedSteps();
    const liked = new Array<number>(ITEMS).fill(0);
    ratings.item.forEach((item, n) => {
      liked[item] += preference(ratings.value[n]);
    });
    const all = liked.reduce((sum, w) => sum + w, 0);
    const smoothing = 3;
    const scores = markovChain(ratings, { smoothing }).score(somebody);
    scores.forEach((score, j) => {
      const naive = [4, 2].map((i) => {
        const from = steps[i].reduce((sum, step) => sum + step, 0);
        return (steps[i][j] + (smoothing * liked[j]) / all) / (from + smoothing);
      });
      expect(score).toBeCloseTo((naive[0] + naive[1]) / 2, 6);
    });
  });

  it('goes by popularity for a person without ratings, and explains every score exactly', () => {
    const chain = markovChain(ratings);
    const scores = chain.score(person([]));
    expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 5);
    expectExactSums(chain, person([]));
    expectExactSums(chain, somebody);
    // Only the ratings of the latest second count.
    expect([...(chain.contributions?.(somebody, 'mean').parts ?? [])].map((part) => part > 0)).toEqual([
      ...[true, false, true, false],
    ]);
  });
});

describe('the item model with time decay', () => {
  it('equals the naive sum', () => {
    const options = { ownHalf: 2, pairHalf: 3, shrinkage: 1.5 };
    const middleOf = (n: number, user: number) => {
      let before = 0;
      for (const group of groupsOf(user)) {
        if (group.includes(n)) return before + (group.length - 1) / 2;
        before += group.length;
      }
      throw new Error('a rating is in a group');
    };
    const common = Array.from({ length: ITEMS }, () => new Array<number>(ITEMS).fill(0));
    const squares = new Array<number>(ITEMS).fill(0);
    for (let u = 0; u < ratings.users; u++)
      for (let a = ratings.rowStart[u]; a < ratings.rowStart[u + 1]; a++) {
        squares[ratings.item[a]] += preference(ratings.value[a]) ** 2;
        for (let b = ratings.rowStart[u]; b < ratings.rowStart[u + 1]; b++) {
          const apart = 2 ** (-Math.abs(middleOf(a, u) - middleOf(b, u)) / options.pairHalf);
          common[ratings.item[a]][ratings.item[b]] +=
            preference(ratings.value[a]) * preference(ratings.value[b]) * apart;
        }
      }
    const scores = decayedItems(ratings, options).score(somebody);
    const ages = [0.5, 3, 0.5, 2];
    scores.forEach((score, j) => {
      let naive = 0;
      somebody.ratings.item.forEach((i, n) => {
        const both = common[i][j];
        if (i === j || both === 0) return;
        const similarity = (both / (both + options.shrinkage)) * (both / Math.sqrt(squares[i] * squares[j]));
        naive += preference(somebody.ratings.value[n]) * 2 ** (-ages[n] / options.ownHalf) * similarity;
      });
      expect(score).toBeCloseTo(naive, 5);
    });
  });

  it('says nothing to a person without ratings, and explains every score exactly', () => {
    const model = decayedItems(ratings);
    expect([...model.score(person([]))]).toEqual(new Array(ITEMS).fill(0));
    expectExactSums(model, somebody);
  });

  it('lets the latest ratings count most', () => {
    const model = decayedItems(ratings);
    const early = person([
      [0, 5, 1],
      [1, 5, 2],
    ]);
    const late = person([
      [0, 5, 2],
      [1, 5, 1],
    ]);
    const share = (who: Person) => (model.contributions?.(who, 3).parts ?? [0])[0];
    expect(share(late)).toBeGreaterThan(share(early));
  });
});
