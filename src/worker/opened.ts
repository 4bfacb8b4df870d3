import type { Dataset } from '../dataset/dataset.ts';
import type { StoredPerson } from '../storage/person.ts';
import type { Library } from './library.ts';
import type { DatasetSummary, PersonState } from './protocol.ts';

/** The person as the page knows them. */
export function personState(stored: StoredPerson, library: Library): PersonState {
  return {
    ratings: [...stored.ratings]
      .flatMap(([movieId, { stars, at }]) => {
        const item = library.indexOf.get(movieId);
        return item === undefined ? [] : [{ movie: library.dataset.movies[item], stars, at }];
      })
      .sort((a, b) => b.at - a.at),
    genres: stored.genres,
    marks: [...stored.marks]
      .flatMap(([movieId, { mark, at }]) => {
        const item = library.indexOf.get(movieId);
        return item === undefined ? [] : [{ movie: library.dataset.movies[item], mark, at }];
      })
      .sort((a, b) => b.at - a.at),
    wishes: stored.wishes,
    onboarded: stored.onboarded,
  };
}

/** The data set as the page knows it. */
export function summary(dataset: Dataset): DatasetSummary {
  const films = new Map<string, number>(dataset.genres.map((genre) => [genre, 0]));
  for (const movie of dataset.movies)
    for (const genre of movie.genres) films.set(genre, (films.get(genre) ?? 0) + 1);
  return {
    id: dataset.id,
    name: dataset.name,
    genres: [...films].map(([name, movies]) => ({ name, movies })),
    report: dataset.report,
  };
}
