import { textCell } from '../../base/csv-cells.ts';
import type { PersonState } from '../../protocol/person-messages.ts';

/**
 * The person's ratings as a CSV table, newest first. Ratings of movies outside the data set come last. MovieLens ids
 * let other programs match the movies.
 */
export function ratingsCsv(person: PersonState): string {
  const rows = [...person.ratings, ...person.absent.ratings].map(({ movie, stars, at }) =>
    [movie.id, textCell(movie.title), movie.year ?? '', stars, new Date(at).toISOString()].join(','),
  );
  return `${['movieId,title,year,rating,ratedAt', ...rows].join('\r\n')}\r\n`;
}
