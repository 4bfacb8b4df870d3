import type { ProblemReport } from '../../base/problem.ts';
import type { Movie } from '../../dataset/dataset.ts';
import type { DatasetSummary } from '../../protocol/dataset-messages.ts';
import type { ImportPreview } from '../../protocol/import-messages.ts';
import type { MarkedMovie } from '../../protocol/messages.ts';

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

/** Only the newest act can be undone, and a problem is said once however often it comes. */
export function withToast<S extends { readonly toasts: readonly Toast[] }>(state: S, toast: NewToast): S {
  const id = state.toasts.reduce((most, { id }) => Math.max(most, id), 0) + 1;
  const others = state.toasts.filter((other) =>
    toast.kind === 'problem'
      ? other.kind !== 'problem' || other.problem.message !== toast.problem.message
      : other.kind === 'problem',
  );
  return { ...state, toasts: [...others, { ...toast, id }] };
}
