import { imdbFrom, starsFrom, timeFrom, yearFrom } from './cells.ts';
import { entryOf, type Opinion } from './entry.ts';
import { baseName, type Cell, type Layout, listNameOf, NO_MOVIE, NO_RATING, NO_TITLE } from './layout.ts';

/** Matches "TV Episode", "tvMiniSeries", "Music Video", "Video Game" and, in other languages, "Serie TV". */
const OTHER_THAN_MOVIE = /s[eé]rie|episod|épisode|game|podcast|pilot|music/;

/**
 * IMDb: `Const`, `Title Type`, which identifies series, and `Your Rating` from 1 to 10 ("You rated" in old files).
 * Watchlists and lists have a `Position`, and in newer files a rating where the person has rated the movie, which then is
 * on the watchlist no more. The file name tells watchlists from lists.
 */
export const imdb: Layout = {
  service: 'imdb',
  fits: (has) => has('const') && has('title'),
  entry(cell, file) {
    const [title, original] = [cell('title'), cell('original title')];
    if (title === '') return NO_TITLE;
    if (OTHER_THAN_MOVIE.test(cell('title type').toLowerCase())) return NO_MOVIE;
    const opinion = opinionOf(cell, file);
    if (opinion === null) return NO_RATING;
    return entryOf({
      imdb: imdbFrom(cell('const')),
      titles: original === '' || original === title ? [title] : [title, original],
      year: yearFrom(cell('year')),
      opinion,
      at: timeFrom((opinion.kind === 'rating' && cell('date rated')) || cell('created', 'date rated')),
    });
  },
};

function opinionOf(cell: Cell, file: string): Opinion | null {
  const rating = cell('your rating', 'you rated');
  if (rating === '' && (cell('position') !== '' || /watch/i.test(baseName(file))))
    return /watchlist/i.test(file) ? { kind: 'watchlist' } : { kind: 'listed', list: listNameOf(file) };
  const stars = starsFrom(rating, 10);
  return stars === null ? null : { kind: 'rating', stars };
}
