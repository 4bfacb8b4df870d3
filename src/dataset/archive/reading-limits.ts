import { Problem } from '../../base/problem.ts';

/**
 * What is read at most of a file that comes from outside, and why each limit is where it is. Real files are far below all
 * of them; what lies above is broken or was made to fill the memory or the time of a tab. Sizes are in bytes.
 */
export const readingLimits = {
  /** Files that a zip lists: ten times those of the largest export that we know of. */
  zipEntries: 20_000,
  /** The list of files in a zip: 20,000 paths of some 50 letters have 2 MB. */
  zipDirectory: 8 * 1024 * 1024,
  /** How many times its packed size a file of a zip may have. Ratings and reviews shrink to a quarter, a bomb to a thousandth. */
  zipRatio: 200,
  /** Smaller files may shrink more, since they do no harm: 200 times a file of a few rows is nothing. */
  zipRatioFrom: 16e6,

  /** movies.csv of the largest MovieLens data set has 4 MB and 87,585 rows. */
  movieBytes: 64e6,
  movieRows: 500_000,
  /** ratings.csv of the largest one has 0.9 GB and 33.8 million rows; a tab holds 100 million ratings in 0.9 GB. */
  ratingBytes: 3e9,
  ratingRows: 100e6,
  /** The largest one has 331,000 users. They are sorted in one step, which takes 0.1 s for so many. */
  users: 1_000_000,
  /** The busiest user of MovieLens has 33,000 ratings. Those of one user are sorted in one step. */
  ratingsOfUser: 500_000,
  /** Each file beside movies and ratings: tags.csv of the largest one has 72 MB and 2.3 million rows. */
  factBytes: 128e6,
  factRows: 10e6,
  /** One row of a table, in letters: the longest description of a movie has 2,000. */
  rowLetters: 1_000_000,
  /** Milliseconds for a data set: the largest one takes two minutes on a slow phone. */
  datasetMs: 15 * 60_000,

  /** A person's export, packed: it may hold pictures. */
  exportZipBytes: 512e6,
  /** The text of one export: years of diaries and reviews have about 10 MB. */
  exportBytes: 64e6,
  /** The largest exports of people have about ten thousand rows. */
  exportRows: 200_000,
  /** How deep lists and records of JSON lie in each other: those of our back-ups are six deep. */
  jsonDepth: 64,
  /** Letters of one element of JSON, which is parsed in one step: a movie of a back-up has 150, an experiment 200,000. */
  jsonElementLetters: 8e6,
  /** Milliseconds for what was dropped together: an export of 200,000 rows takes ten seconds on a slow phone. */
  exportMs: 2 * 60_000,

  /** factors.json of Spark: ids and titles of two million movies have 120 MB. */
  sparkFactsBytes: 256e6,
  /** Each file with factors. */
  sparkBytes: 1e9,
};

/** The problem of a file that goes on for too long. @param what as the begin of a sentence, "The data set" */
export function tookTooLong(what: string, ms: number): Problem {
  return new Problem(
    'file-too-large',
    `${what} takes longer to read than the ${Math.round(ms / 60_000)} minutes that Matinee gives it.`,
    'Choose a smaller file, or try again while the device does less. Nothing was changed.',
  );
}

/** The problem of a table with a row that is far too long. */
export function rowTooLong(line: number): Problem {
  return new Problem(
    'file-too-large',
    `Line ${line.toLocaleString('en')} of the file has more than ${readingLimits.rowLetters.toLocaleString('en')} letters, the most that Matinee reads of a row.`,
    'A quote that is not closed may be the reason. Check the file at that line, or download it again.',
  );
}

/** Does what needs a lot of memory. @throws Problem 'file-too-large' where the device refuses it */
export function orOutOfMemory<T>(work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    throw new Problem(
      'file-too-large',
      'This device has not enough memory for so much data.',
      'Close other tabs and try again, or choose a smaller data set.',
      { cause: thrown },
    );
  }
}
