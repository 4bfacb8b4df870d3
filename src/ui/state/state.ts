/** Everything the page knows, and how each event of the worker and each act of the person changes it. */

import type { ProblemReport } from '../../base/problem.ts';
import type { Movie } from '../../dataset/dataset.ts';
import type { DatasetSummary } from '../../protocol/dataset-messages.ts';
import { defaultListSettings } from '../../protocol/list-settings.ts';
import type { Event, MarkedMovie, MovieCard, PersonState } from '../../protocol/messages.ts';
import type { TasteProfile } from '../../worker/recommendations/describe-profile.ts';
import { type DatasetPreviewState, isAboutPreview, previewAfter } from '../data/dataset-preview-state.ts';
import {
  type ImportAct,
  type ImportState,
  isAboutImport,
  noImport,
  reduceImport,
} from '../import/import-state.ts';
import { isAboutMap, type MapState, noMap, reduceMap } from '../map/state.ts';
import { noTraining, reduceTraining, type TrainingState } from '../training/training-state.ts';
import { isAboutUsers, noUsers, reduceUsers, type UsersState } from '../users/users-state.ts';
import { isAboutWhy, noWhy, reduceWhy, type WhyAct, type WhyState } from '../why/why-state.ts';
import { marksOf, noPending, overlay, type Pending, settle, starsOf } from './optimistic-changes.ts';
import { isAboutLists, type ListsState, noLists, reduceLists } from './recommendations-state.ts';
import { type Toast, withToast } from './toast-state.ts';

type Of<T extends Event['type']> = Extract<Event, { type: T }>;

export type Loading = Omit<Of<'loading'>, 'type'>;
type Recommended = Omit<Of<'recommended'>, 'type'>;
type MoviePage = Omit<Of<'movieOpened'>, 'type'>;

export interface State {
  /** Null once open. */
  readonly loading: Loading | null;
  /** How often a session was opened: commands about what is on the screen are sent again after a restart. */
  readonly openings: number;
  readonly kept: boolean;
  readonly dataset: DatasetSummary | null;
  /** As the worker last told it. */
  readonly confirmed: PersonState;
  readonly pending: Pending;
  /** As the page shows it: confirmed, with what the person just did on top. */
  readonly person: PersonState;
  /** The person's stars by movie id, from `person`. */
  readonly stars: ReadonlyMap<number, number>;
  /** What the person put aside, by movie id, from `person`. */
  readonly marks: ReadonlyMap<number, MarkedMovie['mark']>;
  /** "Haven't seen it" of this visit. */
  readonly skipped: ReadonlySet<number>;
  readonly recommended: Recommended | null;
  readonly lists: ListsState;
  /** Null until told. */
  readonly watchlist: readonly MovieCard[] | null;
  readonly asked: readonly MovieCard[] | null;
  readonly found: { readonly query: string; readonly cards: readonly MovieCard[] } | null;
  /** The films of the last request that have come so far, by place. */
  readonly explored: {
    readonly request: number;
    readonly total: number;
    readonly cards: ReadonlyMap<number, MovieCard>;
  } | null;
  /** Null until told, or without ratings. */
  readonly profile: TasteProfile | null;
  readonly movie: {
    readonly id: number;
    readonly page: MoviePage | null;
    readonly missing: boolean;
  } | null;
  readonly training: TrainingState;
  readonly why: WhyState;
  readonly users: UsersState;
  readonly map: MapState;
  readonly datasetPreview: DatasetPreviewState | null;
  readonly importing: ImportState;
  readonly toasts: readonly Toast[];
  readonly dead: { readonly problem: ProblemReport; readonly restarting: boolean } | null;
  /** A problem before anything was opened, unless loading went on after it: nothing more will come by itself. */
  readonly failedToOpen: ProblemReport | null;
}

