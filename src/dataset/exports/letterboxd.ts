import { withoutGuard } from '../../base/csv-cells.ts';
import { Problem } from '../../base/problem.ts';
import { idFrom, imdbFrom, starsFrom, timeFrom, yearFrom } from './cells.ts';
import { entryOf, type Opinion } from './entry.ts';
import { baseName, type Layout, NO_RATING, NO_TITLE } from './layout.ts';

/**
 * Letterboxd: ratings, watched, watchlist, diary, reviews and likes are separate tables with `Name`, `Year` and
 * `Letterboxd URI`. The links of a diary belong to its entries, so only name and year identify the movie. A watched movie
 * without a rating counts as seen; in a diary a rating of 0 is none.
 */
export const letterboxd: Layout = {
  service: 'letterboxd',
  fits: (has) => has('letterboxd uri') && has('name'),
  entry(cell, file) {
    const [name, rating, watched] = [cell('name'), cell('rating'), cell('watched date')];
    const isDiary = watched !== '' || /diary|review/i.test(baseName(file));
    const opinion = opinionOf(rating, isDiary, file);
    if (name === '') return NO_TITLE;
    if (opinion === null) return NO_RATING;
    return entryOf({
      titles: [name],
      year: yearFrom(cell('year')),
      opinion,
      at: timeFrom(opinion.kind === 'seen' && watched !== '' ? watched : cell('date')),
      // A diary entry is the opinion of its day.
      isCurrent: !isDiary,
    });
  },
};

function opinionOf(rating: string, isDiary: boolean, file: string): Opinion | null {
  if (rating !== '' && !(isDiary && rating === '0')) {
    const stars = starsFrom(rating, 5);
    return stars === null ? null : { kind: 'rating', stars };
  }
  if (isDiary) return { kind: 'seen' };
  const name = baseName(file);
  if (/rating/i.test(name)) return null;
  if (/watchlist/i.test(name)) return { kind: 'watchlist' };
  if (/watched/i.test(name)) return { kind: 'seen' };
  if (/(?:^|[^a-z])like[sd]?(?:[^a-z]|$)/i.test(file)) return { kind: 'liked' };
  throw new Problem(
    'file-unknown',
    `${file} may be films that you have seen, like, or want to see: Letterboxd writes all of them in the same way.`,
    'Rename it to watched.csv, likes.csv or watchlist.csv, as it was, and try again.',
  );
}

/** Letterboxd's layout for importing, which other tools write. A row without stars is a movie that was seen. */
export const letterboxdImport: Layout = {
  service: 'letterboxd',
  fits: (has) =>
    (has('title') || has('imdbid') || has('tmdbid')) &&
    (has('rating10') || has('watcheddate') || (has('letterboxduri') && !has('movieid'))),
  entry(cell) {
    const title = withoutGuard(cell('title'));
    const [imdb, tmdb] = [imdbFrom(cell('imdbid')), idFrom(cell('tmdbid'))];
    const [ten, five] = [cell('rating10'), cell('rating')];
    const stars = ten === '' ? starsFrom(five, 5) : starsFrom(ten, 10);
    if (title === '' && imdb === null && tmdb === null) return NO_TITLE;
    if (stars === null && ![ten, five].every((one) => one === '' || one === '0')) return NO_RATING;
    return entryOf({
      imdb,
      tmdb,
      titles: title === '' ? [] : [title],
      year: yearFrom(cell('year')),
      opinion: stars === null ? { kind: 'seen' } : { kind: 'rating', stars },
      at: timeFrom(cell('watcheddate')),
    });
  },
};

/** The rows of a list, which is the second table of its file. @param list its name */
export function letterboxdList(list: string): Layout {
  return {
    service: 'letterboxd',
    fits: (has) => has('name') && has('position'),
    entry(cell) {
      const name = cell('name');
      if (name === '') return NO_TITLE;
      return entryOf({ titles: [name], year: yearFrom(cell('year')), opinion: { kind: 'listed', list } });
    },
  };
}
