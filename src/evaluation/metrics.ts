/**
 * Measures of one ranked list against what the user liked. `ranked` are item indices, best first; all are NaN when
 * nothing is relevant, so that such a user cannot slip into a mean.
 */
type Measure = (ranked: readonly number[], relevant: ReadonlySet<number>, k: number) => number;

function hits(ranked: readonly number[], relevant: ReadonlySet<number>, k: number): number {
  return ranked.slice(0, k).reduce((sum, item) => sum + (relevant.has(item) ? 1 : 0), 0);
}

/**
 * NDCG@K with binary relevance: `Σ_{hits at rank p ≤ K} 1/log2(p+1)` over the best that could be reached
 * with `relevant` items (Järvelin & Kekäläinen 2002). 0..1
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

/** Share of the K that were liked; a list shorter than K counts as K. */
export const precision: Measure = (ranked, relevant, k) =>
  relevant.size === 0 ? Number.NaN : hits(ranked, relevant, k) / k;

/** Share of what was liked that is among the K. */
export const recall: Measure = (ranked, relevant, k) =>
  relevant.size === 0 ? Number.NaN : hits(ranked, relevant, k) / relevant.size;

/** Harmonic mean of precision and recall, 0 where both are. */
export const f1: Measure = (ranked, relevant, k) => {
  const [p, r] = [precision(ranked, relevant, k), recall(ranked, relevant, k)];
  return p + r === 0 ? 0 : (2 * p * r) / (p + r);
};

/** 1 if anything among the K was liked, else 0. */
export const hitRate: Measure = (ranked, relevant, k) =>
  relevant.size === 0 ? Number.NaN : hits(ranked, relevant, k) > 0 ? 1 : 0;

/** How often each item stands in a list. @returns `[items]` */
export function exposure(lists: readonly (readonly number[])[], items: number): Float64Array {
  const counts = new Float64Array(items);
  for (const list of lists) for (const item of list) counts[item]++;
  return counts;
}

/** Share of the catalogue that is recommended to anyone at all. */
export function coverage(lists: readonly (readonly number[])[], items: number): number {
  return exposure(lists, items).reduce((sum, n) => sum + (n > 0 ? 1 : 0), 0) / items;
}

/**
 * Gini coefficient of the exposure of the items: 0 when all are recommended equally often, near 1 when a few take all.
 * `Σ_j (2j - n - 1) x_(j) / (n Σ x)` over ascending x.
 */
export function gini(lists: readonly (readonly number[])[], items: number): number {
  const sorted = exposure(lists, items).sort();
  const total = sorted.reduce((sum, n) => sum + n, 0);
  if (total === 0) return 0;
  return sorted.reduce((sum, x, n) => sum + (2 * (n + 1) - items - 1) * x, 0) / (items * total);
}

/**
 * Mean self-information `-log2(raters / users)` of the recommended items, bits: what is known to few tells much
 * (Zhou et al. 2010). An item without ratings counts as if one user had rated it.
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

/** Mean of `1 - similarity` over all pairs of a list, 0 for fewer than two items. */
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
