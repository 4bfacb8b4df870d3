/** What changes the state of the page: events of the worker, and acts of the person. */

import type { ProblemReport } from '../../base/problem.ts';
import type { ListSettings } from '../../protocol/list-settings.ts';
import type { Event } from '../../protocol/messages.ts';
import type { Movie } from '../../protocol/movie-card.ts';
import type { MarkedMovie } from '../../protocol/person-messages.ts';

/** Changes of the person's own data, shown at once; the command that matches goes to the worker. `quiet`: without a toast. */
export type PersonAct =
  | {
      readonly type: 'rated';
      readonly movie: Movie;
      readonly stars: number | null;
      /** Milliseconds since 1970. */
      readonly at: number;
      readonly quiet?: boolean;
    }
  | { readonly type: 'skipped'; readonly movie: Movie; readonly skipped: boolean }
  | {
      readonly type: 'marked';
      readonly movie: Movie;
      readonly mark: MarkedMovie['mark'] | null;
      /** Milliseconds since 1970. */
      readonly at: number;
      readonly quiet?: boolean;
    }
  /** `at`: milliseconds since 1970. */
  | { readonly type: 'genresPicked'; readonly genres: readonly string[]; readonly at: number }
  | { readonly type: 'listSettingsChanged'; readonly listSettings: ListSettings; readonly at: number }
  | { readonly type: 'onboardingFinished' };

/** What the dialog of reasons is about: a movie, or one of the person's ratings. */
export interface WhySubject {
  readonly kind: 'movie' | 'rating';
  readonly movie: Movie;
}

type WhyAct =
  | { readonly type: 'whyOpened'; readonly subject: WhySubject }
  | { readonly type: 'whyClosed' }
  /** The list without this rating; null for the list as it is. */
  | { readonly type: 'whatIfChosen'; readonly without: number | null };

type ImportAct =
  | { readonly type: 'importing'; readonly names: readonly string[] }
  /** The page could not even read it. */
  | { readonly type: 'importUnreadable'; readonly problem: ProblemReport }
  | { readonly type: 'importAccepted' }
  | { readonly type: 'importClosed' }
  /** A file was chosen as a model; null where it is not to be read after all. */
  | { readonly type: 'modelChosen'; readonly name: string | null };

export type Act =
  | PersonAct
  | WhyAct
  | ImportAct
  /** The list of For you shows so many movies from now on. */
  | { readonly type: 'moreShown'; readonly count: number }
  /** Something that the page itself could not do; nothing was changed. */
  | { readonly type: 'refused'; readonly problem: ProblemReport }
  | { readonly type: 'toastGone'; readonly id: number }
  | { readonly type: 'noticeClosed' }
  /** The browser has answered whether it keeps what is stored. */
  | { readonly type: 'persistenceAnswered'; readonly isDurable: boolean };

export type Action = Event | Act;

/** A part of the state of the page, owned by one feature. Every slice gets every action and ignores what it does not know. */
export interface Slice<S, Page = unknown> {
  readonly initial: S;
  /** @param before the whole state before the action, where the slice needs to know other parts */
  reduce(state: S, action: Action, before: Page): S;
}
