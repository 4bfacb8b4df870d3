import { Problem } from '../problem.ts';
import type { StoredPerson } from '../storage/person.ts';
import type { Keeping } from './keeping.ts';
import type { Library } from './library.ts';
import type { Command } from './protocol.ts';

/** The commands that change what is kept of the person. */
export type PersonCommand = Extract<
  Command,
  { readonly type: 'rate' | 'pickGenres' | 'skip' | 'finishOnboarding' }
>;

/** The person after a command, as it will be stored. @param at milliseconds since 1970 */
export function applied(stored: StoredPerson, command: PersonCommand, at: number): StoredPerson {
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
    case 'finishOnboarding':
      return { ...stored, onboarded: true };
  }
}

/** Stores what a command changed. Rejects with storage Problems. */
export function written(keeping: Keeping, command: PersonCommand, at: number): Promise<void> {
  switch (command.type) {
    case 'rate':
      return keeping.setRating(command.movieId, command.stars === null ? null : { stars: command.stars, at });
    case 'pickGenres':
      return keeping.setGenres(command.genres);
    case 'skip':
      return keeping.setSkipped(command.movieId, command.skipped);
    case 'finishOnboarding':
      return keeping.setOnboarded();
  }
}

/** @throws Problem 'data-invalid' for a film that is not there, or for what are no half stars */
export function checkRating({ indexOf }: Library, movieId: number, stars: number | null): void {
  if (!indexOf.has(movieId)) {
    throw new Problem(
      'data-invalid',
      `There is no film ${movieId} in this data set.`,
      'Choose a film by search.',
    );
  }
  if (stars !== null && !(stars >= 0.5 && stars <= 5 && Number.isInteger(stars * 2))) {
    throw new Problem('data-invalid', `${stars} is not a rating.`, 'Ratings are half stars from 0.5 to 5.');
  }
}
