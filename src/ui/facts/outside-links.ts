/** Where else a movie has a page. Addresses only: nothing is requested before a person presses one. */
import type { Movie } from '../../protocol/movie-card.ts';
import type { MovieIds } from '../../protocol/recommendation-messages.ts';
import { outside as texts } from './texts.ts';

export interface OutsideLink {
  readonly name: string;
  readonly href: string;
}

const PLACES_OF_IMDB = 7;

/**
 * The pages of a movie elsewhere, as far as its numbers are known; JustWatch is searched by title.
 * @param wikipedia title of its article, null where unknown
 */
export function outsideLinks(
  { title }: Pick<Movie, 'title'>,
  { imdb, tmdb }: MovieIds,
  wikipedia: string | null,
): OutsideLink[] {
  return [
    { name: texts.whereToWatch, href: `https://www.justwatch.com/us/search?q=${encodeURIComponent(title)}` },
    ...(wikipedia === null ? [] : [{ name: 'Wikipedia', href: articleAddress(wikipedia) }]),
    ...(imdb === null
      ? []
      : [
          {
            name: 'IMDb',
            href: `https://www.imdb.com/title/tt${String(imdb).padStart(PLACES_OF_IMDB, '0')}/`,
          },
        ]),
    ...(tmdb === null
      ? []
      : [
          { name: 'TMDB', href: `https://www.themoviedb.org/movie/${tmdb}` },
          { name: 'Letterboxd', href: `https://letterboxd.com/tmdb/${tmdb}` },
        ]),
  ];
}

/** The address of an article of the English Wikipedia. @param page its title, with underscores for spaces */
export function articleAddress(page: string): string {
  return `https://en.wikipedia.org/wiki/${encodeURIComponent(page)}`;
}
