import type { ListSettings } from '../../protocol/list-settings.ts';

/** Whether two list settings mean the same. */
export function sameListSettings(a: ListSettings, b: ListSettings): boolean {
  return (
    a.adventure === b.adventure &&
    a.niche === b.niche &&
    a.variety === b.variety &&
    a.balance === b.balance &&
    a.from === b.from &&
    a.to === b.to &&
    a.minRatings === b.minRatings &&
    a.timeOfYear === b.timeOfYear &&
    sameGenres(a.genres, b.genres)
  );
}

/** Whether the same genres are chosen, in whatever order. */
export function sameGenres(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name) => b.includes(name));
}
