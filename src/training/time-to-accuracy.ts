import type { RatingPart } from './split.ts';

/** Ratings that a person gave in one go: none, in order of time, came longer than a pause after the one before. */
export interface Runs {
  readonly count: number;
  /** The run of each rating, -1 where its time is unknown. */
  readonly of: Int32Array;
}

/** @param pause the longest within a run, seconds; 0: what was given in the same second */
export function runsOf({ users, rowStart, time }: RatingPart, pause: number): Runs {
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
 * The runs that other ratings of the same people belong to: that of the rating nearest in time, if it is no farther
 * away than the pause; else -1.
 */
export function runsOfOthers(part: RatingPart, runs: Runs, pause: number, others: RatingPart): Int32Array {
  const of = new Int32Array(others.time.length).fill(-1);
  for (let u = 0; u < others.users; u++) {
    for (let m = others.rowStart[u]; m < others.rowStart[u + 1]; m++) {
      if (others.time[m] === 0) continue;
      let nearest = pause;
      for (let n = part.rowStart[u]; n < part.rowStart[u + 1]; n++) {
        const distance = Math.abs(part.time[n] - others.time[m]);
        if (runs.of[n] < 0 || distance > nearest) continue;
        nearest = distance;
        of[m] = runs.of[n];
      }
    }
  }
  return of;
}
