import type { Dataset } from './dataset.ts';

/** The data set that came with the app until 2026: MovieLens ml-latest-small of October 2016. */
export const FORMER_BUILT_IN = 'ml-latest-small-c11a316575fe5153';

/** Whether a data set came with an earlier version of the app, not from a file of the person's. */
export function isFormerBuiltIn({ id, imported }: Pick<Dataset, 'id' | 'imported'>): boolean {
  return id === FORMER_BUILT_IN && imported !== true;
}
