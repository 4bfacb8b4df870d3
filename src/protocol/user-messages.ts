/** The part of the conversation that looks at the data set's users. A user's number is one more than their index. */
import type { Movie } from '../dataset/dataset.ts';
import type { Success } from '../evaluation/held-out-user.ts';
import type { NotableUsers } from '../evaluation/notable-users.ts';

/** Whose list is looked at; none of these has seen the user (evaluation/stranger.ts). */
export type LeaveUserOutId = 'ease' | 'ials' | 'hybrid';

export type UsersCommand =
  /** Answered by `usersListed`. */
  | { readonly type: 'listUsers' }
  /** Answered by `userOpened`, or by `userMissing`. */
  | { readonly type: 'openUser'; readonly user: number }
  /** Answered by `userRanked`, at once or after a while of `userFitting`; ends what is being fitted for another. */
  | { readonly type: 'rankUser'; readonly user: number; readonly by: LeaveUserOutId };

/** One rating of a user of the data set. */
export interface UserRating {
  readonly movie: Movie;
  readonly stars: number;
  /** Milliseconds since 1970; null where unknown. */
  readonly at: number | null;
}

/** A genre that a user likes more often than others do. */
interface LikedGenre {
  readonly genre: string;
  /** Its share of the films the user liked, over its share of all ratings. */
  readonly times: number;
}

export type UsersEvent =
  | { readonly type: 'usersListed'; readonly users: number; readonly notable: NotableUsers }
  | { readonly type: 'userMissing'; readonly user: number; readonly users: number }
  | {
      readonly type: 'userOpened';
      readonly user: number;
      readonly users: number;
      readonly mean: number;
      /** Standard deviation of their stars. */
      readonly deviation: number;
      /** Strongest first. */
      readonly genres: readonly LikedGenre[];
      /** Their ratings by half star: index 0 = 0.5, index 9 = 5. */
      readonly histogram: readonly number[];
      /** False where the data set holds no dates: what is held back was drawn at random then. */
      readonly dated: boolean;
      /** What the recommender is told, oldest first. */
      readonly earlier: readonly UserRating[];
      /** What it is not told, oldest first. */
      readonly later: readonly UserRating[];
    }
  /** How far the recommender is that is fitted without the user; `done` 0 until EASE of everyone is there to begin from. */
  | {
      readonly type: 'userFitting';
      readonly user: number;
      readonly by: LeaveUserOutId;
      readonly done: number;
      readonly of: number;
    }
  | {
      readonly type: 'userRanked';
      readonly user: number;
      readonly by: LeaveUserOutId;
      /** The list, best first; `later`: the stars they gave it later. */
      readonly top: readonly { readonly movie: Movie; readonly later: number | null }[];
      /** Of how many films. */
      readonly ranked: number;
      /** Place of each film of `later`, in its order. */
      readonly places: readonly number[];
      /** Of the first ten; null where they liked none of the later films. */
      readonly success: Success | null;
      /**
       * What EASE fitted on everyone would seem to do, which has seen what is held back: told to show the difference. Null
       * for the others, and where nothing was liked.
       */
      readonly seeming: Success | null;
    };
