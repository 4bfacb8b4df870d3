import { formatCount } from '../kit/format.ts';

/** How long the worker took to answer the last change of the person, and what that counts, in the field's terms. */
export const answer = {
  took: (ms: number) => `answered in ${ms < 1 ? 'under 1' : formatCount(Math.round(ms))} ms`,
  tookHint:
    'Time in the background worker from your last change to the new list: folding your ratings into the models, scoring every film and explaining those shown.',
};