/** What the person does, shown at once; the matching command goes to the worker beside it. */
export type Act =
  | WhyAct
  | ImportAct
  | {
      readonly type: 'rated';
      readonly movie: Movie;
      readonly stars: number | null;
      readonly at: number;
      readonly quiet?: boolean;
    }
  | { readonly type: 'skipped'; readonly movie: Movie; readonly skipped: boolean }
  | {
      readonly type: 'marked';
      readonly movie: Movie;
      readonly mark: MarkedMovie['mark'] | null;
      readonly at: number;
      readonly quiet?: boolean;
    }
  | { readonly type: 'genresPicked'; readonly genres: readonly string[] }
  | { readonly type: 'listSettingsChanged'; readonly listSettings: PersonState['listSettings'] }
  | { readonly type: 'onboardingFinished' }
  | { readonly type: 'movieAsked'; readonly movieId: number }
  | { readonly type: 'searchCleared' }
  /** Something the page itself could not do; nothing was changed. */
  | { readonly type: 'refused'; readonly problem: ProblemReport }
  | { readonly type: 'toastGone'; readonly id: number };

const nobody: PersonState = {
  ...{ ratings: [], genres: [], marks: [], absent: { ratings: [], marks: [] } },
  ...{ listSettings: defaultListSettings, onboarded: false },
};

export const initialState: State = {
  loading: { step: 'storage', done: 0, total: null },
  openings: 0,
  kept: true,
  dataset: null,
  confirmed: nobody,
  pending: noPending,
  person: nobody,
  stars: new Map(),
  marks: new Map(),
  skipped: new Set(),
  recommended: null,
  lists: noLists,
  watchlist: null,
  asked: null,
  found: null,
  explored: null,
  profile: null,
  movie: null,
  training: noTraining,
  ...{ why: noWhy, users: noUsers, map: noMap, datasetPreview: null, importing: noImport },
  toasts: [],
  dead: null,
  failedToOpen: null,
};

