import { idFrom, starsFrom, timeFrom, yearFrom } from './cells.ts';
import { entryOf } from './entry.ts';
import { type Layout, NO_RATING, NO_TITLE } from './layout.ts';

/** The apostrophe that prevents a spreadsheet from running a title as a formula. It is not part of the title. */
const GUARD = /^'(?=[=+\-@\t\r\n])/;

/** Matinee's own table of ratings. */
export const matinee: Layout = {
  service: 'matinee',
  fits: (has) => has('movieid') && has('title') && has('rating') && !has('userid'),
  entry(cell) {
    const title = cell('title').replace(GUARD, '');
    const movieId = idFrom(cell('movieid'));
    const stars = starsFrom(cell('rating'), 5);
    if (title === '' && movieId === null) return NO_TITLE;
    if (stars === null) return NO_RATING;
    return entryOf({
      movieId,
      titles: title === '' ? [] : [title],
      year: yearFrom(cell('year')),
      opinion: { kind: 'rating', stars },
      at: timeFrom(cell('ratedat')),
    });
  },
};
