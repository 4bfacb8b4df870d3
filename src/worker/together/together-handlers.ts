import { reportOf } from '../../base/problem.ts';
import type { TogetherCommand, TogetherQueries } from '../../protocol/together-messages.ts';
import { wordsOf } from '../../protocol/words.ts';
import type { PosteriorSampler } from '../../recommenders/models/rating-predictor.ts';
import type { StoredGuest } from '../../storage/person/guest-schema.ts';
import { changedName } from '../../storage/person/person-entries.ts';
import { noChange } from '../../storage/person/person-transaction.ts';
import type { StoredPerson } from '../../storage/person/stored-person.ts';
import { cardOf } from '../recommendations/movie-cards.ts';
import type { CommandHandlers, QueryHandlers } from '../session/handlers.ts';
import type { SessionContext } from '../session/session-context.ts';
import type { Member } from './group.ts';
import { guestFrom } from './guest-list.ts';
import { drawnFor, tonightFor } from './tonight-list.ts';

/** Movies asked about at a time. */
const ASKED = 12;

/** Failures are told where guests are shown, not in a toast. */
async function orRefuse(context: SessionContext, work: () => Promise<void> | void): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    context.guests.setNews({ kind: 'refused', problem: reportOf(thrown) });
  }
  context.changed(['guests'], 'keep');
}

function join({ guests, person }: SessionContext, guest: StoredGuest, unfound: number): void {
  guests.setNews({ kind: 'added', id: guests.add(guest, person.guests), unfound });
}

const wordsIn = ({ catalogue }: SessionContext) => wordsOf(catalogue.dataset.subject);

/** Stores a guest, or deletes what is stored of them. @param guest null to delete */
async function store(context: SessionContext, id: string, guest: StoredGuest | null): Promise<void> {
  const name = changedName('guest', id);
  // With the time: the back-up of another device may say otherwise.
  const changed = new Map([[name, Math.max(Date.now(), (context.stored.changed.get(name) ?? 0) + 1)]]);
  await context.storage.changePerson({ ...noChange, guests: new Map([[id, guest]]), changed });
  const withGuest = (stored: ReadonlyMap<string, StoredGuest>) => {
    const after = new Map(stored);
    if (guest === null) after.delete(id);
    else after.set(id, guest);
    return after;
  };
  const after = <T extends Pick<StoredPerson, 'guests' | 'changed'>>(person: T): T => ({
    ...person,
    guests: withGuest(person.guests),
    changed: new Map([...person.changed, ...changed]),
  });
  context.stored = after(context.stored);
  context.person = after(context.person);
  context.tabs.post('person');
}

export const togetherCommands = {
  addGuest: (context, { guest }) =>
    orRefuse(context, () =>
      join(context, guestFrom({ ...guest, seen: [] }, Date.now(), wordsIn(context)), 0),
    ),
  addGuestFromFiles: (context, { name, files }) =>
    orRefuse(context, async () => {
      const { guests, person, imports } = context;
      guests.checkRoom(person.guests);
      guests.setNews({ kind: 'reading' });
      context.changed(['guests'], 'keep');
      const { ratings, seen, unfound } = await imports.readTaste(files);
      join(context, guestFrom({ name, ratings, seen }, Date.now(), wordsIn(context)), unfound);
    }),
  seatGuest: (context, { id, isHere }) =>
    orRefuse(context, () => {
      context.guests.setNews(null);
      context.guests.seat(id, isHere, context.person.guests);
    }),
  keepGuest: (context, { id, isStored }) =>
    orRefuse(context, async () => {
      const { guests, person } = context;
      const guest = guests.find(id, person.guests);
      if (guest === null || isStored === person.guests.has(id)) return;
      await store(context, id, isStored ? guest : null);
      if (isStored) guests.handOver(id);
      else guests.release(id, guest);
    }),
  forgetGuest: (context, { id }) =>
    orRefuse(context, async () => {
      if (context.person.guests.has(id)) await store(context, id, null);
      context.guests.setNews(null);
      context.guests.seat(id, false, context.person.guests);
    }),
  closeGuestNews: (context) => orRefuse(context, () => context.guests.setNews(null)),
} satisfies CommandHandlers<TogetherCommand>;

/** The person and those who watch with them. */
function membersOf({ catalogue, guests, guestScores, person, scores }: SessionContext): Member[] {
  const own = scores();
  return [
    { id: null, name: null, scores: own },
    ...guests
      .present(person.guests)
      .map(([id, guest]) => ({ id, name: guest.name, scores: guestScores.of(guest, catalogue, own) })),
  ];
}

function posteriorOf({ model }: SessionContext): PosteriorSampler | null {
  return model.predictorOf('bayes')?.posterior ?? null;
}

export const togetherQueries = {
  guests: {
    dependsOn: ['person', 'guests'],
    priority: 1,
    answer: ({ catalogue, guests, person }) => guests.summary(person.guests, catalogue.indexOf),
  },
  tonight: {
    dependsOn: ['person', 'guests', 'model', 'recommenders', 'facts'],
    priority: 0,
    answer: (context, choice) =>
      tonightFor(context.catalogue, membersOf(context), choice, posteriorOf(context)),
  },
  drawnMovie: {
    // What was chosen stays chosen.
    dependsOn: [],
    priority: 0,
    answer(context, { seed, ...choice }) {
      const posterior = posteriorOf(context);
      return posterior === null
        ? null
        : drawnFor(context.catalogue, membersOf(context), choice, posterior, seed);
    },
  },
  guestQuestions: {
    // What is on the screen does not change until it is answered.
    dependsOn: [],
    priority: 0,
    answer({ catalogue, guestScores, scores }, { ratings, skipped }) {
      const guest: StoredGuest = { name: '', ratings, seen: [], at: 0 };
      const theirs = guestScores.of(guest, catalogue, scores());
      const excluded = new Set(theirs.rated.keys());
      for (const movieId of skipped) {
        const item = catalogue.indexOf.get(movieId);
        if (item !== undefined) excluded.add(item);
      }
      return catalogue
        .asker(theirs.person, theirs.prediction(), excluded, ASKED)
        .map((item) => cardOf(catalogue, theirs, item));
    },
  },
} satisfies QueryHandlers<keyof TogetherQueries>;
