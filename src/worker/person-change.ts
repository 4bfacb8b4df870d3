import type { StoredPerson } from '../storage/person.ts';
import type { Keeping } from './keeping.ts';
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
