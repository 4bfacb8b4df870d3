/** Tonight's movie, for one person or several: their tastes, one list for all of them, and a choice by chance. */
import type { ProblemReport } from '../base/problem.ts';
import type { BrowseFilters } from './browse-messages.ts';
import type { ImportedFile } from './import-messages.ts';
import type { MovieCard, Reason, RecommendedCard } from './movie-card.ts';

/** Somebody who watches with the person of this device, and what they think of movies. */
export interface GuestTaste {
  /** 1 to 40 characters. */
  readonly name: string;
  /** MovieLens ids with half stars 0.5-5. */
  readonly ratings: readonly { readonly movieId: number; readonly rating: number }[];
}

/**
 * Nothing of a guest is stored until `keepGuest`, and nothing of them touches the person's own ratings. What goes wrong is
 * in the answer to the query `guests`.
 */
export type TogetherCommand =
  /** Joins the group, as by a link to a taste or by answers to the questions. */
  | { readonly type: 'addGuest'; readonly guest: GuestTaste }
  /** Reads the exports or the back-up of somebody, who then joins the group. */
  | {
      readonly type: 'addGuestFromFiles';
      readonly name: string;
      readonly files: readonly ImportedFile[];
    }
  /** Whether a guest watches tonight. One who is not stored and does not is gone. */
  | { readonly type: 'seatGuest'; readonly id: string; readonly isHere: boolean }
  /** Whether a guest is stored on this device. */
  | { readonly type: 'keepGuest'; readonly id: string; readonly isStored: boolean }
  | { readonly type: 'forgetGuest'; readonly id: string }
  | { readonly type: 'closeGuestNews' };

/** A guest as the page shows them. */
export interface Guest {
  readonly id: string;
  readonly name: string;
  /** Ratings of movies that this data set has. */
  readonly ratings: number;
  /** Ratings of movies that it lacks. */
  readonly absent: number;
  /** Movies that they have seen and not rated. */
  readonly seen: number;
  readonly isHere: boolean;
  readonly isStored: boolean;
}

/** What came of the last command. */
export type GuestNews =
  | { readonly kind: 'reading' }
  /** `unfound`: movies of their files that were not found in this data set, or not for sure. */
  | { readonly kind: 'added'; readonly id: string; readonly unfound: number }
  | { readonly kind: 'refused'; readonly problem: ProblemReport };

export interface Guests {
  /** Those who watch tonight in the order in which they came, then those who are stored. */
  readonly guests: readonly Guest[];
  /** How many more can join. */
  readonly room: number;
  /** Null where there is nothing to tell. */
  readonly news: GuestNews | null;
}

/** What tonight's movie must be. */
export interface TonightChoice {
  readonly filters: BrowseFilters;
  /** Only movies of this list of the person; null for all. */
  readonly from: { readonly kind: 'watchlist' } | { readonly kind: 'named'; readonly name: string } | null;
  /** Whether what any member has rated or seen is left out. */
  readonly hideSeen: boolean;
  /** How much the least happy member counts beside the mean, 0 to 1. */
  readonly misery: number;
}

/** What a movie is to one member of the group. */
export interface MemberView {
  /** Id of the guest, null for the person of this device. */
  readonly id: string | null;
  readonly name: string | null;
  /** Predicted stars; null while no model is trained. */
  readonly predicted: number | null;
  /** Their own stars. */
  readonly given: number | null;
  readonly isSeen: boolean;
  readonly reason: Reason;
}

export interface TonightCard extends RecommendedCard {
  /** One for each member, the person first; empty where they watch alone. */
  readonly members: readonly MemberView[];
}

export interface Tonight {
  /** The best first. */
  readonly cards: readonly TonightCard[];
  /** Movies that pass. */
  readonly passing: number;
  /** Whether a model with a posterior is trained, so that one movie can be drawn. */
  readonly canDraw: boolean;
}

export interface TogetherQueries {
  readonly guests: { readonly query: { readonly type: 'guests' }; readonly answer: Guests };
  readonly tonight: {
    readonly query: { readonly type: 'tonight' } & TonightChoice;
    readonly answer: Tonight;
  };
  /**
   * The best movie under one sample of the posterior (Thompson sampling). It does not change afterwards; another seed draws
   * again. Null where nothing passes or no model has a posterior.
   */
  readonly drawnMovie: {
    readonly query: { readonly type: 'drawnMovie'; readonly seed: number } & TonightChoice;
    readonly answer: TonightCard | null;
  };
  /** Movies to ask a guest about next, best first. */
  readonly guestQuestions: {
    readonly query: {
      readonly type: 'guestQuestions';
      readonly ratings: GuestTaste['ratings'];
      /** MovieLens ids of movies that they have not seen. */
      readonly skipped: readonly number[];
    };
    readonly answer: readonly MovieCard[];
  };
}
