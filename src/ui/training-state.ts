import type { ProblemReport } from '../problem.ts';
import type { TrainingPoint } from '../training/trainer.ts';
import type { Event, TrainingEnd, TrainingRun } from '../worker/protocol.ts';

export type TrainingPhase = 'none' | 'preparing' | 'running' | 'paused' | 'ended' | 'failed';

export interface Curve {
  readonly run: TrainingRun;
  readonly points: readonly TrainingPoint[];
}

export interface TrainingState {
  readonly phase: TrainingPhase;
  /** The run that goes on, or the last one. */
  readonly current: Curve | null;
  /** The one before it, drawn faintly below. */
  readonly earlier: Curve | null;
  readonly remainingMs: number | null;
  readonly end: TrainingEnd | null;
  readonly problem: ProblemReport | null;
}

export const noTraining: TrainingState = {
  phase: 'none',
  current: null,
  earlier: null,
  remainingMs: null,
  end: null,
  problem: null,
};

type TrainingEvent = Extract<Event, { type: 'opened' | `training${string}` }>;

export function reduceTraining(state: TrainingState, event: TrainingEvent): TrainingState {
  switch (event.type) {
    case 'opened':
      return event.lastRun === null
        ? noTraining
        : {
            ...noTraining,
            phase: 'ended',
            current: { run: event.lastRun.run, points: event.lastRun.points },
            end: event.lastRun.end,
          };
    case 'trainingPreparing':
      return { ...state, phase: 'preparing', problem: null, remainingMs: null };
    case 'trainingStarted':
      return {
        ...noTraining,
        phase: 'running',
        current: { run: event.run, points: [] },
        earlier: state.current !== null && state.current.points.length > 0 ? state.current : state.earlier,
      };
    case 'trainingProgressed':
      if (!isCurrent(state, event.runId)) return state;
      return {
        ...state,
        current: { run: state.current.run, points: [...state.current.points, event.point] },
        remainingMs: event.remainingMs,
      };
    case 'trainingPaused':
      return isCurrent(state, event.runId) ? { ...state, phase: 'paused' } : state;
    case 'trainingResumed':
      return isCurrent(state, event.runId) ? { ...state, phase: 'running' } : state;
    case 'trainingEnded':
      return isCurrent(state, event.runId)
        ? { ...state, phase: 'ended', end: event.end, remainingMs: null }
        : state;
    case 'trainingFailed':
      return { ...state, phase: 'failed', problem: event.problem, remainingMs: null };
  }
}

/** Events of a run that was replaced arrive late and are left aside. */
function isCurrent(
  state: TrainingState,
  runId: number,
): state is TrainingState & { readonly current: Curve } {
  return state.current?.run.id === runId;
}
