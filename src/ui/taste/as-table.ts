import type { Taste } from '../../base/taste-text.ts';

/**
 * A taste as Matinee's own table of ratings, which an import reads. All ratings have the day of the link: what was rated
 * later here stays.
 */
export function tasteTable({ ratings, at }: Pick<Taste, 'ratings' | 'at'>): string {
  const day = new Date(at).toISOString();
  const rows = ratings.map(({ movieId, rating }) => `${movieId},,,${rating},${day}`);
  return `${['movieId,title,year,rating,ratedAt', ...rows].join('\r\n')}\r\n`;
}
