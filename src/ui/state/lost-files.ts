import type { ProblemReport } from '../../base/problem.ts';

/** What is known of a change when the worker stops: everything is stored as a whole or not at all. */
const changed = {
  nothing: 'Nothing was changed.',
  ratings: 'If My ratings does not show what was in them, nothing was changed.',
  dataset: 'If this page does not name the data set as the one in use, nothing was changed.',
};

/**
 * Says that the worker stopped while it held files that the person chose: it has forgotten them, and only the person can
 * choose them again.
 * @param restarting whether another worker is being started
 * @param storing what was being stored
 */
export function lostFiles(restarting: boolean, storing: keyof typeof changed): ProblemReport {
  const again = restarting
    ? 'Choose or drop them once more.'
    : 'Reload the page and choose or drop them once more.';
  return {
    code: 'worker-died',
    message: 'The background worker stopped before it was done with these files.',
    advice: `${changed[storing]} ${again}`,
  };
}

/** Whether a problem is one of {@link lostFiles}: it says itself what was changed. */
export function isInterrupted({ code }: ProblemReport): boolean {
  return code === 'worker-died';
}
