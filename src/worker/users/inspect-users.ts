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
import type { EaseRecommender } from '../../recommenders/models/ease-descriptor.ts';
import type { Recommender } from '../../recommenders/recommender.ts';
import type { Catalogue } from '../session/catalogue.ts';
import { describeUser, userHistory } from './describe-user.ts';

/** Notable users of each kind. */
const EACH = 3;
/** Length of the list that is measured, and of the one that is shown. */
const MEASURED = 10;
const SHOWN = 24;

interface UserInspectorPorts {
  readonly catalogue: Catalogue;
  /** There is progress to show. */
  progressed(): void;
  reportError(thrown: unknown): void;
}

/** A user who is looked at. */
interface Look {
  readonly user: number;
  /** Those who watch a list of the user. */
  readonly watchers: Set<AbortSignal>;
  /** EASE of everyone, the user included. */
  readonly fitted: EaseRecommender;
  readonly without: LeaveUserOut;
  /** Implicit ALS fitted without the user, once it is. */
  ials: Recommender | null;
  /** The fit under way; when all who watch are gone, it is given up. */
  fitting: { readonly watchers: AbortGroup; answer: UserRanking } | null;
  /** The watches for which fitting failed: it is not tried again until somebody looks anew. */
  readonly failedFor: WeakSet<AbortSignal>;
  /** Lists that were asked for. One list is one object: it is computed and sent once. */
  readonly lists: Map<LeaveUserOutId, UserRanking>;
}

const NOT_BEGUN: UserRanking = { state: 'fitting', done: 0, of: 1 };

const numbered = (all: readonly Notable[]): Notable[] =>
  all.map(({ user, value }) => ({ user: user + 1, value }));

/** Looks at users of the data set. Nothing here knows the person, and nothing is stored. */
export class UserInspector {
  private readonly notable: () => NotableUsers;
  /** By the user's number: all who are watched, and the one who was looked at last. */
  private readonly looks = new Map<number, Look>();

  constructor(private readonly ports: UserInspectorPorts) {
    this.notable = once(() => notableUsers(ports.catalogue.dataset.ratings, EACH));
  }

  overview(): UsersOverview {
    const { active, harsh, generous, niche } = this.notable();
    return {
      users: this.ports.catalogue.dataset.ratings.users,
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
    const { catalogue } = this.ports;
    return this.exists(user)
      ? describeUser(catalogue, user)
      : { missing: true, users: catalogue.dataset.ratings.users };
  }

  /**
   * The list of a recommender that was fitted without the user. The first read of a watch begins to fit it.
   * Of a user who does not exist there is never one: `user` says so.
   * @param ease of everyone, null until fitted
   */
  ranking(user: number, by: LeaveUserOutId, ease: EaseRecommender | null, signal: AbortSignal): UserRanking {
    if (ease === null || !this.exists(user)) return NOT_BEGUN;
    const look = this.lookAt(user, ease, signal);
    const found = look.lists.get(by);
    if (found !== undefined) return found;
    if (by === 'ease') return this.ranked(look, by, look.without.ease());
    if (look.ials !== null)
      return this.ranked(look, by, by === 'ials' ? look.ials : look.without.hybrid(look.ials));
    if (look.fitting !== null && !look.fitting.watchers.signal.aborted) look.fitting.watchers.add(signal);
    else if (!look.failedFor.has(signal)) {
      const fitting = { watchers: new AbortGroup(), answer: NOT_BEGUN };
      fitting.watchers.add(signal);
      look.fitting = fitting;
      this.fitWithout(look, fitting);
    }
    return look.fitting?.answer ?? NOT_BEGUN;
  }

  private exists(user: number): boolean {
    return Number.isInteger(user) && user >= 1 && user <= this.ports.catalogue.dataset.ratings.users;
  }

  private lookAt(user: number, ease: EaseRecommender, signal: AbortSignal): Look {
    const look = this.looks.get(user) ?? this.newLook(user, ease);
    for (const watcher of look.watchers) if (watcher.aborted) look.watchers.delete(watcher);
    look.watchers.add(signal);
    return look;
  }

  /** Those whom nobody watches any longer are dropped: what was fitted without one user is large. */
  private newLook(user: number, ease: EaseRecommender): Look {
    for (const [other, { watchers }] of this.looks)
      if ([...watchers].every(({ aborted }) => aborted)) this.looks.delete(other);
    const { dataset, tfidf } = this.ports.catalogue;
    const look: Look = {
      user,
      watchers: new Set(),
      fitted: ease,
      without: leaveUserOut(dataset, tfidf, ease, user - 1),
      ials: null,
      fitting: null,
      failedFor: new WeakSet(),
      lists: new Map(),
    };
    this.looks.set(user, look);
    return look;
  }

  private ranked({ user, fitted, lists }: Look, by: LeaveUserOutId, recommender: Recommender): UserRanking {
    const { catalogue } = this.ports;
    const { movies } = catalogue.dataset;
    const history = userHistory(catalogue, user);
    const outcome = outcomeOf(recommender, history, MEASURED, SHOWN);
    const test = new Map<number, number>();
    for (let n = history.trainCount; n < history.item.length; n++)
      test.set(history.item[n], history.value[n]);
    const list: UserRanking = {
      state: 'ranked',
      top: outcome.top.map((item) => ({ movie: movies[item], test: test.get(item) ?? null })),
      ranked: movies.length - history.trainCount,
      places: outcome.places,
      success: outcome.success,
      seeming: by === 'ease' ? outcomeOf(fitted, history, MEASURED, SHOWN).success : null,
    };
    lists.set(by, list);
    return list;
  }

  private async fitWithout(look: Look, fitting: NonNullable<Look['fitting']>): Promise<void> {
    const { progressed, reportError } = this.ports;
    try {
      look.ials = await look.without.ials((done, of) => {
        fitting.watchers.signal.throwIfAborted();
        fitting.answer = { state: 'fitting', done, of };
        progressed();
      });
    } catch (thrown) {
      if (!fitting.watchers.signal.aborted) {
        for (const watcher of look.watchers) look.failedFor.add(watcher);
        reportError(thrown);
      }
    }
    if (look.fitting === fitting) look.fitting = null;
    progressed();
  }
}
