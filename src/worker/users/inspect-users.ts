import { once } from '../../base/memoize.ts';
import { type LeaveUserOut, leaveUserOut, outcomeOf } from '../../evaluation/held-out-user.ts';
import { type Notable, notableUsers } from '../../evaluation/notable-users.ts';
import type {
  LeaveUserOutId,
  UserDetails,
  UserRanking,
  UsersOverview,
} from '../../protocol/user-messages.ts';
import type { EaseRecommender } from '../../recommenders/models/ease.ts';
import type { Recommender } from '../../recommenders/recommender.ts';
import type { Library } from '../session/catalogue.ts';
import { describeUser, userHistory } from './describe-user.ts';

/** Notable users of each kind. */
const EACH = 3;
/** Length of the list that is measured, and of the one that is shown. */
const MEASURED = 10;
const SHOWN = 24;

/** Looks at users of the data set. Nothing here knows the person, and nothing is stored. */
export interface UserInspector {
  overview(): UsersOverview;
  /** @param user number, one more than the index */
  user(user: number): UserDetails | { readonly missing: true; readonly users: number };
  /**
   * The list of a recommender that was fitted without the user. The first read of a watch begins to fit it.
   * @param ease of everyone, null until fitted
   */
  ranking(user: number, by: LeaveUserOutId, ease: EaseRecommender | null, signal: AbortSignal): UserRanking;
}

interface UserInspectorPorts {
  readonly library: Library;
  /** There is progress to show. */
  progressed(): void;
  reportError(thrown: unknown): void;
}

/** The user who is looked at. */
interface Look {
  readonly user: number;
  /** EASE of everyone, the user included. */
  readonly fitted: EaseRecommender;
  readonly without: LeaveUserOut;
  /** Implicit ALS fitted without the user, once it is. */
  ials: Recommender | null;
  /** The fit under way; another watch takes it over by replacing the signal. */
  fitting: { signal: AbortSignal; done: number; of: number } | null;
  /** The watch for which fitting failed: it is not tried again until somebody looks anew. */
  failedFor: AbortSignal | null;
}

const numbered = (all: readonly Notable[]): Notable[] =>
  all.map(({ user, value }) => ({ user: user + 1, value }));

export function createUserInspector({ library, progressed, reportError }: UserInspectorPorts): UserInspector {
  const { dataset, tfidf } = library;
  const notable = once(() => notableUsers(dataset.ratings, EACH));
  let look: Look | null = null;

  function ranked({ user, fitted }: Look, by: LeaveUserOutId, recommender: Recommender): UserRanking {
    const history = userHistory(library, user);
    const outcome = outcomeOf(recommender, history, MEASURED, SHOWN);
    const test = new Map<number, number>();
    for (let n = history.trainCount; n < history.item.length; n++)
      test.set(history.item[n], history.value[n]);
    return {
      state: 'ranked',
      top: outcome.top.map((item) => ({ movie: dataset.movies[item], test: test.get(item) ?? null })),
      ranked: dataset.movies.length - history.trainCount,
      places: outcome.places,
      success: outcome.success,
      seeming: by === 'ease' ? outcomeOf(fitted, history, MEASURED, SHOWN).success : null,
    };
  }

  async function fitWithout(at: Look, fitting: NonNullable<Look['fitting']>): Promise<void> {
    try {
      at.ials = await at.without.ials((done, of) => {
        fitting.signal.throwIfAborted();
        fitting.done = done;
        fitting.of = of;
        progressed();
      });
    } catch (thrown) {
      if (!fitting.signal.aborted) {
        at.failedFor = fitting.signal;
        reportError(thrown);
      }
    }
    at.fitting = null;
    progressed();
  }

  return {
    overview() {
      const { active, harsh, generous, niche } = notable();
      return {
        users: dataset.ratings.users,
        notable: {
          active: numbered(active),
          harsh: numbered(harsh),
          generous: numbered(generous),
          niche: numbered(niche),
        },
      };
    },
    user(user) {
      const { users } = dataset.ratings;
      const exists = Number.isInteger(user) && user >= 1 && user <= users;
      return exists ? describeUser(library, user) : { missing: true, users };
    },
    ranking(user, by, ease, signal) {
      if (ease === null) return { state: 'fitting', done: 0, of: 1 };
      if (look?.user !== user) {
        const without = leaveUserOut(dataset, tfidf, ease, user - 1);
        look = { user, fitted: ease, without, ials: null, fitting: null, failedFor: null };
      }
      if (by === 'ease') return ranked(look, by, look.without.ease());
      if (look.ials !== null)
        return ranked(look, by, by === 'ials' ? look.ials : look.without.hybrid(look.ials));
      if (look.fitting !== null) look.fitting.signal = signal;
      else if (look.failedFor !== signal) {
        look.fitting = { signal, done: 0, of: 1 };
        fitWithout(look, look.fitting);
      }
      return { state: 'fitting', done: look.fitting?.done ?? 0, of: look.fitting?.of ?? 1 };
    },
  };
}
