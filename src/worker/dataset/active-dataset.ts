import { Problem } from '../../base/problem.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import {
  type Exclusion,
  type ExclusionResult,
  excludeSuspicious,
  noExclusion,
} from '../../dataset/exclude-suspicious.ts';
import type { Starter } from '../../dataset/starter.ts';

/** The data set in use with what it was made from. */
export interface ActiveDataset extends ExclusionResult {
  /** As it was read, and as it is stored. */
  readonly base: Dataset;
  /** Which suspicious ratings are excluded by choice. */
  readonly chosen: Exclusion;
  /** Only the first movies of the built-in data set are here; absent once it is whole. */
  readonly starter?: Starter;
  /** Its movies are here, its ratings are counted and still to be read; absent once it is whole. */
  readonly isHead?: true;
}

/** The first movies of the built-in data set, in use until the rest is here. */
export function activeStarter(starter: Starter): ActiveDataset {
  const { dataset } = starter;
  return { dataset, base: dataset, userOf: new Int32Array(0), chosen: noExclusion, starter };
}

/** A data set whose ratings are counted, in use until they are read. */
export function activeHead(head: Dataset): ActiveDataset {
  return { dataset: head, base: head, userOf: new Int32Array(0), chosen: noExclusion, isHead: true };
}

/** Whether more of it is still to come. */
export function isPartial({ starter, isHead }: ActiveDataset): boolean {
  return starter !== undefined || isHead === true;
}

/** @throws Problem 'data-invalid' if the choice leaves nothing to learn from */
export function activeDataset(base: Dataset, chosen: Exclusion): ActiveDataset {
  const excluded = excludeSuspicious(base, chosen);
  if (excluded.dataset.report.ratings === 0) {
    throw new Problem(
      'data-invalid',
      'Nothing of this data set would be left.',
      'Leave out less of it. Nothing was changed.',
    );
  }
  return { ...excluded, base, chosen };
}
