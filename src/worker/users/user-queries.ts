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
    dependsOn: ['recommenders', 'userRanking'],
    priority: 1,
    answer: ({ users, backgroundRecommenders }, { user, by }, signal) =>
      users.ranking(user, by, easeIn(backgroundRecommenders), signal),
  },
} satisfies QueryHandlers<keyof UserQueries>;
