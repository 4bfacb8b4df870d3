/**
 * Graded preference of a rating for the ranking models: `clip((r - 2) / 3, 0, 1)`. Two stars and less are no preference,
 * five stars are a full one.
 */
export function preference(stars: number): number {
  return Math.min(1, Math.max(0, (stars - 2) / 3));
}
