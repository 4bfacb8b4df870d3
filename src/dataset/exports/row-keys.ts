import { titleKey } from '../title-key.ts';
import type { ImportedEntry } from './entry.ts';

/**
 * Names of the movie that a row is about, the surest first: rows with the same first name are about the same movie. A
 * correction by the person is stored under all of them, so that it holds for the export of another service, too.
 */
export function rowKeys({
  imdb,
  tmdb,
  movieId,
  titles,
  year,
}: Pick<ImportedEntry, 'imdb' | 'tmdb' | 'movieId' | 'titles' | 'year'>): readonly string[] {
  const title = titles.length === 0 ? '' : titleKey(titles[0]) || titles[0].trim().toLowerCase();
  return [
    ...(imdb === null ? [] : [`imdb ${imdb}`]),
    ...(tmdb === null ? [] : [`tmdb ${tmdb}`]),
    ...(movieId === null ? [] : [`movielens ${movieId}`]),
    ...(title === '' ? [] : [`title ${title} ${year ?? ''}`]),
  ];
}
