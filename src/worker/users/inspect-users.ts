import { once } from '../../base/memoize.ts';
import { type LeaveUserOut, leaveUserOut, outcomeOf } from '../../evaluation/held-out-user.ts';
import { type Notable, notableUsers } from '../../evaluation/notable-users.ts';
import type { LeaveUserOutId, UsersCommand, UsersEvent } from '../../protocol/user-messages.ts';
import type { EaseRecommender } from '../../recommenders/models/ease.ts';
import type { Recommender } from '../../recommenders/recommender.ts';
import type { Library } from '../session/catalogue.ts';
import { userHistory, userOpened } from './describe-user.ts';

/** Users of each kind that stand out. */
const EACH = 3;
/** Length of the list that is measured, and of the one that is shown. */
const MEASURED = 10;
const SHOWN = 24;

/** Looks at users of the data set. Nothing here knows the person, and nothing is stored. */
export interface Users {
  /** Resolves when all is told; fitting a recommender goes on beside other commands. @param ease null until fitted */
  handle(command: UsersCommand, ease: EaseRecommender | null): Promise<void>;
}

/** One user who is looked at. */
interface Look {
  readonly user: number;
  /** EASE of everyone, the user included. */
  readonly fitted: EaseRecommender;
  readonly without: LeaveUserOut;
  /** Implicit ALS that has not seen the user, once fitted. */
  ials: Recommender | null;
  fitting: Promise<void> | null;
  wanted: LeaveUserOutId;
}

const numbered = (all: readonly Notable[]): Notable[] =>
  all.map(({ user, value }) => ({ user: user + 1, value }));

/** Ends a fit that nobody waits for any longer. */
class LeftAlone extends Error {}

export function createUsers(library: Library, emit: (event: UsersEvent) => void): Users {
  const { dataset, tfidf } = library;
  const notable = once(() => notableUsers(dataset.ratings, EACH));
  let look: Look | null = null;

  function tell({ user, wanted, fitted }: Look, recommender: Recommender): void {
    const history = userHistory(library, user);
    const outcome = outcomeOf(recommender, history, MEASURED, SHOWN);
    const later = new Map<number, number>();
    for (let n = history.trainCount; n < history.item.length; n++)
      later.set(history.item[n], history.value[n]);
    emit({
      type: 'userRanked',
      user,
      by: wanted,
      top: outcome.top.map((item) => ({ movie: dataset.movies[item], later: later.get(item) ?? null })),
      ranked: dataset.movies.length - history.trainCount,
      places: outcome.places,
      success: outcome.success,
      seeming: wanted === 'ease' ? outcomeOf(fitted, history, MEASURED, SHOWN).success : null,
    });
  }

  function tellFitted(at: Look): void {
    if (at.ials === null) return;
    if (at.wanted === 'ials') tell(at, at.ials);
    if (at.wanted === 'hybrid') tell(at, at.without.hybrid(at.ials));
  }

  async function fitWithout(at: Look): Promise<void> {
    try {
      at.ials = await at.without.ials((done, of) => {
        if (look !== at) throw new LeftAlone();
        emit({ type: 'userFitting', user: at.user, by: at.wanted, done, of });
      });
    } catch (thrown) {
      if (thrown instanceof LeftAlone) return;
      at.fitting = null;
      throw thrown;
    }
    if (look === at) tellFitted(at);
  }

  async function rank(user: number, by: LeaveUserOutId, ease: EaseRecommender | null): Promise<void> {
    if (ease === null) return emit({ type: 'userFitting', user, by, done: 0, of: 1 });
    if (look?.user !== user)
      look = {
        user,
        fitted: ease,
        without: leaveUserOut(dataset, tfidf, ease, user - 1),
        ials: null,
        fitting: null,
        wanted: by,
      };
    look.wanted = by;
    if (by === 'ease') return tell(look, look.without.ease());
    if (look.ials !== null) return tellFitted(look);
    if (look.fitting === null) {
      emit({ type: 'userFitting', user, by, done: 0, of: 1 });
      look.fitting = fitWithout(look);
    }
    return look.fitting;
  }

  return {
    async handle(command, ease) {
      const { users } = dataset.ratings;
      if (command.type === 'listUsers') {
        const { active, harsh, generous, niche } = notable();
        return emit({
          type: 'usersListed',
          users,
          notable: {
            active: numbered(active),
            harsh: numbered(harsh),
            generous: numbered(generous),
            niche: numbered(niche),
          },
        });
      }
      const { user } = command;
      if (!Number.isInteger(user) || user < 1 || user > users)
        return emit({ type: 'userMissing', user, users });
      if (command.type === 'openUser') return emit(userOpened(library, user));
      return rank(user, command.by, ease);
    },
  };
}
