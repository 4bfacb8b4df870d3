import type { RowsEvent, ShownRow } from '../../protocol/carousel-messages.ts';
import type { ExperimentEvent, ExperimentState } from '../../protocol/experiment-messages.ts';
import type { Overview, OverviewEvent } from '../../protocol/overview-messages.ts';
import type { ComparedList, RankingEvent, RankingState } from '../../protocol/recommender-messages.ts';

/** What orders For you, its rows, the two lists that are side by side, live experiments, the data set as a whole; each null until told. */
export interface ListsState {
  readonly ranking: RankingState | null;
  readonly compared: readonly [ComparedList, ComparedList] | null;
  /** Below the top picks. */
  readonly rows: readonly ShownRow[] | null;
  /** Newest first. */
  readonly experiments: readonly ExperimentState[] | null;
  readonly overview: Overview | null;
}

export const noLists: ListsState = {
  ranking: null,
  rows: null,
  compared: null,
  experiments: null,
  overview: null,
};

type ListsEvent = RankingEvent | RowsEvent | OverviewEvent | ExperimentEvent;

const ABOUT_LISTS: Readonly<Record<ListsEvent['type'], true>> = {
  ranking: true,
  rows: true,
  overviewOpened: true,
  compared: true,
  experiments: true,
  experimentExported: true,
};

export function isAboutLists<T extends { readonly type: string }>(
  action: T,
): action is Extract<T, ListsEvent> {
  return action.type in ABOUT_LISTS;
}

export function reduceLists(lists: ListsState, event: ListsEvent): ListsState {
  switch (event.type) {
    case 'ranking':
      return { ...lists, ranking: event.ranking };
    case 'rows':
      return { ...lists, rows: event.rows };
    case 'overviewOpened':
      return { ...lists, overview: event.overview };
    case 'compared':
      return { ...lists, compared: event.lists };
    case 'experiments':
      return { ...lists, experiments: event.experiments };
    case 'experimentExported':
      // The store has handed the file to the browser.
      return lists;
  }
}

/** The experiment that goes on. */
export function runningExperiment({ experiments }: ListsState): ExperimentState | null {
  return experiments?.find(({ stoppedAt }) => stoppedAt === null) ?? null;
}
