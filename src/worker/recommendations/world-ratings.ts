import type { WorldRatings } from '../../protocol/movie-card.ts';
import type { Catalogue } from '../session/catalogue.ts';

/** A movie with fewer ratings here, and at least so many elsewhere, says that the latter speak for it. */
const ENOUGH_HERE = 5;
const MANY_ELSEWHERE = 100;

/** What the statistics of the data set know of a movie; null where nothing. */
export function worldOf({ dataset: { statistics } }: Catalogue, item: number): WorldRatings | null {
  const count = statistics?.count[item] ?? 0;
  const mean = statistics?.mean[item] ?? Number.NaN;
  return count > 0 && Number.isFinite(mean) ? { count, mean } : null;
}

/**
 * Whether few people of the data set have rated a movie that many elsewhere have.
 * @param world what the statistics know of it
 */
export function isRareHere(
  { dataset, counts }: Catalogue,
  item: number,
  world: WorldRatings | null,
): world is WorldRatings {
  const { item: rated, halfStarsByItem } = dataset.ratings;
  // A starter has no ratings at all, so few ratings say nothing there.
  if (rated.length === 0 && halfStarsByItem === undefined) return false;
  if (counts[item] >= ENOUGH_HERE) return false;
  return world !== null && world.count >= MANY_ELSEWHERE;
}
