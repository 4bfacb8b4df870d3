/** What a person takes to other services. */
import {
  type ExportedList,
  type ExportedListing,
  type ExportedMovie,
  type ExportedRating,
  letterboxdTables,
  listTables,
  movielensTables,
} from '../../dataset/exports/write-exports.ts';
import type { ExportLayout, ExportQueries } from '../../protocol/import-messages.ts';
import type { StoredPerson } from '../../storage/person/stored-person.ts';
import type { StoredWaiting } from '../../storage/person/waiting-schema.ts';
import type { Catalogue } from '../session/catalogue.ts';

/** What an export needs of the data set: titles, ids and everyone's stars. */
interface ExportCatalogue extends Pick<Catalogue, 'indexOf' | 'counts' | 'starSums'> {
  readonly dataset: Pick<Catalogue['dataset'], 'movies' | 'links'>;
}

type Exported = ExportQueries['exportedFiles']['answer'];

/**
 * The tables for another service, newest first: movies of the data set, movies that it lacks, and imported ones that wait
 * for a data set that has them.
 */
export function exportedFiles(
  layout: ExportLayout,
  person: StoredPerson,
  catalogue: ExportCatalogue,
): Exported {
  const find = finder(person, catalogue);
  if (layout === 'lists') {
    const lists = listsOf(person, find);
    const known = lists.map((list) => ({ ...list, movies: list.movies.filter(isNamed) }));
    const size = (all: readonly ExportedList[]) => all.reduce((sum, { movies }) => sum + movies.length, 0);
    return { files: listTables(known), leftOut: size(lists) - size(known) };
  }
  const ratings = ratingsOf(person, find, layout === 'letterboxd');
  if (layout === 'movielens') return { files: movielensTables(ratings), leftOut: 0 };
  const known = ratings.filter(isNamed);
  return { files: letterboxdTables(known), leftOut: ratings.length - known.length };
}

type Find = (movieId: number) => ExportedMovie & Pick<ExportedRating, 'meanStars'>;

function finder(person: StoredPerson, { dataset, indexOf, counts, starSums }: ExportCatalogue): Find {
  return (movieId) => {
    const item = indexOf.get(movieId);
    const movie = item === undefined ? person.movies.get(movieId) : dataset.movies[item];
    const idIn = (ids: Int32Array | undefined) => (item === undefined ? null : ids?.[item] || null);
    return {
      movieId,
      imdb: idIn(dataset.links?.imdb),
      tmdb: idIn(dataset.links?.tmdb),
      title: movie?.title ?? '',
      year: movie?.year ?? null,
      meanStars: item === undefined || counts[item] === 0 ? null : starSums[item] / counts[item],
    };
  };
}

/** Rated movies; those that were seen as well, on request. */
function ratingsOf(person: StoredPerson, find: Find, withSeen: boolean): ExportedRating[] {
  const seen = [...person.marks].filter(
    ([movieId, { mark }]) => (mark === 'seen' || mark === 'liked') && !person.ratings.has(movieId),
  );
  return [
    ...newestFirst(person.ratings).map(([movieId, { stars }]) => ({ ...find(movieId), stars })),
    ...(withSeen ? newestFirst(new Map(seen)) : []).map(([movieId]) => ({
      ...find(movieId),
      stars: null,
    })),
    ...[...person.waiting.values()].flatMap((movie) => {
      const rating = movie.rows.findLast(({ opinion }) => opinion.kind === 'rating')?.opinion;
      const isSeen = movie.rows.some(({ opinion: { kind } }) => kind === 'seen' || kind === 'liked');
      const stars = rating?.kind === 'rating' ? rating.stars : null;
      return stars !== null || (isSeen && withSeen)
        ? [{ ...waitingMovie(movie), stars, meanStars: null }]
        : [];
    }),
  ];
}

const marks = ['watchlist', 'seen', 'liked', 'notInterested'] as const;

function listsOf(person: StoredPerson, find: Find): ExportedList[] {
  const waiting = [...person.waiting.values()];
  const waitingIn = (kind: string, name = ''): ExportedListing[] =>
    waiting.flatMap((movie) => {
      const row = movie.rows.findLast(
        ({ opinion }) => opinion.kind === kind && (opinion.kind !== 'listed' || opinion.list === name),
      );
      return row === undefined ? [] : [{ ...waitingMovie(movie), at: row.at }];
    });
  const named = new Set([
    ...person.namedLists.keys(),
    ...waiting.flatMap(({ rows }) =>
      rows.flatMap(({ opinion }) => (opinion.kind === 'listed' ? [opinion.list] : [])),
    ),
  ]);
  return [
    ...marks.map((kind): ExportedList => {
      const marked = new Map([...person.marks].filter(([, { mark }]) => mark === kind));
      const movies = newestFirst(marked).map(([movieId, { at }]) => ({ ...find(movieId), at }));
      return { kind, name: '', movies: [...movies, ...waitingIn(kind)] };
    }),
    ...[...named].map((name): ExportedList => {
      const movies = (person.namedLists.get(name)?.movieIds ?? []).map((movieId) => ({
        ...find(movieId),
        at: null,
      }));
      return { kind: 'list', name, movies: [...movies, ...waitingIn('listed', name)] };
    }),
  ];
}

function waitingMovie({ titles, year, movieId, imdb, tmdb }: StoredWaiting): ExportedMovie {
  return { movieId, imdb, tmdb, title: titles.at(0) ?? '', year };
}

/** Whether another service can know which movie it is. */
function isNamed({ title, imdb, tmdb }: ExportedMovie): boolean {
  return title !== '' || imdb !== null || tmdb !== null;
}

function newestFirst<T extends { readonly at: number }>(of: ReadonlyMap<number, T>): [number, T][] {
  return [...of].sort(([, a], [, b]) => b.at - a.at);
}
