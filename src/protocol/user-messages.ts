/** The users of the data set, shown one at a time. A user's number is one more than their index. */
import type { Movie } from '../dataset/dataset.ts';
import type { Success } from '../evaluation/held-out-user.ts';
import type { NotableUsers } from '../evaluation/notable-users.ts';

export type { NotableUsers } from '../evaluation/notable-users.ts';

/** A recommender that was fitted without the user (evaluation/held-out-user.ts). */
export type LeaveUserOutId = 'ease' | 'ials' | 'hybrid';

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
  /** Its share of the movies the user liked, over its share of all ratings. */
  readonly times: number;
}

export interface UsersOverview {
  readonly users: number;
  readonly notable: NotableUsers;
}

export interface UserDetails {
  readonly user: number;
  readonly users: number;
  readonly mean: number;
  /** Standard deviation of their stars. */
  readonly deviation: number;
  /** Strongest first. */
  readonly genres: readonly LikedGenre[];
  /** Their ratings by half star: index 0 = 0.5, index 9 = 5. */
  readonly histogram: readonly number[];
  /** False where the data set holds no dates: the test part was drawn at random then. */
  readonly dated: boolean;
  /** What the recommender knows, oldest first. */
  readonly train: readonly UserRating[];
  /** What is hidden from it, oldest first. */
  readonly test: readonly UserRating[];
}

export type UserRanking =
  /** How far fitting without the user is; `done` 0 until EASE of everyone is there to begin from. */
  | { readonly state: 'fitting'; readonly done: number; readonly of: number }
  | {
      readonly state: 'ranked';
      /** The list, best first; `test`: the stars that the user gave later. */
      readonly top: readonly { readonly movie: Movie; readonly test: number | null }[];
      /** Number of movies that were ranked. */
      readonly ranked: number;
      /** Place of each movie of the test part, in its order. */
      readonly places: readonly number[];
      /** Of the first ten; null where the user liked none of the test movies. */
      readonly success: Success | null;
      /**
       * What EASE fitted on everyone, the user included, would seem to reach: shown for the difference. Null for the
       * other recommenders, and where nothing was liked.
       */
      readonly seeming: Success | null;
    };

export type RankedUser = Extract<UserRanking, { readonly state: 'ranked' }>;

export interface UserQueries {
  readonly users: { readonly query: { readonly type: 'users' }; readonly answer: UsersOverview };
  /** `missing`: there is no user of this number. */
  readonly user: {
    readonly query: { readonly type: 'user'; readonly user: number };
    readonly answer: UserDetails | { readonly missing: true; readonly users: number };
  };
  readonly userRanking: {
    readonly query: { readonly type: 'userRanking'; readonly user: number; readonly by: LeaveUserOutId };
    readonly answer: UserRanking;
  };
}
