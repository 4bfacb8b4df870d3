/**
 * The half stars that a person would give with the probability of the interval. A rating that is given stands for all
 * that rounds to it, so the nearest half stars to the bounds leave nothing of the interval out.
 */
export function halfStarsWithin(low: number, high: number): { readonly from: number; readonly to: number } {
  // A bound midway between two takes the outer one.
  const from = Math.ceil(low * 2 - 0.5) / 2;
  const to = Math.floor(high * 2 + 0.5) / 2;
  return { from: Math.max(0.5, from), to: Math.min(5, Math.max(from, to)) };
}
