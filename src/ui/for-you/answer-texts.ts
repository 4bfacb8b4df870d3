import { formatCount } from '../kit/format.ts';

/** Says how long the worker took to answer the person's last change and what that includes, in the field's terms. */
export const answer = {
  took: (ms: number) => `answered in ${ms < 1 ? 'under 1' : formatCount(Math.round(ms))} ms`,
  tookHint:
    'Time in the background worker from your last change to the new list: folding your ratings into the models, scoring every film and explaining those shown.',
};
