import { AbortGroup } from '../../base/abort-group.ts';
import { once } from '../../base/memoize.ts';
import { type LeaveUserOut, leaveUserOut, outcomeOf } from '../../evaluation/held-out-user.ts';
import { type Notable, type NotableUsers, notableUsers } from '../../evaluation/notable-users.ts';
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
  /** The fit under way; when all who watch are gone, it is given up. */
  fitting: { readonly watchers: AbortGroup; done: number; of: number } | null;
  /** The watch for which fitting failed: it is not tried again until somebody looks anew. */
  failedFor: AbortSignal | null;
}

const numbered = (all: readonly Notable[]): Notable[] =>
  all.map(({ user, value }) => ({ user: user + 1, value }));

/** Looks at users of the data set. Nothing here knows the person, and nothing is stored. */
export class UserInspector {
  private readonly notable: () => NotableUsers;
  private look: Look | null = null;

  constructor(private readonly ports: UserInspectorPorts) {
    this.notable = once(() => notableUsers(ports.library.dataset.ratings, EACH));
  }

  overview(): UsersOverview {
    const { active, harsh, generous, niche } = this.notable();
    return {
      users: this.ports.library.dataset.ratings.users,
      notable: {
        active: numbered(active),
        harsh: numbered(harsh),
        generous: numbered(generous),
        niche: numbered(niche),
      },
    };
  }

  /** @param user number, one more than the index */
  user(user: number): UserDetails | { readonly missing: true; readonly users: number } {
    const { library } = this.ports;
    return this.exists(user)
      ? describeUser(library, user)
      : { missing: true, users: library.dataset.ratings.users };
  }

  /**
   * The list of a recommender that was fitted without the user. The first read of a watch begins to fit it.
   * Of a user who does not exist there is never one: `user` says so.
   * @param ease of everyone, null until fitted
   */
  ranking(user: number, by: LeaveUserOutId, ease: EaseRecommender | null, signal: AbortSignal): UserRanking {
    if (ease === null || !this.exists(user)) return { state: 'fitting', done: 0, of: 1 };
    const look = this.lookAt(user, ease);
    if (by === 'ease') return this.ranked(look, by, look.without.ease());
    if (look.ials !== null)
      return this.ranked(look, by, by === 'ials' ? look.ials : look.without.hybrid(look.ials));
    if (look.fitting !== null && !look.fitting.watchers.signal.aborted) look.fitting.watchers.add(signal);
    else if (look.failedFor !== signal) {
      const fitting = { watchers: new AbortGroup(), done: 0, of: 1 };
      fitting.watchers.add(signal);
      look.fitting = fitting;
      this.fitWithout(look, fitting, signal);
    }
    return { state: 'fitting', done: look.fitting?.done ?? 0, of: look.fitting?.of ?? 1 };
  }

  private exists(user: number): boolean {
    return Number.isInteger(user) && user >= 1 && user <= this.ports.library.dataset.ratings.users;
  }

  private lookAt(user: number, ease: EaseRecommender): Look {
    if (this.look?.user === user) return this.look;
    const { dataset, tfidf } = this.ports.library;
    const without = leaveUserOut(dataset, tfidf, ease, user - 1);
    this.look = { user, fitted: ease, without, ials: null, fitting: null, failedFor: null };
    return this.look;
  }

  private ranked({ user, fitted }: Look, by: LeaveUserOutId, recommender: Recommender): UserRanking {
    const { library } = this.ports;
    const { movies } = library.dataset;
    const history = userHistory(library, user);
    const outcome = outcomeOf(recommender, history, MEASURED, SHOWN);
    const test = new Map<number, number>();
    for (let n = history.trainCount; n < history.item.length; n++)
      test.set(history.item[n], history.value[n]);
    return {
      state: 'ranked',
      top: outcome.top.map((item) => ({ movie: movies[item], test: test.get(item) ?? null })),
      ranked: movies.length - history.trainCount,
      places: outcome.places,
      success: outcome.success,
      seeming: by === 'ease' ? outcomeOf(fitted, history, MEASURED, SHOWN).success : null,
    };
  }

  private async fitWithout(
    look: Look,
    fitting: NonNullable<Look['fitting']>,
    signal: AbortSignal,
  ): Promise<void> {
    const { progressed, reportError } = this.ports;
    try {
      look.ials = await look.without.ials((done, of) => {
        fitting.watchers.signal.throwIfAborted();
        fitting.done = done;
        fitting.of = of;
        progressed();
      });
    } catch (thrown) {
      if (!fitting.watchers.signal.aborted) {
        look.failedFor = signal;
        reportError(thrown);
      }
    }
    if (look.fitting === fitting) look.fitting = null;
    progressed();
  }
}
