import { checksum } from '../../base/checksum.ts';
import { isRecord } from '../../base/is-record.ts';
import { defaultListSettings } from '../../protocol/list-settings.ts';
import type { MarkedMovie, PersonCommand, Unconfirmed } from '../../protocol/person-messages.ts';
import { lastSent, type Pending } from './optimistic-changes.ts';

/**
 * Changes of the person that no worker has confirmed yet. They are stored in localStorage, where the page writes without
 * waiting, so that a tab that is closed at once loses nothing. Each tab has a key of its own.
 */
export interface Journal {
  /** The unconfirmed changes of this tab and of closed tabs, oldest first. What is damaged is set aside and kept. */
  read(): readonly Unconfirmed[];
  /** How many notes `read` has found damaged. */
  damaged(): number;
  /** Replaces the entries of this tab. Returns false where they could not be written. */
  write(entries: readonly Unconfirmed[]): boolean;
  /** Deletes the entries of other tabs that `read` has returned, because the worker has stored them. */
  clearOthers(): void;
}

const PREFIX = 'matinee.unconfirmed.';
const SET_ASIDE = 'matinee.damaged.';

/** @param storage null where the browser denies it; then only the worker stores changes */
export function openJournal(storage: Storage | null, tab: string): Journal {
  const own = PREFIX + tab;
  let adopted: readonly string[] = [];
  let damaged = 0;
  const attempt = <T>(access: (storage: Storage) => T, otherwise: T): T => {
    try {
      return storage === null ? otherwise : access(storage);
    } catch {
      // It is full or denied. The worker still tries its own storage and reports what is wrong with it.
      return otherwise;
    }
  };
  const put = (key: string, text: string) =>
    attempt((storage) => {
      storage.setItem(key, text);
      return true;
    }, false);
  return {
    read: () =>
      attempt((storage) => {
        const keys = Object.keys(storage).filter((key) => key.startsWith(PREFIX));
        adopted = keys.filter((key) => key !== own);
        damaged = 0;
        const read = keys.flatMap((key) => {
          const text = storage.getItem(key) ?? '[]';
          const { entries, faults } = parseEntries(text);
          damaged += faults;
          // Where there is no room for a copy, the note itself stays.
          if (faults > 0 && !put(SET_ASIDE + checksum(text), text))
            adopted = adopted.filter((one) => one !== key);
          return entries;
        });
        return read.sort((a, b) => a.at - b.at);
      }, []),
    damaged: () => damaged,
    write: (entries) =>
      entries.length > 0
        ? put(own, JSON.stringify(entries.map(withSum)))
        : attempt((storage) => {
            storage.removeItem(own);
            return true;
          }, false),
    clearOthers: () =>
      attempt((storage) => {
        for (const key of adopted) storage.removeItem(key);
        adopted = [];
      }, undefined),
  };
}

/** The commands that made the pending changes. */
export function unconfirmedOf(pending: Pending): Unconfirmed[] {
  const now = Date.now();
  return [
    ...[...pending.stars].map(([movieId, { sent, at }]) => ({
      command: { type: 'rate' as const, movieId, stars: lastSent(sent) },
      at,
    })),
    ...[...pending.marks].map(([movieId, { sent, at }]) => ({
      command: { type: 'mark' as const, movieId, mark: lastSent(sent) },
      at,
    })),
    ...(pending.genres === null
      ? []
      : [
          {
            command: { type: 'pickGenres' as const, genres: lastSent(pending.genres) },
            at: pending.times.genres,
          },
        ]),
    ...(pending.listSettings === null
      ? []
      : [
          {
            command: { type: 'setListSettings' as const, listSettings: lastSent(pending.listSettings) },
            at: pending.times.listSettings,
          },
        ]),
    ...(pending.onboarded ? [{ command: { type: 'finishOnboarding' as const }, at: now }] : []),
  ];
}

/**
 * The entries of one key, and how many are damaged or make no sense. A hand-written check, because a schema would add 1.6
 * KiB to what the page loads before its first paint. The worker checks the values again.
 */
function parseEntries(text: string): { readonly entries: Unconfirmed[]; readonly faults: number } {
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value)) return { entries: [], faults: 1 };
    const entries = value.map(unsealed).map(upgraded).filter(isUnconfirmed);
    return { entries, faults: value.length - entries.length };
  } catch {
    return { entries: [], faults: 1 };
  }
}

/** Entries of earlier versions have no checksum. */
function withSum(entry: Unconfirmed): unknown {
  return { ...entry, sum: checksum(JSON.stringify(entry)) };
}

/** The entry without its checksum; null where it does not match. */
function unsealed(value: unknown): unknown {
  if (!isRecord(value) || !('sum' in value)) return value;
  const { sum, ...entry } = value;
  return sum === checksum(JSON.stringify(entry)) ? entry : null;
}

/** Versions up to 0.1 stored the list settings under an older name, and the first of them had fewer. */
function upgraded(value: unknown): unknown {
  if (!isRecord(value) || !isRecord(value.command) || value.command.type !== 'wish') return value;
  const { wishes } = value.command;
  if (!isRecord(wishes)) return value;
  return {
    ...value,
    command: { type: 'setListSettings', listSettings: { ...defaultListSettings, ...wishes } },
  };
}

function isUnconfirmed(value: unknown): value is Unconfirmed {
  return (
    isRecord(value) && typeof value.at === 'number' && isRecord(value.command) && isCommand(value.command)
  );
}

const MARKS: ReadonlySet<unknown> = new Set<MarkedMovie['mark']>([
  'watchlist',
  'seen',
  'liked',
  'notInterested',
]);

function isMark(value: unknown): boolean {
  return MARKS.has(value);
}

function isCommand(command: Record<string, unknown>): command is Record<string, unknown> & PersonCommand {
  const { type, movieId, stars, mark, genres, listSettings } = command;
  const isMovie = typeof movieId === 'number';
  switch (type) {
    case 'rate':
      return isMovie && (stars === null || typeof stars === 'number');
    case 'mark':
      return isMovie && (mark === null || isMark(mark));
    case 'pickGenres':
      return Array.isArray(genres) && genres.every((genre) => typeof genre === 'string');
    case 'setListSettings':
      return isRecord(listSettings);
    default:
      return type === 'finishOnboarding';
  }
}
