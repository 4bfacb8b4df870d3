/** The state of the simulation on the page, and how each event of the worker changes it. */

import type { ProblemReport } from '../../base/problem.ts';
import type { ExploringEvent, ExploringResult, ExploringStage } from '../../protocol/exploring-messages.ts';

export interface ExploringState {
  readonly phase: 'none' | 'running' | 'finished' | 'cancelled' | 'failed';
  /** The current step of the run; null while the data set is opened, and when no run is active. */
  readonly at: { readonly stage: ExploringStage; readonly done: number; readonly total: number } | null;
  readonly result: ExploringResult | null;
  /** Why the run failed. */
  readonly problem: ProblemReport | null;
}

export const noExploring: ExploringState = { phase: 'none', at: null, result: null, problem: null };

export type ExploringAct = { readonly type: 'exploringAsked' };

export function reduceExploring(
  state: ExploringState,
  action: ExploringEvent | ExploringAct,
): ExploringState {
  switch (action.type) {
    case 'exploringAsked':
      return { ...noExploring, phase: 'running' };
    case 'labOpening':
      return state;
    case 'exploringProgressed': {
      const { stage, done, total } = action;
      return { ...state, at: { stage, done, total } };
    }
    case 'exploringMeasured':
      return { ...state, result: action.result };
    case 'labEnded':
      return { ...state, phase: action.end, at: null };
    case 'labFailed':
      return { ...state, phase: 'failed', at: null, problem: action.problem };
  }
}

/** The finished share of the run, 0..1: training counts as one half, the answers as the other. */
export function shareExplored({ at }: ExploringState): number {
  if (at === null) return 0;
  const within = at.done / Math.max(1, at.total);
  return at.stage === 'training' ? within / 2 : 0.5 + within / 2;
}
