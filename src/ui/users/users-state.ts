import type { UsersEvent } from '../../protocol/user-messages.ts';

type Of<T extends UsersEvent['type']> = Extract<UsersEvent, { type: T }>;
export type OpenedUser = Of<'userOpened'>;
export type RankedUser = Of<'userRanked'>;

/** What is known of the users of the data set that are looked at. */
export interface UsersState {
  readonly listed: Of<'usersListed'> | null;
  readonly opened: OpenedUser | null;
  readonly missing: Of<'userMissing'> | null;
  /** The list of the user who is open, by the recommender asked last. */
  readonly ranked: RankedUser | null;
  /** How far the recommender is that is fitted without the user. */
  readonly fitting: Of<'userFitting'> | null;
}

export const noUsers: UsersState = {
  listed: null,
  opened: null,
  missing: null,
  ranked: null,
  fitting: null,
};

const ABOUT_USERS: Readonly<Record<UsersEvent['type'], true>> = {
  usersListed: true,
  userOpened: true,
  userMissing: true,
  userFitting: true,
  userRanked: true,
};

export function isAboutUsers<T extends { readonly type: string }>(
  action: T,
): action is Extract<T, UsersEvent> {
  return action.type in ABOUT_USERS;
}

export function reduceUsers(state: UsersState, event: UsersEvent): UsersState {
  switch (event.type) {
    case 'usersListed':
      return { ...state, listed: event };
    case 'userOpened':
      return state.opened?.user === event.user
        ? { ...state, opened: event }
        : { ...noUsers, listed: state.listed, opened: event };
    case 'userMissing':
      return { ...noUsers, listed: state.listed, missing: event };
    // What comes late for a user who was left is left aside.
    case 'userFitting':
      return state.opened?.user === event.user ? { ...state, fitting: event } : state;
    case 'userRanked':
      return state.opened?.user === event.user ? { ...state, ranked: event, fitting: null } : state;
  }
}
