import type { RatedMovie } from '../../protocol/person-messages.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Ratings since the last back-up that nobody would want to give again. */
const MANY = 50;
const LONG_MS = 30 * DAY_MS;
/** "Later" means not before this. */
const SNOOZE_MS = 7 * DAY_MS;

/** The last back-up: when, and of how many ratings; null where there was none. */
export interface LastBackup {
  readonly at: number;
  readonly ratings: number;
}

/** Reads what `remember('backup')` has stored; null for anything else. */
export function parseBackup(text: string | null): LastBackup | null {
  const [at, ratings] = (text ?? '').split(' ').map(Number);
  return Number.isFinite(at) && Number.isFinite(ratings) && text !== '' ? { at, ratings } : null;
}

/**
 * Whether a back-up is due: there are many ratings more than in the last one, or some and it was long ago.
 * @param laterAt when the person chose “Later”, milliseconds since 1970; null if they never did
 */
export function isBackupDue(
  ratings: readonly RatedMovie[],
  last: LastBackup | null,
  laterAt: number | null,
  now: number,
): boolean {
  if (laterAt !== null && now - laterAt < SNOOZE_MS) return false;
  const since = ratings.length - (last?.ratings ?? 0);
  if (since >= MANY) return true;
  const begin = last?.at ?? Math.min(...ratings.map(({ at }) => at));
  return since > 0 && now - begin > LONG_MS;
}
