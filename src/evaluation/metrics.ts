import { chanceWithin, type TiedList } from './tied-list.ts';

/**
 * Measures one ranked list against the items that the user liked. Where scores tie, each measure is its expectation over
 * all orders of the tied items, in closed form; for a list without ties it is the usual value. All measures are NaN if
 * nothing is relevant, so that such a user cannot enter a mean unnoticed. 0..1
 */
type Measure = (list: TiedList, relevant: ReadonlySet<number>, k: number) => number;

/** What the measures need to know of a group: `r` of its `n` items are relevant. */
interface Counted {
  readonly n: number;
  readonly r: number;
  readonly first: number;
  /** Places within the first K. */
  readonly places: number;
}

function counted(list: TiedList, relevant: ReadonlySet<number>, k: number): Counted[] {
  return list.flatMap(({ items, first, places }) => {
    const within = Math.min(places, k - first);
    if (within <= 0) return [];
    const r = items.reduce((sum, item) => sum + (relevant.has(item) ? 1 : 0), 0);
    return [{ n: items.length, r, first, places: within }];
  });
}

/** Expected number of relevant items among the first K: each place of a group holds one with probability `r / n`. */
function hits(list: TiedList, relevant: ReadonlySet<number>, k: number): number {
  return counted(list, relevant, k).reduce((sum, { n, r, places }) => sum + (places * r) / n, 0);
}

/**
 * NDCG@K with binary relevance: `Σ_{hits at rank p ≤ K} 1/log2(p+1)`, divided by the best possible sum for this
 * number of relevant items (Järvelin & Kekäläinen 2002; ties as in McSherry & Najork 2008).
 */
export const ndcg: Measure = (list, relevant, k) => {
  if (relevant.size === 0) return Number.NaN;
  let gain = 0;
  for (const { n, r, first, places } of counted(list, relevant, k))
    for (let p = first; p < first + places; p++) gain += r / n / Math.log2(p + 2);
  let ideal = 0;
  for (let position = 0; position < Math.min(k, relevant.size); position++)
    ideal += 1 / Math.log2(position + 2);
  return gain / ideal;
};

/** Share of the first K that are relevant; a list shorter than K counts as K. */
export const precision: Measure = (list, relevant, k) =>
  relevant.size === 0 ? Number.NaN : hits(list, relevant, k) / k;

/** Share of the relevant items that are among the first K. */
export const recall: Measure = (list, relevant, k) =>
  relevant.size === 0 ? Number.NaN : hits(list, relevant, k) / relevant.size;

/** Harmonic mean of precision and recall, which is `2 hits / (K + relevant)`. */
export const f1: Measure = (list, relevant, k) =>
  relevant.size === 0 ? Number.NaN : (2 * hits(list, relevant, k)) / (k + relevant.size);

/**
 * Probability that any of the first K is relevant. Only a group that reaches beyond K leaves it open: `m` of its `n` places
 * are within K, and none of them holds one of the `r` relevant items with probability `C(n-r, m) / C(n, m)`.
 */
export const hitRate: Measure = (list, relevant, k) => {
  if (relevant.size === 0) return Number.NaN;
  let none = 1;
  for (const { n, r, places } of counted(list, relevant, k))
    for (let j = 0; j < places; j++) none *= Math.max(0, n - r - j) / (n - j);
  return 1 - none;
};

/**
 * Mean reciprocal rank at K, of one list: 1 over the rank of the first relevant item, 0 where it is beyond K. The first
 * relevant item of a group is at its place `j` with probability `C(n-j-1, r-1) / C(n, r)`.
 */
export const reciprocalRank: Measure = (list, relevant, k) => {
  if (relevant.size === 0) return Number.NaN;
  const group = counted(list, relevant, k).find(({ r }) => r > 0);
  if (group === undefined) return 0;
  const { n, r, first, places } = group;
  let value = 0;
  let before = 1;
  for (let j = 0; j < places; j++) {
    value += (before * r) / (n - j) / (first + j + 1);
    before *= Math.max(0, n - r - j) / (n - j);
  }
  return value;
};

/**
 * Average precision at K: the mean, over the `min(K, relevant)` places that could be hits, of the precision at each hit.
 * Given a hit at place `j` of a group, each place before it in the group is a hit with probability `(r-1) / (n-1)`.
 */
export const averagePrecision: Measure = (list, relevant, k) => {
  if (relevant.size === 0) return Number.NaN;
  let [sum, before] = [0, 0];
  for (const { n, r, first, places } of counted(list, relevant, k)) {
    const other = n === 1 ? 0 : (r - 1) / (n - 1);
    for (let j = 0; j < places; j++) sum += ((r / n) * (before + 1 + j * other)) / (first + j + 1);
    before += r;
  }
  return sum / Math.min(k, relevant.size);
};

/**
 * Mean self-information `-log2(raters / users)` of the recommended items in bits: items that few users rated are more
 * novel (Zhou et al. 2010). An item without ratings counts as if one user had rated it.
 * @param counts `[items]` number of ratings
 */
export function novelty(list: TiedList, counts: ArrayLike<number>, users: number): number {
  let [sum, shown] = [0, 0];
  for (const group of list) {
    const bits = group.items.reduce((all, item) => all - Math.log2(Math.max(1, counts[item]) / users), 0);
    sum += chanceWithin(group) * bits;
    shown += group.places;
  }
  return shown === 0 ? Number.NaN : sum / shown;
}

/**
 * Mean of `1 - similarity` over all pairs of a list, where the similarity of two items is the product of their rows; 0
 * for fewer than two items. Two items of a group of `n` with `m` places are both in the list with probability
 * `m(m-1) / n(n-1)`, and the sum over their pairs is `(|Σ x|² - Σ |x|²) / 2`.
 * @param rowOf `[width]`, of length 1 or 0
 */
export function listDiversity(list: TiedList, rowOf: (item: number) => ArrayLike<number>): number {
  let before: Float64Array | null = null;
  let [similar, shown] = [0, 0];
  for (const group of list) {
    const n = group.items.length;
    let sum: Float64Array | null = null;
    let squares = 0;
    for (const item of group.items) {
      const row = rowOf(item);
      sum ??= new Float64Array(row.length);
      for (let c = 0; c < row.length; c++) {
        sum[c] += row[c];
        squares += row[c] ** 2;
      }
    }
    if (sum === null) continue;
    const both = n < 2 ? 0 : (group.places * (group.places - 1)) / (n * (n - 1));
    similar += (both * (product(sum, sum) - squares)) / 2;
    const within = chanceWithin(group);
    before ??= new Float64Array(sum.length);
    similar += within * product(before, sum);
    for (let c = 0; c < sum.length; c++) before[c] += within * sum[c];
    shown += group.places;
  }
  const pairs = (shown * (shown - 1)) / 2;
  return pairs === 0 ? 0 : Math.min(1, Math.max(0, 1 - similar / pairs));
}

function product(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, c) => sum + value * b[c], 0);
}
