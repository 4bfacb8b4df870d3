import type { Slice, WhySubject } from '../state/actions.ts';

/** The state of the explanation dialog. */
export interface WhyState {
  /** Null while the dialog is closed. */
  readonly subject: WhySubject | null;
  /** The rated movie that the dialog leaves out of the list; null for the list with all ratings. */
  readonly without: number | null;
}

const closed: WhyState = { subject: null, without: null };

export const whySlice: Slice<WhyState> = {
  initial: closed,
  reduce(why, action) {
    switch (action.type) {
      case 'whyOpened': {
        const { subject } = action;
        return { subject, without: subject.kind === 'rating' ? subject.movie.id : null };
      }
      case 'whatIfChosen':
        return { ...why, without: action.without };
      case 'whyClosed':
      case 'datasetLeft':
      case 'forgotten':
        return closed;
      default:
        return why;
    }
  },
};
