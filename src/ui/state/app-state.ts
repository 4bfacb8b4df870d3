import type { ProblemReport } from '../../base/problem.ts';
import type { DatasetSummary, Notice, ShelfStage } from '../../protocol/dataset-messages.ts';
import type { Event } from '../../protocol/messages.ts';
import type { Slice } from './actions.ts';

/** Progress of opening. */
export type Loading = Omit<Extract<Event, { type: 'loading' }>, 'type'>;

/** What is still to come of the built-in data set, after its starter, or the ratings of a stored one. */
export interface Arriving {
  readonly stage: ShelfStage;
  readonly done: number;
  /** Null while unknown. */
  readonly total: number | null;
  /** Why it did not arrive; null while it is on its way. */
  readonly problem: ProblemReport | null;
}

/** The session that the worker has open. */
export interface AppState {
  /** Null once open. */
  readonly loading: Loading | null;
  /** Whether a session was opened, now or before a restart. */
  readonly isOpen: boolean;
  /** Whether the browser stores anything. */
  readonly isPersistent: boolean;
  /** Whether it stores the movies and the model. */
  readonly isDataPersistent: boolean;
  /** Changes that wait for room on the disk or for its answer, and why; null where nothing waits. */
  readonly unstored: { readonly count: number; readonly problem: ProblemReport } | null;
  /** Whether the browser has promised not to delete by itself what is stored; null before it was asked. */
  readonly isDurable: boolean | null;
  /** Everything was deleted, here or in another tab, and nothing is stored any more. */
  readonly isForgotten: boolean;
  /** In use; while another one is opened, the one before. */
  readonly dataset: DatasetSummary | null;
  /** Null once the built-in data set is complete, and while another one is in use. */
  readonly arriving: Arriving | null;
  /** Whether the facts of the movies are read, from storage too, or could not be. */
  readonly areFactsRead: boolean;
  /** What the person is told once, until they close it. */
  readonly notice: Notice | null;
  /** The worker has died. */
  readonly dead: { readonly problem: ProblemReport; readonly restarting: boolean } | null;
  /** A problem before anything was opened, unless loading went on after it. */
  readonly failedToOpen: ProblemReport | null;
}

const initial: AppState = {
  loading: { step: 'storage', done: 0, total: null },
  isOpen: false,
  isPersistent: true,
  isDataPersistent: true,
  unstored: null,
  isDurable: null,
  isForgotten: false,
  dataset: null,
  arriving: null,
  areFactsRead: false,
  notice: null,
  dead: null,
  failedToOpen: null,
};

const onItsWay = (dataset: DatasetSummary | null): Arriving => ({
  stage: dataset?.isHead ? 'ratings' : 'shelf',
  done: 0,
  total: null,
  problem: null,
});

const isPartial = ({ isStarter, isHead }: DatasetSummary): boolean => isStarter === true || isHead === true;

export const appSlice: Slice<AppState> = {
  initial,
  reduce(app, action) {
    switch (action.type) {
      case 'loading': {
        const { step, done, total } = action;
        return { ...app, loading: { step, done, total }, failedToOpen: null };
      }
      case 'opened':
        return openedApp(app, action);
      case 'shelfArriving': {
        const { stage, done, total } = action;
        return { ...app, arriving: { stage, done, total, problem: null } };
      }
      case 'shelfDelayed': {
        const { stage, problem } = action;
        return {
          ...app,
          arriving: { ...(app.arriving ?? onItsWay(app.dataset)), stage, problem },
          areFactsRead: true,
        };
      }
      case 'shelfComplete':
        return { ...app, arriving: null, areFactsRead: true };
      case 'persistenceAnswered':
        return { ...app, isDurable: action.isDurable };
      case 'noticeClosed':
        return { ...app, notice: null };
      case 'failed':
        // A command that fails beside it says nothing of the opening.
        if (action.of !== undefined) return app;
        return { ...app, failedToOpen: app.isOpen ? null : action.problem };
      case 'unstored': {
        const { count, problem } = action;
        return { ...app, unstored: problem === null ? null : { count, problem } };
      }
      case 'workerDied':
        return { ...app, dead: { problem: action.problem, restarting: action.restarting } };
      case 'datasetLeft':
        return {
          ...initial,
          isOpen: app.isOpen,
          isPersistent: app.isPersistent,
          isDataPersistent: app.isDataPersistent,
          isDurable: app.isDurable,
          unstored: app.unstored,
          dataset: app.dataset,
        };
      case 'forgotten':
        return { ...initial, loading: null, isForgotten: true };
      default:
        return app;
    }
  },
};

function openedApp(app: AppState, event: Extract<Event, { type: 'opened' }>): AppState {
  const { isPersistent, isDataPersistent = true, dataset, notice = null } = event;
  return {
    ...initial,
    loading: null,
    isOpen: true,
    isPersistent,
    isDataPersistent,
    unstored: app.unstored,
    isDurable: app.isDurable,
    dataset,
    arriving: isPartial(dataset) ? (app.arriving ?? onItsWay(dataset)) : app.arriving,
    notice,
  };
}

/** How far the rest of the movies, or their ratings, are; null once all of them are here. */
export function shelfToCome({ app }: { readonly app: AppState }): Arriving | null {
  return app.dataset !== null && isPartial(app.dataset) ? app.arriving : null;
}

/** Whether the visit fetches nothing more: all is here, or what is missing did not come and is none of the movies. */
export function isAllFetched({ app: { isOpen, arriving } }: { readonly app: AppState }): boolean {
  if (arriving === null) return isOpen;
  return arriving.problem !== null && arriving.stage !== 'shelf' && arriving.stage !== 'ratings';
}

/** Whether something of the built-in data set is on its way, or is still being read from storage. */
export function isArriving({ app: { arriving, areFactsRead } }: { readonly app: AppState }): boolean {
  return arriving === null ? !areFactsRead : arriving.problem === null;
}

/** Whether loading has stopped for good: placeholders must not look as if data still loads. */
export function isStalled({ app }: { readonly app: AppState }): boolean {
  return app.failedToOpen !== null || (app.dead !== null && !app.dead.restarting);
}
