import type { ProblemReport } from '../../base/problem.ts';
import type {
  Residuals,
  RunMemory,
  RunRecord,
  TrainingEnd,
  TrainingPoint,
  TrainingRun,
} from '../../protocol/training-messages.ts';
import type { Action, Slice } from '../state/actions.ts';

export type TrainingPhase = 'none' | 'preparing' | 'running' | 'paused' | 'ended' | 'failed';

/** A run as the page shows it, in progress or over. */
export interface Curve {
  /** The number of the run on the page: 1 is the oldest of this visit, and no number is used twice. */
  readonly number: number;
  readonly run: TrainingRun;
  readonly points: readonly TrainingPoint[];
  /** Null while the run is in progress, and for a run that another run interrupted. */
  readonly end: TrainingEnd | null;
  readonly residuals: Residuals | null;
}

export interface TrainingState {
  readonly phase: TrainingPhase;
  /** The runs in the order of their start. */
  readonly runs: readonly Curve[];
  /** The run in progress, or the last run. */
  readonly currentId: number | null;
  /** The run whose model makes the predictions; it may be older than all in `runs`. */
  readonly modelRunId: number | null;
  readonly remainingMs: number | null;
  /** The memory that the current run used, measured after its last epoch; null for a run of an earlier visit. */
  readonly memory: RunMemory | null;
  readonly problem: ProblemReport | null;
  /** The name of the model's file that is being read; null where none is. */
  readonly loading: string | null;
}

const noTraining: TrainingState = {
  phase: 'none',
  runs: [],
  currentId: null,
  modelRunId: null,
  remainingMs: null,
  memory: null,
  problem: null,
  loading: null,
};

/** The run in progress, or the last run. */
export function currentOf({ runs, currentId }: TrainingState): Curve | null {
  return runs.find(({ run }) => run.id === currentId) ?? null;
}

/** Whether a run is in progress or about to start. */
export function goesOn({ phase }: TrainingState): boolean {
  return phase === 'running' || phase === 'paused' || phase === 'preparing';
}

/** Ignores late events of a replaced run. */
export const trainingSlice: Slice<TrainingState> = { initial: noTraining, reduce };

function reduce(state: TrainingState, event: Action): TrainingState {
  switch (event.type) {
    case 'workerDied':
    case 'datasetLeft':
    case 'forgotten':
      return noTraining;
    case 'opened': {
      const runs = event.runs.map((record, n) => ({ ...record, number: n + 1 }));
      const currentId = runs.at(-1)?.run.id ?? null;
      const phase = currentId === null ? 'none' : 'ended';
      // A file may be read while the rest of the data set arrives.
      const { loading } = state;
      return { ...noTraining, phase, runs, currentId, modelRunId: event.modelRunId, loading };
    }
    case 'trainingPreparing':
      return { ...state, phase: 'preparing', problem: null, remainingMs: null };
    case 'trainingStarted': {
      const { run, points } = event;
      const runs = added(state, { run, points, end: null, residuals: null });
      return { ...state, phase: 'running', runs, currentId: run.id, memory: null, problem: null };
    }
    case 'trainingProgressed': {
      const { point, remainingMs, memory } = event;
      if (state.currentId !== event.runId) return state;
      const grown = changed(state, event.runId, ({ points }) => ({ points: [...points, point] }));
      return { ...state, runs: grown, remainingMs, memory };
    }
    case 'trainingPaused':
      return state.currentId === event.runId ? { ...state, phase: 'paused' } : state;
    case 'trainingResumed':
      return state.currentId === event.runId ? { ...state, phase: 'running' } : state;
    case 'trainingEnded': {
      const { runId, end, residuals } = event;
      if (state.currentId !== runId) return state;
      const runs = changed(state, runId, () => ({ end, residuals }));
      return { ...state, phase: 'ended', runs, modelRunId: runId, remainingMs: null };
    }
    case 'trainingFailed':
      return { ...state, phase: 'failed', problem: event.problem, remainingMs: null };
    case 'runRemoved':
      return withoutRun(state, event.runId);
    case 'modelChosen':
      return { ...state, loading: event.name };
    case 'modelLeft':
      return { ...state, loading: null };
    case 'modelImported':
      return withImported(state, event.imported);
    default:
      return state;
  }
}

function withoutRun(state: TrainingState, runId: number): TrainingState {
  const runs = state.runs.filter(({ run }) => run.id !== runId);
  if (state.currentId !== runId) return { ...state, runs };
  const currentId = runs.at(-1)?.run.id ?? null;
  const phase = state.phase !== 'ended' ? state.phase : currentId === null ? 'none' : 'ended';
  return { ...state, phase, runs, currentId, memory: null };
}

/** The imported model now makes the predictions; a run in progress ends. */
function withImported(state: TrainingState, imported: RunRecord): TrainingState {
  const { id } = imported.run;
  return {
    ...noTraining,
    phase: 'ended',
    runs: added(state, imported),
    currentId: id,
    modelRunId: id,
  };
}

type StartedRun = Omit<Curve, 'number' | 'end'> & { readonly end: RunRecord['end'] | null };

/** Adds a run, or replaces its earlier state; a run that never drew a point is dropped. */
function added({ runs }: TrainingState, started: StartedRun): readonly Curve[] {
  const known = runs.find(({ run }) => run.id === started.run.id);
  const number = known?.number ?? runs.reduce((most, { number }) => Math.max(most, number), 0) + 1;
  const others = runs.filter(({ run, points }) => run.id !== started.run.id && points.length > 0);
  return [...others, { ...started, number }];
}

function changed(
  { runs }: TrainingState,
  runId: number,
  how: (curve: Curve) => Partial<Curve>,
): readonly Curve[] {
  return runs.map((curve) => (curve.run.id === runId ? { ...curve, ...how(curve) } : curve));
}
