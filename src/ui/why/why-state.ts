import type { Movie } from '../../dataset/dataset.ts';
import type { Mix, WhyEvent } from '../../protocol/explanation-messages.ts';

export type Explained = Extract<WhyEvent, { type: 'explained' }>;
export type WhatIf = Extract<WhyEvent, { type: 'whatIf' }>;

/** What the panel of reasons is about: a film, or one of the person's ratings. */
export interface WhySubject {
  readonly kind: 'film' | 'rating';
  readonly movie: Movie;
}

export interface WhyState {
  /** Null while the panel is closed. */
  readonly subject: WhySubject | null;
  readonly explained: Explained | null;
  /** The rating that is thought away. */
  readonly without: number | null;
  readonly whatIf: WhatIf | null;
  /** What was explained last, whether the panel is open or not. */
  readonly told: Explained | null;
  readonly mix: Mix | null;
}

export type WhyAct =
  | { readonly type: 'whyOpened'; readonly subject: WhySubject }
  | { readonly type: 'whyClosed' }
  /** Null: as it is. */
  | { readonly type: 'whatIfAsked'; readonly without: number | null };

export const noWhy: WhyState = {
  subject: null,
  explained: null,
  without: null,
  whatIf: null,
  told: null,
  mix: null,
};

const ABOUT_WHY: Readonly<Record<(WhyEvent | WhyAct)['type'], true>> = {
  whyOpened: true,
  whyClosed: true,
  whatIfAsked: true,
  explained: true,
  whatIf: true,
  mixed: true,
};

export function isAboutWhy<T extends { readonly type: string }>(
  action: T,
): action is Extract<T, WhyEvent | WhyAct> {
  return action.type in ABOUT_WHY;
}

/** An answer to what is no longer asked is left aside. */
export function reduceWhy(state: WhyState, action: WhyEvent | WhyAct): WhyState {
  switch (action.type) {
    case 'whyOpened': {
      const { subject } = action;
      return { ...closed(state), subject, without: subject.kind === 'rating' ? subject.movie.id : null };
    }
    case 'whyClosed':
      return closed(state);
    case 'whatIfAsked':
      return { ...state, without: action.without, whatIf: null };
    case 'explained':
      return state.subject?.movie.id === action.card.movie.id
        ? { ...state, explained: action, told: action }
        : { ...state, told: action };
    case 'mixed':
      return { ...state, mix: action.mix };
    case 'whatIf': {
      const followed = state.subject?.kind === 'film' ? state.subject.movie.id : null;
      const asked =
        state.subject !== null &&
        state.without === action.without.movie.id &&
        followed === (action.followed?.movie.id ?? null);
      return asked ? { ...state, whatIf: action } : state;
    }
  }
}

const closed = ({ told, mix }: WhyState): WhyState => ({ ...noWhy, told, mix });
