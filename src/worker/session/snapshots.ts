import type { Movie } from '../../dataset/dataset.ts';
import type { DatasetSummary } from '../../protocol/dataset-messages.ts';
import type { Event } from '../../protocol/messages.ts';
import type { MarkedMovie, PersonState, RatedMovie } from '../../protocol/person-messages.ts';
import type { StoredPerson } from '../../storage/person/person-store.ts';
import type { ActiveDataset } from '../dataset/active-dataset.ts';
import type { Library } from './catalogue.ts';
import type { SessionCore } from './session-context.ts';

/** The person as the page knows them. */
export function personState(stored: StoredPerson, { indexOf, dataset }: Library): PersonState {
  const ratings: [RatedMovie[], RatedMovie[]] = [[], []];
  const marks: [MarkedMovie[], MarkedMovie[]] = [[], []];
  /** 0 for a movie of this data set, 1 for one that it lacks. */
  const placed = (movieId: number) => {
    const item = indexOf.get(movieId);
    return item === undefined
      ? ([1, stored.movies.get(movieId) ?? nameless(movieId)] as const)
      : ([0, dataset.movies[item]] as const);
  };
  for (const [movieId, { stars, at }] of stored.ratings) {
    const [absent, movie] = placed(movieId);
    ratings[absent].push({ movie, stars, at });
  }
  for (const [movieId, { mark, at }] of stored.marks) {
    const [absent, movie] = placed(movieId);
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

/** The data set that had the movie is gone, and its title was never stored. */
function nameless(id: number): Movie {
  return { id, title: '', year: null, genres: [] };
}

/** The data set as the page knows it. */
function datasetSummary({ dataset, chosen }: ActiveDataset): DatasetSummary {
  const moviesByGenre = new Map<string, number>(dataset.genres.map((genre) => [genre, 0]));
  for (const movie of dataset.movies)
    for (const genre of movie.genres) moviesByGenre.set(genre, (moviesByGenre.get(genre) ?? 0) + 1);
  return {
    id: dataset.id,
    name: dataset.name,
    imported: dataset.imported === true,
    excluded: chosen.kinds,
    genres: [...moviesByGenre].map(([name, movies]) => ({ name, movies })),
    report: dataset.report,
  };
}

/** All that the page needs to know when a session opens, or another tab has changed much of it. */
export function openedEvent(core: SessionCore): Extract<Event, { type: 'opened' }> {
  return {
    type: 'opened',
    person: personState(core.person, core.library),
    dataset: datasetSummary(core.data),
    runs: core.runs.list(),
    modelRunId: core.model.trained()?.run.id ?? null,
    isPersistent: core.storage.isPersistent,
  };
}
