/** What the page and the worker of the Lab say to each other about the simulation of exploring. */

import type { ProblemReport } from '../base/problem.ts';
import type { Policy } from '../evaluation/exploring.ts';
import type { Difference } from '../evaluation/intervals.ts';

export type { Policy } from '../evaluation/exploring.ts';

/** The result depends only on these and on the data set. */
export interface ExploringSettings {
  /** How many users are hidden from training and answer; never more than half of all. */
  readonly users: number;
  /** Number of movies that are recommended to each, one after the other. */
  readonly steps: number;
  /** Random seed of the choice of users, the training and the policies. */
  readonly seed: number;
}

export const exploringBounds = {
  users: { min: 10, max: 300 },
  steps: { min: 2, max: 50 },
  seed: { min: 0, max: 999_999 },
} as const satisfies Record<keyof ExploringSettings, { readonly min: number; readonly max: number }>;

/** On the built-in data set about half a minute, most of which is training. */
export const usualExploring: ExploringSettings = { users: 50, steps: 20, seed: 1 };

/** Whether a value from outside is a valid set of settings. */
export function isExploringSettings(value: unknown): value is ExploringSettings {
  if (typeof value !== 'object' || value === null) return false;
  const { users, steps, seed } = value as Partial<Record<keyof ExploringSettings, unknown>>;
  return (
    isExploringNumber('users', users) && isExploringNumber('steps', steps) && isExploringNumber('seed', seed)
  );
}

/** Whether the value is a whole number that the setting allows. */
export function isExploringNumber(name: keyof ExploringSettings, value: unknown): value is number {
  const { min, max } = exploringBounds[name];
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
}

/** What one policy earned and learnt; means over all users who answered. */
export interface PolicyResult {
  readonly policy: Policy;
  /** Number of liked movies among the first n that were recommended. `[steps + 1]`, beginning with 0 */
  readonly reward: readonly number[];
  /** Root mean squared error of the user's movies that were set apart, after n answers. `[steps + 1]` */
  readonly error: readonly number[];
  /** The last reward and the last error less those of greedy, user by user; null for greedy itself. */
  readonly againstGreedy: { readonly reward: Difference; readonly error: Difference } | null;
}

export interface ExploringResult {
  readonly settings: ExploringSettings;
  readonly data: { readonly id: string; readonly name: string };
  /** Number of users who answered; it can be lower than the setting. */
  readonly users: number;
  readonly policies: readonly PolicyResult[];
}

/** The model is trained without the users, then they answer. */
export type ExploringStage = 'training' | 'answering';

export type ExploringEvent =
  | { readonly type: 'labOpening' }
  | {
      readonly type: 'exploringProgressed';
      readonly stage: ExploringStage;
      readonly done: number;
      readonly total: number;
    }
  | { readonly type: 'exploringMeasured'; readonly result: ExploringResult }
  | { readonly type: 'labEnded'; readonly end: 'finished' | 'cancelled' }
  | { readonly type: 'labFailed'; readonly problem: ProblemReport };