export function reduce(state: State, action: Event | Act): State {
  if (isAboutUsers(action)) return { ...state, users: reduceUsers(state.users, action) };
  if (isAboutWhy(action)) return { ...state, why: reduceWhy(state.why, action) };
  if (isAboutImport(action)) return reduceImport(state, action);
  if (isAboutMap(action)) return { ...state, map: reduceMap(state.map, action) };
  if (isAboutLists(action)) return { ...state, lists: reduceLists(state.lists, action) };
  if (isAboutPreview(action)) return { ...state, datasetPreview: previewAfter(action) };
  switch (action.type) {
    case 'loading': {
      const { type: _, ...loading } = action;
      return { ...state, loading, failedToOpen: null };
    }
    case 'opened': {
      const { person, kept, dataset } = action;
      const openings = state.openings + 1;
      const training = reduceTraining(state.training, action);
      const nothingWrong = { loading: null, dead: null, failedToOpen: null };
      const opened = { ...state, ...nothingWrong, openings, kept, dataset, training };
      const known = withPerson(opened, person, settle(state.pending, person));
      if (state.dataset === null || state.dataset.id === dataset.id) return known;
      return withToast(known, { kind: 'datasetUsed', dataset });
    }
    case 'personChanged':
      return withPerson(state, action.person, settle(state.pending, action.person));
    case 'recommended': {
      const { type: _, ...recommended } = action;
      // What comes by itself, from a model on its way, answers nothing: the last answer's time stays.
      const took = recommended.took ?? state.recommended?.took ?? null;
      return { ...state, recommended: { ...recommended, took } };
    }
    case 'watchlisted':
      return { ...state, watchlist: action.cards };
    case 'asked':
      return { ...state, asked: action.cards };
    case 'explored': {
      const { request, total, from } = action;
      // An answer to an earlier request comes too late to be shown.
      if (state.explored !== null && state.explored.request > request) return state;
      const cards = new Map(state.explored?.request === request ? state.explored.cards : []);
      action.cards.forEach((card, n) => {
        cards.set(from + n, card);
      });
      return { ...state, explored: { request, total, cards } };
    }
    case 'profiled':
      return { ...state, profile: action.profile };
    case 'searched':
      return { ...state, found: { query: action.query, cards: action.cards } };
    case 'movieOpened': {
      const { type: _, ...page } = action;
      const id = page.card.movie.id;
      return state.movie?.id === id ? { ...state, movie: { id, page, missing: false } } : state;
    }
    case 'movieMissing':
      return state.movie?.id === action.movieId
        ? { ...state, movie: { id: action.movieId, page: null, missing: true } }
        : state;
    case 'trainingPreparing':
    case 'trainingStarted':
    case 'trainingProgressed':
    case 'trainingPaused':
    case 'trainingResumed':
    case 'trainingEnded':
    case 'trainingFailed':
    case 'runRemoved':
      return { ...state, training: reduceTraining(state.training, action) };
    case 'modelImported': {
      const imported = { ...state, training: reduceTraining(state.training, action) };
      return withToast(imported, { kind: 'modelLoaded', name: action.imported.run.importedFrom ?? '' });
    }
    case 'modelExported':
      // The store has handed the bytes to the browser; the page keeps none of them.
      return withToast(state, { kind: 'modelSaved', name: action.name });
    case 'refused':
      return withToast(state, { kind: 'problem', problem: action.problem });
    case 'failed':
      // Nothing was changed by the command that failed, so what was shown ahead of it is taken back.
      return withPerson(
        withToast(state, { kind: 'problem', problem: action.problem }),
        state.confirmed,
        noPending,
        state.openings === 0 ? action.problem : null,
      );
    case 'workerDied':
      // What was pending is told to the next worker as it opens.
      return withPerson(
        {
          ...{ ...state, training: noTraining, importing: noImport },
          dead: { problem: action.problem, restarting: action.restarting },
        },
        state.confirmed,
        action.restarting ? state.pending : noPending,
      );
    case 'datasetLeft': {
      const { openings, kept, dataset, confirmed, pending, toasts } = state;
      // What is large and far down the page stays until it is told anew: it would jump.
      const lists = { ...noLists, overview: state.lists.overview };
      const left = { ...initialState, openings, kept, dataset, lists, toasts };
      return withPerson(left, confirmed, pending);
    }
    case 'forgotten':
      return { ...initialState, openings: state.openings, kept: state.kept };
    case 'rated': {
      const previous = state.stars.get(action.movie.id) ?? null;
      const pending = { ...state.pending, stars: new Map(state.pending.stars) };
      pending.stars.set(action.movie.id, { movie: action.movie, stars: action.stars, at: action.at });
      const rated = withPerson(state, state.confirmed, pending);
      return action.quiet
        ? rated
        : withToast(rated, { kind: 'rated', movie: action.movie, stars: action.stars, previous });
    }
    case 'skipped': {
      const skipped = new Set(state.skipped);
      if (action.skipped) skipped.add(action.movie.id);
      else skipped.delete(action.movie.id);
      const next = { ...state, skipped };
      return action.skipped ? withToast(next, { kind: 'skipped', movie: action.movie }) : next;
    }
    case 'marked': {
      const previous = state.marks.get(action.movie.id) ?? null;
      const { movie, mark, at } = action;
      const pending = {
        ...state.pending,
        marks: new Map(state.pending.marks).set(movie.id, { movie, mark, at }),
      };
      const marked = withPerson(state, state.confirmed, pending);
      return action.quiet ? marked : withToast(marked, { kind: 'marked', movie, mark, previous });
    }
    case 'genresPicked':
      return withPerson(state, state.confirmed, { ...state.pending, genres: action.genres });
    case 'listSettingsChanged':
      return withPerson(state, state.confirmed, { ...state.pending, listSettings: action.listSettings });
    case 'onboardingFinished':
      return withPerson(state, state.confirmed, { ...state.pending, onboarded: true });
    case 'movieAsked':
      return state.movie?.id === action.movieId
        ? state
        : { ...state, movie: { id: action.movieId, page: null, missing: false } };
    case 'searchCleared':
      return { ...state, found: null };
    case 'toastGone':
      return { ...state, toasts: state.toasts.filter(({ id }) => id !== action.id) };
  }
}

function withPerson(
  state: State,
  confirmed: PersonState,
  pending: Pending,
  failedToOpen: ProblemReport | null = state.failedToOpen,
): State {
  const person = overlay(confirmed, pending);
  return {
    ...state,
    confirmed,
    pending,
    person,
    stars: starsOf(person),
    marks: marksOf(person),
    failedToOpen,
  };
}

/** Whether nothing more will come: what waits on the screen must not look as if it did. */
export function isStalled(state: State): boolean {
  return state.failedToOpen !== null || (state.dead !== null && !state.dead.restarting);
}
