import { Problem } from '../../base/problem.ts';
import { parseOrNull } from '../../base/schemas.ts';
import type { PersonCommand, Unconfirmed } from '../../protocol/person-messages.ts';
import { listSettingsSchema } from '../../storage/person/person-schema.ts';
import type { StoredPerson } from '../../storage/person/person-store.ts';
import type { AppStorage } from './app-storage.ts';
import { itemOf, type Library } from './catalogue.ts';

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
      if (stars === null) ratings.delete(movieId);
      else ratings.set(movieId, { stars, at });
      return { ...person, ratings };
    },
    write: (storage, { movieId, stars }, at) =>
      storage.setRating(movieId, stars === null ? null : { stars, at }),
  },
  pickGenres: {
    apply: (person, { genres }) => ({ ...person, genres: [...genres] }),
    write: (storage, { genres }) => storage.setGenres(genres),
  },
  skip: {
    apply(person, { movieId, skipped: isSkipped }) {
      const skipped = new Set(person.skipped);
      if (isSkipped) skipped.add(movieId);
      else skipped.delete(movieId);
      return { ...person, skipped };
    },
    write: (storage, { movieId, skipped }) => storage.setSkipped(movieId, skipped),
  },
  mark: {
    apply(person, { movieId, mark }, at) {
      const marks = new Map(person.marks);
      if (mark === null) marks.delete(movieId);
      else marks.set(movieId, { mark, at });
      return { ...person, marks };
    },
    write: (storage, { movieId, mark }, at) => storage.setMark(movieId, mark === null ? null : { mark, at }),
  },
  setListSettings: {
    apply: (person, { listSettings }) => ({ ...person, listSettings }),
    write: (storage, { listSettings }) => storage.setListSettings(listSettings),
  },
  finishOnboarding: {
    apply: (person) => ({ ...person, onboarded: true }),
    write: (storage) => storage.setOnboarded(),
  },
} satisfies PersonChanges;

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
export function checkCommand(library: Library, command: PersonCommand): void {
  if ('movieId' in command) itemOf(library, command.movieId);
  checkSense(command);
}

function checkSense(command: PersonCommand): void {
  if (command.type === 'setListSettings' && parseOrNull(listSettingsSchema, command.listSettings) === null) {
    throw new Problem('data-invalid', 'These are no wishes for a list.', 'Reset the list and try again.');
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
 * @returns the person after them, and the changes that were applied
 */
export async function replayUnconfirmed(
  storage: AppStorage,
  stored: StoredPerson,
  unconfirmed: readonly Unconfirmed[],
): Promise<{ readonly person: StoredPerson; readonly applied: readonly Unconfirmed[] }> {
  let person = stored;
  const applied: Unconfirmed[] = [];
  for (const { command, at } of unconfirmed) {
    if (isOverruled(person, command, at) || !isSound(command)) continue;
    await writeCommand(storage, command, at);
    person = applyCommand(person, command, at);
    applied.push({ command, at });
  }
  return { person, applied };
}

function isOverruled(person: StoredPerson, command: PersonCommand, at: number): boolean {
  if (command.type === 'rate') return (person.ratings.get(command.movieId)?.at ?? 0) > at;
  if (command.type === 'mark') return (person.marks.get(command.movieId)?.at ?? 0) > at;
  return false;
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
