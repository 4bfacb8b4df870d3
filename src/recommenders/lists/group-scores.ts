import { zScored } from '../hybrid/weighted-hybrid.ts';

/** How many people can choose a movie together, the person of this device included. */
export const MOST_PEOPLE = 5;

/**
 * Scores of a group: `(1 - m) mean + m minimum` over the members, item by item (Masthoff 2011). With `m = 0` a group is as
 * happy as its average, with `m = 1` as its least happy member ("least misery").
 * @param members scores of each member on a scale that they share, `[members][items]`, one member or more
 * @param misery weight m of the least happy member, 0 to 1
 * @returns `[items]`
 */
export function groupScores(members: readonly Float32Array[], misery: number): Float32Array {
  return Float32Array.from(members[0], (_, i) => {
    let sum = 0;
    let least = Number.POSITIVE_INFINITY;
    for (const scores of members) {
      sum += scores[i];
      least = Math.min(least, scores[i]);
    }
    return (1 - misery) * (sum / members.length) + misery * least;
  });
}

/**
 * Ranking scores of several people on one scale: each has mean 0 and deviation 1 over all items, so that nobody's list
 * counts more because their scores are larger. One person's scores stay as they are.
 */
export function onOneScale(members: readonly Float32Array[]): readonly Float32Array[] {
  return members.length === 1 ? members : members.map((scores) => zScored(scores, 1));
}
