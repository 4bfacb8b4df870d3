import type { Slice } from '../state/actions.ts';

/** Movies that are added when the end of the list is reached. */
export const LIST_STEP = 24;

export interface ForYouState {
  /** How many movies of the list are asked for. */
  readonly count: number;
}

const initial: ForYouState = { count: LIST_STEP };

export const forYouSlice: Slice<ForYouState> = {
  initial,
  reduce(forYou, action) {
    switch (action.type) {
      case 'moreShown':
        return { count: action.count };
      case 'datasetLeft':
      case 'forgotten':
        return initial;
      default:
        return forYou;
    }
  },
};
