import type { ProblemReport } from '../../base/problem.ts';
import type { DatasetSummary } from '../../protocol/dataset-messages.ts';
import type { ImportPreview } from '../../protocol/import-messages.ts';
import type { Movie } from '../../protocol/movie-card.ts';
import type { MarkedMovie } from '../../protocol/person-messages.ts';
import type { Action, Slice } from './actions.ts';
import type { AppState } from './app-state.ts';
import type { ShownPerson } from './person-state.ts';

/** A short message that goes by itself; some can be undone. */
export type Toast =
  | {
      readonly id: number;
      readonly kind: 'rated';
      readonly movie: Movie;
      readonly stars: number | null;
      readonly previous: number | null;
    }
  | { readonly id: number; readonly kind: 'skipped'; readonly movie: Movie }
  | {
      readonly id: number;
      readonly kind: 'marked';
      readonly movie: Movie;
      readonly mark: MarkedMovie['mark'] | null;
      readonly previous: MarkedMovie['mark'] | null;
    }
  | { readonly id: number; readonly kind: 'modelSaved' | 'modelLoaded' | 'backedUp'; readonly name: string }
  | { readonly id: number; readonly kind: 'datasetUsed'; readonly dataset: DatasetSummary }
  | { readonly id: number; readonly kind: 'imported'; readonly review: ImportPreview }
  | { readonly id: number; readonly kind: 'importUndone' }
  | { readonly id: number; readonly kind: 'problem'; readonly problem: ProblemReport };

type NewToast = Toast extends infer T ? (T extends Toast ? Omit<T, 'id'> : never) : never;

/** The parts of the page's state that a toast is about. */
interface Page {
  readonly app: AppState;
  readonly person: ShownPerson;
}

export const toastSlice: Slice<readonly Toast[], Page> = {
  initial: [],
  reduce(toasts, action, before) {
    if (action.type === 'forgotten') return [];
    if (action.type === 'toastGone') return toasts.filter(({ id }) => id !== action.id);
    const toast = toastOf(action, before);
    return toast === null ? toasts : withToast(toasts, toast);
  },
};

/** The message for an action; null for none. */
function toastOf(action: Action, { app, person }: Page): NewToast | null {
  switch (action.type) {
    case 'rated': {
      const { movie, stars, quiet } = action;
      return quiet ? null : { kind: 'rated', movie, stars, previous: person.starsOf.get(movie.id) ?? null };
    }
    case 'marked': {
      const { movie, mark, quiet } = action;
      return quiet ? null : { kind: 'marked', movie, mark, previous: person.markOf.get(movie.id) ?? null };
    }
    case 'skipped':
      return action.skipped ? { kind: 'skipped', movie: action.movie } : null;
    case 'opened': {
      // The rest of a data set that has begun is no other one.
      const isOther = app.dataset !== null && !app.dataset.isStarter && app.dataset.id !== action.dataset.id;
      // The notice says it at greater length.
      return isOther && action.notice === undefined ? { kind: 'datasetUsed', dataset: action.dataset } : null;
    }
    case 'modelImported':
      return { kind: 'modelLoaded', name: action.imported.run.importedFrom ?? '' };
    case 'modelExported':
      return { kind: 'modelSaved', name: action.name };
    case 'importAdded':
      return { kind: 'imported', review: action.review };
    case 'importUndone':
      return { kind: 'importUndone' };
    case 'backedUp':
      return { kind: 'backedUp', name: action.name };
    case 'workerDied':
      // The banner goes as soon as the next worker is open, which may be before anybody has read it.
      return action.restarting ? { kind: 'problem', problem: action.problem } : null;
    case 'refused':
    case 'failed':
      return { kind: 'problem', problem: action.problem };
    default:
      return null;
  }
}

/** Only the newest act can be undone, and a problem is shown once however often it comes. */
function withToast(toasts: readonly Toast[], toast: NewToast): readonly Toast[] {
  const id = toasts.reduce((most, { id }) => Math.max(most, id), 0) + 1;
  const others = toasts.filter((other) =>
    toast.kind === 'problem'
      ? other.kind !== 'problem' || other.problem.message !== toast.problem.message
      : other.kind === 'problem',
  );
  return [...others, { ...toast, id }];
}
