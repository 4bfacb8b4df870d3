import type { Slice } from '../state/actions.ts';

/** The number of movies that are added when the person reaches the end of the list. */
export const LIST_STEP = 24;

export interface ForYouState {
  /** The number of movies that the page requests. */
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
