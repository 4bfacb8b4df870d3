import * as v from 'valibot';
import { Problem } from '../../base/problem.ts';
import type { Guest, GuestNews, Guests } from '../../protocol/together-messages.ts';
import type { Words } from '../../protocol/words.ts';
import { MOST_PEOPLE } from '../../recommenders/lists/group-scores.ts';
import { guestSchema, type StoredGuest } from '../../storage/person/guest-schema.ts';

/** Guests by id. */
type ById = ReadonlyMap<string, StoredGuest>;

/**
 * The guests of this visit, in memory alone. Those who are stored are records of the person; of these only whether they
 * watch tonight is held here.
 */
export class GuestList {
  private readonly visiting = new Map<string, StoredGuest>();
  /** Ids in the order in which they joined. */
  private readonly here = new Set<string>();
  private latest: GuestNews | null = null;

  /** Those who watch tonight, in the order in which they came. @param stored the guests that are stored */
  present(stored: ById): (readonly [string, StoredGuest])[] {
    return [...this.here].flatMap((id) => {
      const guest = this.find(id, stored);
      return guest === null ? [] : [[id, guest] as const];
    });
  }

  find(id: string, stored: ById): StoredGuest | null {
    return stored.get(id) ?? this.visiting.get(id) ?? null;
  }

  /** @throws Problem 'data-invalid' where five people are there already */
  checkRoom(stored: ById): void {
    if (this.present(stored).length < MOST_PEOPLE - 1) return;
    throw new Problem(
      'data-invalid',
      `${MOST_PEOPLE} people are there already, which is the most.`,
      'Take somebody off first.',
    );
  }

  /** Somebody joins tonight. @returns their id */
  add(guest: StoredGuest, stored: ById): string {
    this.checkRoom(stored);
    const id = crypto.randomUUID();
    this.visiting.set(id, guest);
    this.here.add(id);
    return id;
  }

  /** @param isHere whether they watch tonight; who does not, and is not stored, is gone */
  seat(id: string, isHere: boolean, stored: ById): void {
    if (!isHere) {
      this.here.delete(id);
      this.visiting.delete(id);
    } else if (stored.has(id) && !this.here.has(id)) {
      this.checkRoom(stored);
      this.here.add(id);
    }
  }

  /** They are stored no more, and stay for tonight. */
  release(id: string, guest: StoredGuest): void {
    this.visiting.set(id, guest);
  }

  /** They are stored from now on. */
  handOver(id: string): void {
    this.visiting.delete(id);
  }

  setNews(news: GuestNews | null): void {
    this.latest = news;
  }

  /** Forgets everybody. */
  clear(): void {
    this.visiting.clear();
    this.here.clear();
    this.latest = null;
  }

  /** @param indexOf item index of each movie id of the data set */
  summary(stored: ById, indexOf: ReadonlyMap<number, number>): Guests {
    const present = this.present(stored);
    const away = [...stored].filter(([id]) => !this.here.has(id));
    const shown = ([id, guest]: readonly [string, StoredGuest]): Guest => {
      const known = guest.ratings.filter(({ movieId }) => indexOf.has(movieId)).length;
      return {
        id,
        name: guest.name,
        ratings: known,
        absent: guest.ratings.length - known,
        seen: guest.seen.length,
        isHere: this.here.has(id),
        isStored: stored.has(id),
      };
    };
    return {
      guests: [...present, ...away].map(shown),
      room: MOST_PEOPLE - 1 - present.length,
      news: this.latest,
    };
  }
}

/**
 * Checks what somebody's taste is said to be. Where a movie has two ratings, the later one counts.
 * @param words for the data set in use, in the message
 * @throws Problem 'data-invalid' with what is wrong
 */
export function guestFrom(taste: unknown, at: number, words: Words): StoredGuest {
  const record = typeof taste === 'object' && taste !== null ? taste : {};
  const result = v.safeParse(guestSchema, { ...record, at });
  if (!result.success) throw invalid(result.issues[0], words);
  const { output } = result;
  const byMovie = new Map(output.ratings.map((one) => [one.movieId, one]));
  const guest = { ...output, ratings: [...byMovie.values()] };
  if (guest.ratings.length + guest.seen.length > 0) return guest;
  throw new Problem(
    'data-invalid',
    `There are no ratings of ${guest.name} yet.`,
    `Rate a ${words.one} or two, or choose another file.`,
  );
}

function invalid(
  issue: { readonly path?: readonly { readonly key: unknown }[] | undefined },
  { one }: Words,
): Problem {
  if (issue.path?.[0]?.key === 'name')
    return new Problem(
      'data-invalid',
      'This person has no name yet, or one of more than 40 letters.',
      'Type what the list should call them.',
    );
  return new Problem(
    'data-invalid',
    `These ratings cannot be read: each needs a ${one} and 0.5 to 5 stars in steps of a half.`,
    'Ask for the link or the file again.',
  );
}
