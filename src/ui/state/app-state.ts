import type { ProblemReport } from '../../base/problem.ts';
import type { DatasetSummary } from '../../protocol/dataset-messages.ts';
import type { Event } from '../../protocol/messages.ts';
import type { Slice } from './actions.ts';

/** Progress of opening. */
export type Loading = Omit<Extract<Event, { type: 'loading' }>, 'type'>;

/** The session that the worker has open. */
export interface AppState {
  /** Null once open. */
  readonly loading: Loading | null;
  /** Whether a session was opened, now or before a restart. */
  readonly isOpen: boolean;
  /** Whether the browser stores anything. */
  readonly isPersistent: boolean;
  /** In use; while another one is opened, the one before. */
  readonly dataset: DatasetSummary | null;
  /** The worker has died. */
  readonly dead: { readonly problem: ProblemReport; readonly restarting: boolean } | null;
  /** A problem before anything was opened, unless loading went on after it. */
  readonly failedToOpen: ProblemReport | null;
}

const initial: AppState = {
  loading: { step: 'storage', done: 0, total: null },
  isOpen: false,
  isPersistent: true,
  dataset: null,
  dead: null,
  failedToOpen: null,
};

export const appSlice: Slice<AppState> = {
  initial,
  reduce(app, action) {
    switch (action.type) {
      case 'loading': {
        const { step, done, total } = action;
        return { ...app, loading: { step, done, total }, failedToOpen: null };
      }
      case 'opened': {
        const { isPersistent, dataset } = action;
        return { loading: null, isOpen: true, isPersistent, dataset, dead: null, failedToOpen: null };
      }
      case 'failed':
        return { ...app, failedToOpen: app.isOpen ? null : action.problem };
      case 'workerDied':
        return { ...app, dead: { problem: action.problem, restarting: action.restarting } };
      case 'datasetLeft':
        return { ...initial, isOpen: app.isOpen, isPersistent: app.isPersistent, dataset: app.dataset };
      case 'forgotten':
        return { ...initial, isOpen: app.isOpen, isPersistent: app.isPersistent };
      default:
        return app;
    }
  },
};

/** Whether loading has stopped for good: placeholders must not look as if data still loads. */
export function isStalled({ app }: { readonly app: AppState }): boolean {
  return app.failedToOpen !== null || (app.dead !== null && !app.dead.restarting);
}
