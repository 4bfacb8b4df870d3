import type { RatedMovie } from '../../protocol/person-messages.ts';

export type RatingOrder = 'date' | 'stars' | 'title';

const byTitle = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Sorts by newest, by most stars or by title. Ties go to the newest. */
export function sortRatings(ratings: readonly RatedMovie[], order: RatingOrder): RatedMovie[] {
  return [...ratings].sort((a, b) => {
    if (order === 'stars' && a.stars !== b.stars) return b.stars - a.stars;
    if (order === 'title') return byTitle.compare(a.movie.title, b.movie.title) || b.at - a.at;
    return b.at - a.at;
  });
}
