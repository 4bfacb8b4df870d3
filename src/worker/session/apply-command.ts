import { Problem } from '../../base/problem.ts';
import { parseOrNull } from '../../base/schemas.ts';
import type { PersonCommand, Unconfirmed } from '../../protocol/person-messages.ts';
import { listSettingsSchema } from '../../storage/person/person-schema.ts';
import type { StoredPerson } from '../../storage/person/person-store.ts';
import type { AppStorage } from './app-storage.ts';
import { itemOf, type Library } from './catalogue.ts';

/** The person after a command, as it will be stored. @param at milliseconds since 1970 */
export function applyCommand(stored: StoredPerson, command: PersonCommand, at: number): StoredPerson {
  switch (command.type) {
    case 'rate': {
      const ratings = new Map(stored.ratings);
      if (command.stars === null) ratings.delete(command.movieId);
      else ratings.set(command.movieId, { stars: command.stars, at });
      return { ...stored, ratings };
    }
    case 'pickGenres':
      return { ...stored, genres: [...command.genres] };
    case 'skip': {
      const skipped = new Set(stored.skipped);
      if (command.skipped) skipped.add(command.movieId);
      else skipped.delete(command.movieId);
      return { ...stored, skipped };
    }
    case 'mark': {
      const marks = new Map(stored.marks);
      if (command.mark === null) marks.delete(command.movieId);
      else marks.set(command.movieId, { mark: command.mark, at });
      return { ...stored, marks };
    }
    case 'setListSettings':
      return { ...stored, listSettings: command.listSettings };
    case 'finishOnboarding':
      return { ...stored, onboarded: true };
  }
}

/** Stores what a command changed. Rejects with storage Problems. */
export function writeCommand(storage: AppStorage, command: PersonCommand, at: number): Promise<void> {
  switch (command.type) {
    case 'rate':
      return storage.setRating(command.movieId, command.stars === null ? null : { stars: command.stars, at });
    case 'pickGenres':
      return storage.setGenres(command.genres);
    case 'skip':
      return storage.setSkipped(command.movieId, command.skipped);
    case 'mark':
      return storage.setMark(command.movieId, command.mark === null ? null : { mark: command.mark, at });
    case 'setListSettings':
      return storage.setListSettings(command.listSettings);
    case 'finishOnboarding':
      return storage.setOnboarded();
  }
}

/** @throws Problem 'data-invalid' for a movie that is not there, or for stars that are not half stars */
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
 * Applies changes that a closed tab did not see confirmed. What another tab has decided since stays; movies that this
 * data set lacks were in another one; what makes no sense is skipped, since nobody is left to read a message.
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
