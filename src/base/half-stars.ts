/** Half stars of a positive rating whose best is `highest`, rounded, at least one: 7 of 10 is 7, 1 of 100 is 1. */
export function halfStarsOf(rating: number, highest: number): number {
  return Math.max(1, Math.round((rating / highest) * 10));
}
