/**
 * Measures one ranked list against the items that the user liked. `ranked` are item indices, best first. All measures are
 * NaN if nothing is relevant, so that such a user cannot enter a mean unnoticed.
 */
type Measure = (ranked: readonly number[], relevant: ReadonlySet<number>, k: number) => number;

function hits(ranked: readonly number[], relevant: ReadonlySet<number>, k: number): number {
  return ranked.slice(0, k).reduce((sum, item) => sum + (relevant.has(item) ? 1 : 0), 0);
}

/**
 * NDCG@K with binary relevance: `Σ_{hits at rank p ≤ K} 1/log2(p+1)`, divided by the best possible sum for this
 * number of relevant items (Järvelin & Kekäläinen 2002). 0..1
 */
export const ndcg: Measure = (ranked, relevant, k) => {
  if (relevant.size === 0) return Number.NaN;
  let gain = 0;
  ranked.slice(0, k).forEach((item, position) => {
    if (relevant.has(item)) gain += 1 / Math.log2(position + 2);
  });
  let ideal = 0;
  for (let position = 0; position < Math.min(k, relevant.size); position++)
    ideal += 1 / Math.log2(position + 2);
  return gain / ideal;
};

/** Share of the first K that are relevant; a list shorter than K counts as K. */
export const precision: Measure = (ranked, relevant, k) =>
  relevant.size === 0 ? Number.NaN : hits(ranked, relevant, k) / k;

/** Share of the relevant items that are among the first K. */
export const recall: Measure = (ranked, relevant, k) =>
  relevant.size === 0 ? Number.NaN : hits(ranked, relevant, k) / relevant.size;

/** Harmonic mean of precision and recall; 0 if both are 0. */
export const f1: Measure = (ranked, relevant, k) => {
  const [p, r] = [precision(ranked, relevant, k), recall(ranked, relevant, k)];
  return p + r === 0 ? 0 : (2 * p * r) / (p + r);
};

/** 1 if any of the first K is relevant, else 0. */
export const hitRate: Measure = (ranked, relevant, k) =>
  relevant.size === 0 ? Number.NaN : hits(ranked, relevant, k) > 0 ? 1 : 0;

/** Counts in how many lists each item is. @returns `[items]` */
export function exposure(lists: readonly (readonly number[])[], items: number): Float64Array {
  const counts = new Float64Array(items);
  for (const list of lists) for (const item of list) counts[item]++;
  return counts;
}

/** Share of all items that are in at least one list. */
export function coverage(lists: readonly (readonly number[])[], items: number): number {
  return exposure(lists, items).reduce((sum, n) => sum + (n > 0 ? 1 : 0), 0) / items;
}

/**
 * Gini coefficient of the exposure: 0 if all items are recommended equally often, near 1 if a few items get everything.
 * `Σ_j (2j - n - 1) x_(j) / (n Σ x)` over ascending x.
 */
export function gini(lists: readonly (readonly number[])[], items: number): number {
  const sorted = exposure(lists, items).sort();
  const total = sorted.reduce((sum, n) => sum + n, 0);
  if (total === 0) return 0;
  return sorted.reduce((sum, x, n) => sum + (2 * (n + 1) - items - 1) * x, 0) / (items * total);
}

/**
 * Mean self-information `-log2(raters / users)` of the recommended items in bits: items that few users rated are more
 * novel (Zhou et al. 2010). An item without ratings counts as if one user had rated it.
 * @param counts `[items]` number of ratings
 */
export function novelty(
  lists: readonly (readonly number[])[],
  counts: ArrayLike<number>,
  users: number,
): number {
  let sum = 0;
  let shown = 0;
  for (const list of lists) {
    for (const item of list) {
      sum -= Math.log2(Math.max(1, counts[item]) / users);
      shown++;
    }
  }
  return shown === 0 ? Number.NaN : sum / shown;
}

/** Mean of `1 - similarity` over all pairs of a list; 0 for fewer than two items. */
export function listDiversity(list: readonly number[], similarity: (a: number, b: number) => number): number {
  let sum = 0;
  let pairs = 0;
  for (let a = 0; a < list.length; a++) {
    for (let b = 0; b < a; b++) {
      sum += 1 - similarity(list[a], list[b]);
      pairs++;
    }
  }
  return pairs === 0 ? 0 : sum / pairs;
}
