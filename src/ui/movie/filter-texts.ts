/** Texts of the filters by genre, year and number of ratings. */
import { plural } from '../app/texts.ts';

export const filters = {
  genres: 'Only these genres',
  from: 'From',
  to: 'To',
  anyYear: 'Any',
  decade: (year: number) => `${year}s`,
  known: 'Rated by at least',
  anyKnown: 'Anyone or no one',
  people: (n: number) => plural(n, 'person', 'people'),
};
