import { withoutGuard } from '../../base/csv-cells.ts';
import { parseTitle } from '../title.ts';
import { idFrom, imdbFrom, starsFrom, timeFrom } from './cells.ts';
import { entryOf } from './entry.ts';
import { type Layout, NO_RATING, NO_TITLE } from './layout.ts';

/** MovieLens.org: `movie_id` and titles are as in the MovieLens data sets, "Matrix, The (1999)". */
export const movielensOrg: Layout = {
  service: 'movielens',
  fits: (has) => has('movie_id') && has('rating') && has('title'),
  entry(cell) {
    const { title, alsoKnownAs, year } = parseTitle(withoutGuard(cell('title')));
    const movieId = idFrom(cell('movie_id'));
    const stars = starsFrom(cell('rating'), 5);
    if (title === '' && movieId === null) return NO_TITLE;
    if (stars === null) return NO_RATING;
    return entryOf({
      movieId,
      imdb: imdbFrom(cell('imdb_id')),
      tmdb: idFrom(cell('tmdb_id')),
      titles: title === '' ? [] : [title, ...alsoKnownAs],
      year,
      opinion: { kind: 'rating', stars },
      at: timeFrom(cell('rated_at', 'date')),
    });
  },
};
