import { recentSince } from '../../dataset/recent-years.ts';
import type { DatasetSummary } from '../../protocol/dataset-messages.ts';
import type { Event } from '../../protocol/messages.ts';
import type {
  MarkedMovie,
  NamedList,
  PersonState,
  RatedMovie,
  WaitingEntry,
} from '../../protocol/person-messages.ts';
import type { StoredPerson } from '../../storage/person/stored-person.ts';
import type { StoredWaiting } from '../../storage/person/waiting-schema.ts';
import type { ActiveDataset } from '../dataset/active-dataset.ts';
import { type Catalogue, movieWithId } from './catalogue.ts';
import type { SessionCore } from './session-context.ts';

/** The person as the page knows them. */
export function personState(stored: StoredPerson, { indexOf, dataset }: Catalogue): PersonState {
  const ratings: [RatedMovie[], RatedMovie[]] = [[], []];
  const marks: [MarkedMovie[], MarkedMovie[]] = [[], []];
  /** 0 for a movie of this data set, 1 for one that it lacks. */
  const placed = (movieId: number) => {
    const item = indexOf.get(movieId);
    return item === undefined
      ? ([1, movieWithId({ indexOf, dataset }, stored.movies, movieId)] as const)
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
  // What the starter lacks, which alone has no ratings, is not absent: it is on its way.
  const lacks = dataset.report.ratings > 0;
  return {
    ratings: ratings[0],
    genres: stored.genres,
    marks: marks[0],
    waiting: [...stored.waiting]
      .map(([key, movie]) => waitingEntry(key, movie))
      .sort((a, b) => a.title.localeCompare(b.title)),
    namedLists: namedLists(stored, { indexOf, dataset }),
    absent: lacks ? { ratings: ratings[1], marks: marks[1] } : { ratings: [], marks: [] },
    listSettings: stored.listSettings,
    onboarded: stored.onboarded,
  };
}

/** A movie that waits, with the latest of what the person thinks of it. */
function waitingEntry(key: string, { titles, year, movieId, imdb, tmdb, rows }: StoredWaiting): WaitingEntry {
  const byDate = [...rows].sort(
    (a, b) => Number(a.isCurrent) - Number(b.isCurrent) || (a.at ?? 0) - (b.at ?? 0),
  );
  let stars: number | null = null;
  let mark: WaitingEntry['mark'] = null;
  const lists = new Set<string>();
  for (const { opinion } of byDate) {
    if (opinion.kind === 'rating') stars = opinion.stars;
    else if (opinion.kind === 'listed') lists.add(opinion.list);
    else if (opinion.kind !== 'skipped') mark = opinion.kind;
  }
  const id =
    imdb !== null
      ? `IMDb tt${String(imdb).padStart(7, '0')}`
      : tmdb !== null
        ? `TMDB ${tmdb}`
        : `MovieLens ${movieId}`;
  return { key, title: titles.at(0) ?? id, year, stars, mark, lists: [...lists] };
}

function namedLists(
  { namedLists: lists }: StoredPerson,
  { indexOf, dataset }: Pick<Catalogue, 'indexOf' | 'dataset'>,
): NamedList[] {
  return [...lists]
    .map(([name, { movieIds }]) => ({
      name,
      movies: movieIds.flatMap((movieId) => {
        const item = indexOf.get(movieId);
        return item === undefined ? [] : [dataset.movies[item]];
      }),
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** The data set as the page knows it. */
function datasetSummary({ dataset, chosen, starter, isHead }: ActiveDataset): DatasetSummary {
  const moviesByGenre = new Map<string, number>(dataset.genres.map((genre) => [genre, 0]));
  for (const movie of dataset.movies)
    for (const genre of movie.genres) moviesByGenre.set(genre, (moviesByGenre.get(genre) ?? 0) + 1);
  return {
    id: dataset.id,
    name: dataset.name,
    imported: dataset.imported === true,
    subject: dataset.subject ?? 'films',
    excluded: chosen.kinds,
    genres: starter?.genres ?? [...moviesByGenre].map(([name, movies]) => ({ name, movies })),
    report: dataset.report,
    recentSince: recentSince(dataset),
    knowsElsewhere: dataset.statistics?.count.some((count) => count > 0) ?? false,
    ...(starter && { isStarter: true }),
    ...(isHead && { isHead }),
  };
}

/** All that the page needs to know when a session opens, or another tab has changed much of it. */
export function openedEvent(core: SessionCore): Extract<Event, { type: 'opened' }> {
  return {
    type: 'opened',
    person: personState(core.stored, core.catalogue),
    dataset: datasetSummary(core.data),
    runs: core.runs.list(),
    modelRunId: core.model.trained()?.run.id ?? null,
    isPersistent: core.storage.isPersistent,
    isDataPersistent: core.storage.isDataPersistent,
    unstored: core.unstored.list(core.catalogue, core.person),
    ...(core.notice !== null && { notice: core.notice }),
  };
}
