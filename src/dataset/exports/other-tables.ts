/** Tables of TMDB, Simkl and Movary. */
import { idFrom, imdbFrom, starsFrom, timeFrom, yearFrom } from './cells.ts';
import { entryOf, type Opinion } from './entry.ts';
import { baseName, type Layout, listNameOf, NO_MOVIE, NO_RATING, NO_TITLE } from './layout.ts';

/**
 * TMDB: of its two ratings `Rating` is everyone's and `Your Rating`, from 1 to 10, the person's. Lists have the same
 * columns without stars; the file name says which one it is.
 */
export const tmdb: Layout = {
  service: 'tmdb',
  fits: (has) => has('tmdb id') && has('name'),
  entry(cell, file) {
    const name = cell('name');
    const tmdb = idFrom(cell('tmdb id'));
    if (name === '' && tmdb === null) return NO_TITLE;
    if (!/^(?:movie)?$/i.test(cell('type'))) return NO_MOVIE;
    const rating = cell('your rating');
    const stars = starsFrom(rating, 10);
    if (stars === null && (rating !== '' || /rating/i.test(baseName(file)))) return NO_RATING;
    return entryOf({
      tmdb,
      imdb: imdbFrom(cell('imdb id')),
      titles: name === '' ? [] : [name],
      year: yearFrom(cell('release date')),
      opinion: stars === null ? listOf(file) : { kind: 'rating', stars },
      at: timeFrom(cell('date rated', 'date added')),
    });
  },
};

function listOf(file: string): Opinion {
  const name = baseName(file);
  if (/watchlist/i.test(name)) return { kind: 'watchlist' };
  return /favou?rite/i.test(name) ? { kind: 'liked' } : { kind: 'listed', list: listNameOf(file) };
}

/** Simkl: one table of movies, series and anime, with the person's rating from 1 to 10 and where they put each. */
export const simkl: Layout = {
  service: 'simkl',
  fits: (has) => has('simkl_id') && has('title'),
  entry(cell) {
    const title = cell('title');
    if (title === '') return NO_TITLE;
    if (!/^movies?$/i.test(cell('type'))) return NO_MOVIE;
    const rating = cell('rating');
    const stars = starsFrom(rating, 10);
    if (stars === null && !['', '0', '-'].includes(rating)) return NO_RATING;
    return entryOf({
      imdb: imdbFrom(cell('imdb')),
      tmdb: idFrom(cell('tmdb')),
      titles: [title],
      year: yearFrom(cell('year')),
      opinion: stars === null ? simklStatus(cell('watchlist')) : { kind: 'rating', stars },
      at: timeFrom(cell('watcheddate')),
    });
  },
};

/** What a person did with a movie on Simkl: "plantowatch", "completed", "dropped". */
export function simklStatus(status: string): Opinion {
  return { kind: /plan/i.test(status) ? 'watchlist' : 'seen' };
}

/** Movary: history, ratings from 1 to 10 and watchlist as tables with the ids of TMDB and IMDb. */
export const movary: Layout = {
  service: 'movary',
  fits: (has) => has('title') && has('tmdbid') && (has('userrating') || has('watchedat') || has('addedat')),
  entry(cell) {
    const title = cell('title');
    const rating = cell('userrating');
    const stars = starsFrom(rating, 10);
    const [watched, added] = [cell('watchedat'), cell('addedat')];
    if (title === '') return NO_TITLE;
    if (stars === null && (rating !== '' || (watched === '' && added === ''))) return NO_RATING;
    return entryOf({
      imdb: imdbFrom(cell('imdbid')),
      tmdb: idFrom(cell('tmdbid')),
      titles: [title],
      year: yearFrom(cell('year')),
      opinion: stars !== null ? { kind: 'rating', stars } : { kind: watched === '' ? 'watchlist' : 'seen' },
      at: timeFrom(watched || added),
    });
  },
};
