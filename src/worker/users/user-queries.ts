import type { UserQueries } from '../../protocol/user-messages.ts';
import { easeIn } from '../recommendations/background-recommenders.ts';
import type { QueryHandlers } from '../session/handlers.ts';

export const userQueries = {
  users: {
    dependsOn: ['dataset'],
    priority: 1,
    answer: ({ users }) => users.overview(),
  },
  user: {
    dependsOn: ['dataset'],
    priority: 0,
    answer: ({ users }, { user }) => users.user(user),
  },
  userRanking: {
    dependsOn: ['recommenders', 'fitting'],
    priority: 1,
    answer: ({ users, rankers }, { user, by }, signal) => users.ranking(user, by, easeIn(rankers), signal),
  },
} satisfies QueryHandlers<keyof UserQueries>;
