import type { Movie } from '../../dataset/dataset.ts';
import type { DatasetSummary } from '../../protocol/dataset-messages.ts';
import type { MarkedMovie, PersonState, RatedMovie } from '../../protocol/messages.ts';
import type { StoredPerson } from '../../storage/person/person-store.ts';
import type { DataInUse } from '../dataset/active-dataset.ts';
import type { Library } from './catalogue.ts';

/** The person as the page knows them. */
export function personState(stored: StoredPerson, { indexOf, dataset }: Library): PersonState {
  const ratings: [RatedMovie[], RatedMovie[]] = [[], []];
  const marks: [MarkedMovie[], MarkedMovie[]] = [[], []];
  const place = (movieId: number) => {
    const item = indexOf.get(movieId);
    return item === undefined
      ? ([1, stored.movies.get(movieId) ?? nameless(movieId)] as const)
      : ([0, dataset.movies[item]] as const);
  };
  for (const [movieId, { stars, at }] of stored.ratings) {
    const [absent, movie] = place(movieId);
    ratings[absent].push({ movie, stars, at });
  }
  for (const [movieId, { mark, at }] of stored.marks) {
    const [absent, movie] = place(movieId);
    marks[absent].push({ movie, mark, at });
  }
  for (const list of [...ratings, ...marks]) list.sort((a, b) => b.at - a.at);
  return {
    ratings: ratings[0],
    genres: stored.genres,
    marks: marks[0],
    absent: { ratings: ratings[1], marks: marks[1] },
    listSettings: stored.listSettings,
    onboarded: stored.onboarded,
  };
}

/** The data set that the film was in is gone, and was never left in good order. */
function nameless(id: number): Movie {
  return { id, title: '', year: null, genres: [] };
}

/** The data set as the page knows it. */
export function summary({ dataset, chosen }: DataInUse): DatasetSummary {
  const moviesByGenre = new Map<string, number>(dataset.genres.map((genre) => [genre, 0]));
  for (const movie of dataset.movies)
    for (const genre of movie.genres) moviesByGenre.set(genre, (moviesByGenre.get(genre) ?? 0) + 1);
  return {
    id: dataset.id,
    name: dataset.name,
    imported: dataset.imported === true,
    leavingOut: chosen.kinds,
    genres: [...moviesByGenre].map(([name, movies]) => ({ name, movies })),
    report: dataset.report,
  };
}
