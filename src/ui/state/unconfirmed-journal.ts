import { isRecord } from '../../base/is-record.ts';
import type { PersonCommand, Unconfirmed } from '../../protocol/person-messages.ts';
import { lastSent, type Pending } from './optimistic-changes.ts';

/**
 * What the person did and no worker has confirmed yet, kept where the page can write without waiting, so that a tab
 * that is closed at once loses nothing. Each tab has an entry of its own.
 */
export interface Journal {
  /** What this tab, and tabs that are gone, have left unconfirmed. */
  read(): readonly Unconfirmed[];
  /** Replaces what this tab has noted. */
  write(entries: readonly Unconfirmed[]): void;
  /** What was read from other tabs' entries is stored now. */
  clearOthers(): void;
}

const PREFIX = 'matinee.unconfirmed.';

/** @param storage null where the browser denies it: then only the worker keeps */
export function openJournal(storage: Storage | null, tab: string): Journal {
  const own = PREFIX + tab;
  let adopted: readonly string[] = [];
  const tried = <T>(what: (storage: Storage) => T, otherwise: T): T => {
    try {
      return storage === null ? otherwise : what(storage);
    } catch {
      // Full or denied: the worker's own storage is still asked, and says what is wrong with it.
      return otherwise;
    }
  };
  return {
    read: () =>
      tried((storage) => {
        const keys = Object.keys(storage).filter((key) => key.startsWith(PREFIX));
        adopted = keys.filter((key) => key !== own);
        return keys.flatMap((key) => parsed(storage.getItem(key))).sort((a, b) => a.at - b.at);
      }, []),
    write: (entries) =>
      tried((storage) => {
        if (entries.length === 0) storage.removeItem(own);
        else storage.setItem(own, JSON.stringify(entries));
      }, undefined),
    clearOthers: () =>
      tried((storage) => {
        for (const key of adopted) storage.removeItem(key);
        adopted = [];
      }, undefined),
  };
}

/** The commands that what is pending stands for. */
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
      : [{ command: { type: 'pickGenres' as const, genres: lastSent(pending.genres) }, at: now }]),
    ...(pending.listSettings === null
      ? []
      : [
          {
            command: { type: 'setListSettings' as const, listSettings: lastSent(pending.listSettings) },
            at: now,
          },
        ]),
    ...(pending.onboarded ? [{ command: { type: 'finishOnboarding' as const }, at: now }] : []),
  ];
}

function parsed(text: string | null): Unconfirmed[] {
  const value: unknown = JSON.parse(text ?? '[]');
  return Array.isArray(value) ? value.map(upgraded).filter(isUnconfirmed) : [];
}

/** Builds up to 0.1 called the list settings wishes. */
function upgraded(value: unknown): unknown {
  if (!isRecord(value) || !isRecord(value.command) || value.command.type !== 'wish') return value;
  return { ...value, command: { type: 'setListSettings', listSettings: value.command.wishes } };
}

function isUnconfirmed(value: unknown): value is Unconfirmed {
  return (
    isRecord(value) && typeof value.at === 'number' && isRecord(value.command) && isCommand(value.command)
  );
}

function isCommand(command: Record<string, unknown>): command is Record<string, unknown> & PersonCommand {
  const { type, movieId, stars, mark, genres, listSettings } = command;
  const isMovie = typeof movieId === 'number';
  switch (type) {
    case 'rate':
      return isMovie && (stars === null || typeof stars === 'number');
    case 'mark':
      return (
        isMovie && (mark === null || mark === 'watchlist' || mark === 'seen' || mark === 'notInterested')
      );
    case 'pickGenres':
      return Array.isArray(genres) && genres.every((genre) => typeof genre === 'string');
    case 'setListSettings':
      return isRecord(listSettings);
    default:
      return type === 'finishOnboarding';
  }
}
