/**
 * NDCG@K with binary relevance: `Σ_{hits at rank p ≤ K} 1/log2(p+1)` over the best that could be reached
 * with `relevant` items (Järvelin & Kekäläinen 2002).
 * @param ranked item indices, best first
 * @returns 0..1; NaN when nothing is relevant, so that such a user cannot slip into a mean
 */
export function ndcg(ranked: readonly number[], relevant: ReadonlySet<number>, k: number): number {
  if (relevant.size === 0) return Number.NaN;
  let gain = 0;
  ranked.slice(0, k).forEach((item, position) => {
    if (relevant.has(item)) gain += 1 / Math.log2(position + 2);
  });
  let ideal = 0;
  for (let position = 0; position < Math.min(k, relevant.size); position++)
    ideal += 1 / Math.log2(position + 2);
  return gain / ideal;
}
