import type { ComparedList, RankingEvent, RankingState } from '../worker/ranking-protocol.ts';

/** What orders For you, and the two lists that are side by side; each null until told. */
export interface ListsState {
  readonly ranking: RankingState | null;
  readonly compared: readonly [ComparedList, ComparedList] | null;
}

export const noLists: ListsState = { ranking: null, compared: null };

export function reduceLists(lists: ListsState, event: RankingEvent): ListsState {
  switch (event.type) {
    case 'ranking':
      return { ...lists, ranking: event.ranking };
    case 'compared':
      return { ...lists, compared: event.lists };
  }
}
