import { withoutGuard } from '../../base/csv-cells.ts';
import { idFrom, imdbFrom, starsFrom, timeFrom, yearFrom } from './cells.ts';
import { entryOf, type Opinion } from './entry.ts';
import { type Layout, NO_RATING, NO_TITLE } from './layout.ts';

const NO_LIST = 'Rows that name no list';

/** Matinee's own table of ratings. */
export const matinee: Layout = {
  service: 'matinee',
  fits: (has) => has('movieid') && has('title') && has('rating') && !has('userid'),
  entry(cell) {
    const title = withoutGuard(cell('title'));
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

/** Matinee's own tables of lists: watchlist, seen, liked, not interested, and lists with names of their own. */
export const matineeLists: Layout = {
  service: 'matinee',
  fits: (has) => has('movieid') && has('title') && has('kind') && has('list'),
  entry(cell) {
    const title = withoutGuard(cell('title'));
    const [movieId, imdb, tmdb] = [idFrom(cell('movieid')), imdbFrom(cell('imdbid')), idFrom(cell('tmdbid'))];
    if (title === '' && movieId === null && imdb === null && tmdb === null) return NO_TITLE;
    const opinion = opinionOf(cell('kind'), withoutGuard(cell('list')));
    if (opinion === null) return NO_LIST;
    return entryOf({
      movieId,
      imdb,
      tmdb,
      titles: title === '' ? [] : [title],
      year: yearFrom(cell('year')),
      opinion,
      at: timeFrom(cell('addedat')),
    });
  },
};

function opinionOf(kind: string, list: string): Opinion | null {
  switch (kind) {
    case 'watchlist':
    case 'seen':
    case 'liked':
    case 'notInterested':
      return { kind };
    case 'list':
      return list === '' ? null : { kind: 'listed', list };
    default:
      return null;
  }
}
