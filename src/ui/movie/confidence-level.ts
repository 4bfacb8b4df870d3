/**
 * The half stars around an interval, outward: what is said to hold nine times in ten must not leave any of it out.
 * On the built-in data a newcomer's own rating then lies within about nine times in ten, so the words never boast.
 */
export function halfStarsAround(low: number, high: number): { readonly from: number; readonly to: number } {
  return { from: Math.max(0.5, Math.floor(low * 2) / 2), to: Math.min(5, Math.ceil(high * 2) / 2) };
}
