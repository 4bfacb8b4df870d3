import { defaultListSettings } from '../../protocol/list-settings.ts';
import type { FailedCommand } from '../../protocol/messages.ts';
import type { MarkedMovie, PersonCommand, PersonState } from '../../protocol/person-messages.ts';
import type { Action, Slice } from './actions.ts';
import {
  marksById,
  noPending,
  overlay,
  type Pending,
  settle,
  settleAtOpening,
  starsById,
  withoutFailed,
  withSent,
  withUnstored,
} from './optimistic-changes.ts';

/** The person as the page shows them: what is confirmed, with what they just did on top. */
export interface ShownPerson extends PersonState {
  /** As the worker reported it last. */
  readonly confirmed: PersonState;
  readonly pending: Pending;
  /** The stars of each rated movie, by id. */
  readonly starsOf: ReadonlyMap<number, number>;
  /** The mark of each movie that was put aside, by id. */
  readonly markOf: ReadonlyMap<number, MarkedMovie['mark']>;
  /** "Haven't seen it" of this visit. */
  readonly skipped: ReadonlySet<number>;
}

const nobody: PersonState = {
  ratings: [],
  genres: [],
  marks: [],
  waiting: [],
  namedLists: [],
  absent: { ratings: [], marks: [] },
  listSettings: defaultListSettings,
  onboarded: false,
};

const initial: ShownPerson = shownPerson(nobody, noPending, new Set());

export const personSlice: Slice<ShownPerson> = {
  initial,
  reduce(person, action) {
    const { confirmed, pending, skipped } = person;
    const withPending = (next: Pending) => shownPerson(confirmed, next, skipped);
    switch (action.type) {
      case 'opened':
        return shownPerson(action.person, pendingAtOpening(pending, action), skipped);
      case 'personChanged':
        return shownPerson(action.person, settle(pending, confirmed, action.person), skipped);
      case 'failed':
        // The command that failed changed nothing, so what was shown ahead of it is taken back. All others go on.
        return isPersonCommand(action.of) ? withPending(withoutFailed(pending, action.of)) : person;
      case 'workerDied':
        // The next worker is opened with what is pending, if not in this visit, then in the next one.
        return withPending(pending);
      case 'datasetLeft':
        return shownPerson(confirmed, pending, initial.skipped);
      case 'forgotten':
        return initial;
      case 'rated': {
        const { movie, stars, at } = action;
        const sent = withSent(pending.stars.get(movie.id)?.sent, stars);
        return withPending({
          ...pending,
          stars: new Map(pending.stars).set(movie.id, { movie, sent, at }),
        });
      }
      case 'marked': {
        const { movie, mark, at } = action;
        const sent = withSent(pending.marks.get(movie.id)?.sent, mark);
        return withPending({
          ...pending,
          marks: new Map(pending.marks).set(movie.id, { movie, sent, at }),
        });
      }
      case 'genresPicked':
        return withPending({
          ...pending,
          genres: withSent(pending.genres, action.genres),
          times: { ...pending.times, genres: action.at },
        });
      case 'listSettingsChanged':
        return withPending({
          ...pending,
          listSettings: withSent(pending.listSettings, action.listSettings),
          times: { ...pending.times, listSettings: action.at },
        });
      case 'onboardingFinished':
        return withPending({ ...pending, onboarded: true });
      case 'skipped': {
        const next = new Set(skipped);
        if (action.skipped) next.add(action.movie.id);
        else next.delete(action.movie.id);
        return { ...person, skipped: next };
      }
      default:
        return person;
    }
  },
};

function pendingAtOpening(
  pending: Pending,
  { person, unstored = [] }: Extract<Action, { type: 'opened' }>,
): Pending {
  return settleAtOpening(withUnstored(pending, unstored), person);
}

function isPersonCommand(of: FailedCommand | undefined): of is PersonCommand {
  return of !== undefined && of.type !== 'backUp' && of.type !== 'forgetEverything';
}

function shownPerson(confirmed: PersonState, pending: Pending, skipped: ReadonlySet<number>): ShownPerson {
  const person = overlay(confirmed, pending);
  return {
    ...person,
    confirmed,
    pending,
    starsOf: starsById(person),
    markOf: marksById(person),
    skipped,
  };
}
