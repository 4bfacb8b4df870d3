import { starsFrom, timeFrom, yearFrom } from './cells.ts';
import { type Layout, NO_MOVIE, NO_RATING, NO_TITLE } from './layout.ts';

/** Matches "TV Episode", "tvMiniSeries", "Video Game", "Podcast Series" and, in other languages, "Serie TV". */
const OTHER_THAN_MOVIE = /serie|episod|game|podcast|pilot/;

/** IMDb: `Const`, `Your Rating` from 1 to 10 ("You rated" in old files) and `Title Type`, which identifies series. */
export const imdb: Layout = {
  service: 'imdb',
  fits: (has) => has('const') && has('title') && (has('your rating') || has('you rated')),
  entry(cell) {
    const [title, original] = [cell('title'), cell('original title')];
    if (title === '') return NO_TITLE;
    if (OTHER_THAN_MOVIE.test(cell('title type').toLowerCase())) return NO_MOVIE;
    const stars = starsFrom(cell('your rating', 'you rated'), 10);
    if (stars === null) return NO_RATING;
    return {
      movieId: null,
      titles: original === '' || original === title ? [title] : [title, original],
      year: yearFrom(cell('year')),
      opinion: { kind: 'rating', stars },
      at: timeFrom(cell('date rated', 'created')),
      isCurrent: true,
    };
  },
};
