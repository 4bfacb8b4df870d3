import { Problem } from '../../base/problem.ts';
import { starsFrom, timeFrom, yearFrom } from './cells.ts';
import type { Opinion } from './entry.ts';
import { type Layout, NO_RATING, NO_TITLE } from './layout.ts';

/**
 * Letterboxd: ratings, watched, watchlist, diary and reviews are separate tables with `Name`, `Year` and `Letterboxd URI`.
 * The links of a diary belong to its entries, so only name and year identify the movie. A watched movie without a rating
 * counts as seen.
 */
export const letterboxd: Layout = {
  service: 'letterboxd',
  fits: (has) => has('letterboxd uri') && has('name'),
  entry(cell, file) {
    const [name, rating, watched] = [cell('name'), cell('rating'), cell('watched date')];
    const isDiary = watched !== '' || /diary|review/i.test(file);
    const opinion = opinionOf(rating, isDiary, file);
    if (name === '') return NO_TITLE;
    if (opinion === null) return NO_RATING;
    return {
      movieId: null,
      titles: [name],
      year: yearFrom(cell('year')),
      opinion,
      at: timeFrom(opinion.kind === 'seen' && watched !== '' ? watched : cell('date')),
      // A diary entry is the opinion of its day.
      isCurrent: !isDiary,
    };
  },
};

function opinionOf(rating: string, isDiary: boolean, file: string): Opinion | null {
  if (rating !== '') {
    const stars = starsFrom(rating, 5);
    return stars === null ? null : { kind: 'rating', stars };
  }
  if (isDiary) return { kind: 'seen' };
  if (/rating/i.test(file)) return null;
  if (/watchlist/i.test(file)) return { kind: 'watchlist' };
  if (/watched/i.test(file)) return { kind: 'seen' };
  throw new Problem(
    'file-unknown',
    `${file} may be films that you have seen or your watchlist: Letterboxd writes both alike.`,
    'Give it back the name it had, watched.csv or watchlist.csv, and try again.',
  );
}
