import { Problem } from '../../base/problem.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import { type Exclusion, type ExclusionResult, excludeSuspicious } from '../../dataset/exclude-suspicious.ts';

/** The data set in use with what it was made from. */
export interface ActiveDataset extends ExclusionResult {
  /** As it was read, and as it is stored. */
  readonly base: Dataset;
  /** Which suspicious ratings are excluded by choice. */
  readonly chosen: Exclusion;
}

/** @throws Problem 'data-invalid' if the choice leaves nothing to learn from */
export function activeDataset(base: Dataset, chosen: Exclusion): ActiveDataset {
  const excluded = excludeSuspicious(base, chosen);
  if (excluded.dataset.report.ratings === 0) {
    throw new Problem(
      'data-invalid',
      'Nothing would be left of this data set without all of that.',
      'Leave out less of it. Nothing was changed.',
    );
  }
  return { ...excluded, base, chosen };
}
