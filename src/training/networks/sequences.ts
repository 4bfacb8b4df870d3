import type { Random } from '../../base/random.ts';
import type { Ratings } from '../../dataset/dataset.ts';
import { knownMovies } from './known-movies.ts';

/** What users rated, in order. */
export interface Sequences {
  /** Item index of each movie that occurs, ascending. `[movies]` */
  readonly known: Int32Array;
  /** Of each user with at least two known movies: rows of `known`, the oldest first. */
  readonly of: readonly Int32Array[];
}

/** The sequences of a data set. Ratings of one moment keep the order of the data set. */
export function sequencesOf(ratings: Ratings): Sequences {
  const { users, rowStart, item, time } = ratings;
  const { known, rowOf } = knownMovies(ratings);
  const of: Int32Array[] = [];
  for (let u = 0; u < users; u++) {
    const own = Int32Array.from({ length: rowStart[u + 1] - rowStart[u] }, (_, n) => rowStart[u] + n);
    own.sort((a, b) => time[a] - time[b] || a - b);
    const rows = Int32Array.from(own, (n) => rowOf[item[n]]).filter((row) => row >= 0);
    if (rows.length >= 2) of.push(rows);
  }
  return { known, of };
}

/** Sequences side by side, filled up to one length. */
export interface SequenceBatch {
  readonly rows: number;
  readonly length: number;
  /** `[rows * length]` the movie at each position, -1 where it is filling */
  readonly inputs: Int32Array;
  /** `[rows * length]` the movie that came next, -1 where it is filling */
  readonly targets: Int32Array;
}

/**
 * Cuts sequences into windows and packs those of similar length into batches, in random order. Where a long sequence is
 * cut is drawn anew each time, so that every movie is seen with more and with less before it. The last window of a long
 * sequence is a whole one, since that is what the network reads when it is used.
 * @param length positions of a window @param positions positions of a batch
 */
export function batchesOfSequences(
  sequences: readonly Int32Array[],
  length: number,
  positions: number,
  random: Random,
): SequenceBatch[] {
  const sizes = [Math.ceil(length / 4), Math.ceil(length / 2), length];
  const windows = sizes.map((): Int32Array[] => []);
  for (const sequence of sequences) {
    const steps = sequence.length - 1;
    const cut = steps > length ? random.integer(length) : 0;
    for (let end = steps - cut; end > 0; end -= length)
      add(sequence.subarray(Math.max(0, end - length), end + 1));
    if (cut > 0) add(sequence.subarray(Math.max(0, steps - length), steps + 1));
  }
  function add(window: Int32Array) {
    windows[sizes.findIndex((size) => window.length - 1 <= size)].push(window);
  }
  const batches = sizes.flatMap((size, n) =>
    packed(random.shuffle(windows[n]), size, Math.ceil(positions / size)),
  );
  return random.shuffle(batches);
}

function packed(windows: readonly Int32Array[], length: number, rows: number): SequenceBatch[] {
  const batches: SequenceBatch[] = [];
  for (let from = 0; from < windows.length; from += rows) {
    const chosen = windows.slice(from, from + rows);
    const inputs = new Int32Array(chosen.length * length).fill(-1);
    const targets = inputs.slice();
    chosen.forEach((window, row) => {
      inputs.set(window.subarray(0, -1), row * length);
      targets.set(window.subarray(1), row * length);
    });
    batches.push({ rows: chosen.length, length, inputs, targets });
  }
  return batches;
}
