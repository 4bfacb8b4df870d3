import { Problem } from '../../base/problem.ts';
import { parseOrNull } from '../../base/schemas.ts';
import type { PersonCommand, Unconfirmed } from '../../protocol/person-messages.ts';
import { type Changed, changedName } from '../../storage/person/person-entries.ts';
import { listSettingsSchema } from '../../storage/person/person-schema.ts';
import type { StoredPerson } from '../../storage/person/stored-person.ts';
import type { AppStorage } from './app-storage.ts';
import { type Catalogue, itemOf } from './catalogue.ts';

/** What one type of command does to the person in memory and to what is stored. */
interface PersonChange<C extends PersonCommand> {
  /** The person after the command, as it will be stored. @param at milliseconds since 1970 */
  apply(person: StoredPerson, command: C, at: number): StoredPerson;
  /** Stores what the command changes. Rejects with storage Problems. */
  write(storage: AppStorage, command: C, at: number): Promise<void>;
}

type PersonChanges = {
  readonly [T in PersonCommand['type']]: PersonChange<Extract<PersonCommand, { readonly type: T }>>;
};

const changes = {
  rate: {
    apply(person, { movieId, stars }, at) {
      const ratings = new Map(person.ratings);
      if (stars !== null) ratings.set(movieId, { stars, at });
      else ratings.delete(movieId);
      return { ...person, ratings, changed: withTime(person, 'rating', movieId, at) };
    },
    write: (storage, { movieId, stars }, at) =>
      storage.setRating(movieId, stars === null ? null : { stars, at }, at),
  },
  pickGenres: {
    apply: (person, { genres }, at) => ({
      ...person,
      genres: [...genres],
      changed: withTime(person, 'genres', null, at),
    }),
    write: (storage, { genres }, at) => storage.setGenres(genres, at),
  },
  skip: {
    apply(person, { movieId, skipped: isSkipped }, at) {
      const skipped = new Set(person.skipped);
      if (isSkipped) skipped.add(movieId);
      else skipped.delete(movieId);
      return { ...person, skipped, changed: withTime(person, 'skipped', movieId, at) };
    },
    write: (storage, { movieId, skipped }, at) => storage.setSkipped(movieId, skipped, at),
  },
  mark: {
    apply(person, { movieId, mark }, at) {
      const marks = new Map(person.marks);
      if (mark !== null) marks.set(movieId, { mark, at });
      else marks.delete(movieId);
      return { ...person, marks, changed: withTime(person, 'mark', movieId, at) };
    },
    write: (storage, { movieId, mark }, at) =>
      storage.setMark(movieId, mark === null ? null : { mark, at }, at),
  },
  setListSettings: {
    apply: (person, { listSettings }, at) => ({
      ...person,
      listSettings,
      changed: withTime(person, 'listSettings', null, at),
    }),
    write: (storage, { listSettings }, at) => storage.setListSettings(listSettings, at),
  },
  finishOnboarding: {
    apply: (person) => ({ ...person, onboarded: true }),
    write: (storage) => storage.setOnboarded(),
  },
} satisfies PersonChanges;

function withTime(person: StoredPerson, what: Changed, movieId: number | null, at: number) {
  return new Map(person.changed).set(changedName(what, movieId), at);
}

/** The entry of the command's own type; the compiler cannot see that the two belong together. */
function changeOf(command: PersonCommand): PersonChange<PersonCommand> {
  return changes[command.type] as PersonChange<PersonCommand>;
}

/** The person after a command, as it will be stored. @param at milliseconds since 1970 */
export function applyCommand(person: StoredPerson, command: PersonCommand, at: number): StoredPerson {
  return changeOf(command).apply(person, command, at);
}

/** Stores what a command changed. Rejects with storage Problems. */
export function writeCommand(storage: AppStorage, command: PersonCommand, at: number): Promise<void> {
  return changeOf(command).write(storage, command, at);
}

/** @throws Problem 'data-invalid' for a movie that the data set lacks, or stars that are not half stars */
export function checkCommand(catalogue: Catalogue, command: PersonCommand): void {
  if ('movieId' in command) itemOf(catalogue, command.movieId);
  checkSense(command);
}

function checkSense(command: PersonCommand): void {
  if (command.type === 'setListSettings' && parseOrNull(listSettingsSchema, command.listSettings) === null) {
    throw new Problem('data-invalid', 'These list settings are not valid.', 'Reset the list and try again.');
  }
  const stars = command.type === 'rate' ? command.stars : null;
  if (stars !== null && !(stars >= 0.5 && stars <= 5 && Number.isInteger(stars * 2))) {
    throw new Problem('data-invalid', `${stars} is not a rating.`, 'Ratings are half stars from 0.5 to 5.');
  }
}

/**
 * Applies changes that a closed tab did not see confirmed. Later changes from another tab win. Movies that this data
 * set lacks are accepted, since they come from another one. Invalid commands are skipped, since nobody would read the
 * message.
 * @param unstored takes those that cannot be written now
 * @returns the person as stored after them, and the changes that were applied
 */
export async function replayUnconfirmed(
  storage: AppStorage,
  stored: StoredPerson,
  unconfirmed: readonly Unconfirmed[],
  unstored: { add(command: PersonCommand, at: number, thrown: unknown): void },
): Promise<{ readonly person: StoredPerson; readonly applied: readonly Unconfirmed[] }> {
  let person = stored;
  const applied: Unconfirmed[] = [];
  for (const { command, at } of unconfirmed) {
    if (isOverruled(person, command, at) || !isSound(command)) continue;
    try {
      await writeCommand(storage, command, at);
      person = applyCommand(person, command, at);
    } catch (thrown) {
      // A disk without room must not keep the app from opening: the change waits until it can be written.
      unstored.add(command, at, thrown);
    }
    applied.push({ command, at });
  }
  return { person, applied };
}

/** Whether something later than this change is stored. */
function isOverruled(person: StoredPerson, command: PersonCommand, at: number): boolean {
  return (lastChange(person, command) ?? 0) > at;
}

/**
 * The time to give to a change that is made now, so that it is the latest one of its thing, also where the clock of another
 * device was ahead. @param now milliseconds since 1970
 */
export function timeOfChange(person: StoredPerson, command: PersonCommand, now: number): number {
  return Math.max(now, (lastChange(person, command) ?? -1) + 1);
}

/** When the thing that a command changes was changed last; null where that is not known. */
function lastChange({ ratings, marks, changed }: StoredPerson, command: PersonCommand): number | null {
  const last = (what: Changed, movieId: number | null, storedAt?: number) => {
    const changedAt = changed.get(changedName(what, movieId));
    return storedAt === undefined && changedAt === undefined ? null : Math.max(storedAt ?? 0, changedAt ?? 0);
  };
  if ('stars' in command) return last('rating', command.movieId, ratings.get(command.movieId)?.at);
  if ('mark' in command) return last('mark', command.movieId, marks.get(command.movieId)?.at);
  if ('skipped' in command) return last('skipped', command.movieId);
  if ('genres' in command) return last('genres', null);
  return 'listSettings' in command ? last('listSettings', null) : null;
}

function isSound(command: PersonCommand): boolean {
  try {
    checkSense(command);
    return !('movieId' in command) || (Number.isSafeInteger(command.movieId) && command.movieId > 0);
  } catch (thrown) {
    if (thrown instanceof Problem) return false;
    throw thrown;
  }
}
