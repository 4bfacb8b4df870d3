import type { RatingPart } from '../split.ts';

/** Ratings grouped by session: ratings of one user, each given within a pause of the one before. */
export interface RatingSessions {
  readonly count: number;
  /** Session of each rating, -1 where the time of the rating is unknown. */
  readonly of: Int32Array;
}

/**
 * Groups the ratings of each user by time.
 * @param pause longest pause within a session, seconds; with 0 a session is what was given in the same second
 */
export function findSessions({ users, rowStart, time }: RatingPart, pause: number): RatingSessions {
  const of = new Int32Array(time.length).fill(-1);
  let count = 0;
  for (let u = 0; u < users; u++) {
    const known: number[] = [];
    for (let n = rowStart[u]; n < rowStart[u + 1]; n++) if (time[n] !== 0) known.push(n);
    known.sort((a, b) => time[a] - time[b]);
    known.forEach((n, at) => {
      if (at === 0 || time[n] - time[known[at - 1]] > pause) count++;
      of[n] = count - 1;
    });
  }
  return { count, of };
}

/**
 * Finds the sessions that other ratings of the same users belong to: the session of the nearest rating in time, if that
 * is no more than the pause away.
 * @param part the ratings that `sessions` groups
 * @returns a session for each of the other ratings, -1 for none
 */
export function sessionsOfOthers(
  part: RatingPart,
  sessions: RatingSessions,
  pause: number,
  others: RatingPart,
): Int32Array {
  const of = new Int32Array(others.time.length).fill(-1);
  for (let u = 0; u < others.users; u++) {
    for (let m = others.rowStart[u]; m < others.rowStart[u + 1]; m++) {
      if (others.time[m] === 0) continue;
      let nearest = pause;
      for (let n = part.rowStart[u]; n < part.rowStart[u + 1]; n++) {
        const distance = Math.abs(part.time[n] - others.time[m]);
        if (sessions.of[n] < 0 || distance > nearest) continue;
        nearest = distance;
        of[m] = sessions.of[n];
      }
    }
  }
  return of;
}
