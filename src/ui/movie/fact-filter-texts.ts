/** Texts of the filters by what is known of movies beside genres, years and ratings. */
import { formatCount } from '../kit/format.ts';

export const factFilters = {
  without: 'Without these genres',
  language: 'Original language',
  anyLanguage: 'Any language',
  country: 'Country',
  anyCountry: 'Any country',
  option: (name: string, movies: number) => `${name} (${formatCount(movies)})`,
};
