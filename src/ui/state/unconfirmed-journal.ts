import { isRecord } from '../../base/is-record.ts';
import { defaultListSettings } from '../../protocol/list-settings.ts';
import type { MarkedMovie, PersonCommand, Unconfirmed } from '../../protocol/person-messages.ts';
import { lastSent, type Pending } from './optimistic-changes.ts';

/**
 * Changes of the person that no worker has confirmed yet. They are stored in localStorage, where the page writes without
 * waiting, so that a tab that is closed at once loses nothing. Each tab has a key of its own.
 */
export interface Journal {
  /** The unconfirmed changes of this tab and of closed tabs, oldest first. */
  read(): readonly Unconfirmed[];
  /** Replaces the entries of this tab. Returns false where they could not be written. */
  write(entries: readonly Unconfirmed[]): boolean;
  /** Deletes the entries of other tabs that `read` has returned, because the worker has stored them. */
  clearOthers(): void;
}

const PREFIX = 'matinee.unconfirmed.';

/** @param storage null where the browser denies it; then only the worker stores changes */
export function openJournal(storage: Storage | null, tab: string): Journal {
  const own = PREFIX + tab;
  let adopted: readonly string[] = [];
  const attempt = <T>(access: (storage: Storage) => T, otherwise: T): T => {
    try {
      return storage === null ? otherwise : access(storage);
    } catch {
      // It is full or denied. The worker still tries its own storage and reports what is wrong with it.
      return otherwise;
    }
  };
  return {
    read: () =>
      attempt((storage) => {
        const keys = Object.keys(storage).filter((key) => key.startsWith(PREFIX));
        adopted = keys.filter((key) => key !== own);
        return keys.flatMap((key) => parseEntries(storage.getItem(key))).sort((a, b) => a.at - b.at);
      }, []),
    write: (entries) =>
      attempt((storage) => {
        if (entries.length === 0) storage.removeItem(own);
        else storage.setItem(own, JSON.stringify(entries));
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
 * The entries of one key, without those that make no sense. A hand-written check, because a schema would add 1.6 KiB to
 * what the page loads before its first paint. The worker checks the values again.
 */
function parseEntries(text: string | null): Unconfirmed[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(value) ? value.map(upgraded).filter(isUnconfirmed) : [];
  } catch {
    return [];
  }
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
