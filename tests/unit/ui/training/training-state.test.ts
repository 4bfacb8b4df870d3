import { describe, expect, it } from 'vitest';
import type { ProblemReport } from '../../../../src/base/problem.ts';
import type { Event } from '../../../../src/protocol/messages.ts';
import {
  currentOf,
  goesOn,
  type TrainingState,
  trainingSlice,
} from '../../../../src/ui/training/training-state.ts';
import { openedEvent, point, run, storedRun } from '../../../fixtures/movies.ts';

const noTraining = trainingSlice.initial;
const stateAfter = (events: readonly Event[], from: TrainingState = noTraining): TrainingState =>
  events.reduce((state, event) => trainingSlice.reduce(state, event, null), from);
const opened = (...ids: number[]): Event =>
  openedEvent([], { runs: ids.map((id) => storedRun(id)), modelRunId: ids.at(-1) ?? null });
const started = (id: number, done = 0): Event => ({
  type: 'trainingStarted',
  run: run(id),
  points: Array.from({ length: done }, (_, n) => point(n + 1)),
});
const memory = { tensors: 3, bytes: 4096, threads: 1, heapBytes: null };
const progressed = (runId: number, epoch: number): Event => ({
  type: 'trainingProgressed',
  runId,
  point: point(epoch),
  remainingMs: 90,
  memory,
});
const residuals = { first: -1, width: 0.5, counts: [1, 2, 3, 4] };
const ended = (runId: number): Event => ({
  type: 'trainingEnded',
  runId,
  end: 'finished',
  residuals,
});
const problem: ProblemReport = { code: 'diverged', message: 'It fell apart.', advice: 'Smaller steps.' };
const ids = (state: TrainingState) => state.runs.map(({ run }) => run.id);
const numbers = (state: TrainingState) => state.runs.map(({ number }) => number);

describe('opening', () => {
  it('shows the runs that are over, the last one first of all', () => {
    const state = stateAfter([opened(7, 8)]);
    expect(state).toMatchObject({ phase: 'ended', currentId: 8, modelRunId: 8 });
    expect([ids(state), numbers(state)]).toEqual([
      [7, 8],
      [1, 2],
    ]);
  });

  it('is empty where nothing was trained', () => {
    expect(stateAfter([opened()])).toEqual(noTraining);
  });
});

describe('a run', () => {
  const going = [opened(), { type: 'trainingPreparing' } as const, started(1), progressed(1, 1)];

  it('grows its curve and tells what it takes', () => {
    const state = stateAfter(going);
    expect(state).toMatchObject({ phase: 'running', remainingMs: 90, memory });
    expect(currentOf(state)).toMatchObject({ points: [point(1)], end: null, number: 1 });
  });

  it('goes on with the points it had before a reload', () => {
    const state = stateAfter([opened(7), started(1, 3), progressed(1, 4)]);
    expect(currentOf(state)?.points.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4]);
    expect(ids(state)).toEqual([7, 1]);
  });

  it('pauses, takes a step, resumes and ends', () => {
    const paused = stateAfter([...going, { type: 'trainingPaused', runId: 1 }]);
    expect(paused.phase).toBe('paused');
    const stepped = stateAfter([progressed(1, 2), { type: 'trainingPaused', runId: 1 }], paused);
    expect([stepped.phase, currentOf(stepped)?.points.length]).toEqual(['paused', 2]);
    const resumed = stateAfter([{ type: 'trainingResumed', runId: 1 }], stepped);
    expect([resumed.phase, goesOn(resumed)]).toEqual(['running', true]);
    const over = stateAfter([ended(1)], resumed);
    expect(over).toMatchObject({ phase: 'ended', modelRunId: 1, remainingMs: null });
    expect(currentOf(over)).toMatchObject({ end: 'finished', residuals });
    expect(goesOn(over)).toBe(false);
  });

  it('follows another by itself, and both stay', () => {
    const state = stateAfter([
      ...going,
      ended(1),
      { type: 'trainingPreparing' },
      started(2),
      progressed(2, 1),
    ]);
    expect([ids(state), numbers(state)]).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect(state).toMatchObject({ phase: 'running', currentId: 2, modelRunId: 1 });
    expect(state.runs[0]).toMatchObject({ end: 'finished', residuals });
  });

  it('that is replaced stays as it was, and its late events are left aside', () => {
    const second = stateAfter([...going, started(2)]);
    for (const late of [
      progressed(1, 2),
      { type: 'trainingPaused', runId: 1 },
      { type: 'trainingResumed', runId: 1 },
      ended(1),
    ] as const) {
      expect(stateAfter([late], second)).toBe(second);
    }
    expect(second.runs[0]).toMatchObject({ end: null, points: [point(1)] });
  });

  it('without a point leaves nothing behind', () => {
    const third = stateAfter([...going, started(2), started(3)]);
    expect([ids(third), numbers(third)]).toEqual([
      [1, 3],
      [1, 3],
    ]);
  });

  it('tells a failure and keeps what was drawn; the next one clears it', () => {
    const failed = stateAfter([...going, { type: 'trainingFailed', problem }]);
    expect(failed).toMatchObject({ phase: 'failed', problem });
    expect(currentOf(failed)?.points).toHaveLength(1);
    expect(stateAfter([{ type: 'trainingPreparing' }], failed).problem).toBeNull();
  });
});

describe('removing', () => {
  it('takes one from the list and gives its number to no other', () => {
    const state = stateAfter([opened(5, 6, 7), { type: 'runRemoved', runId: 6 }, started(8)]);
    expect([ids(state), numbers(state)]).toEqual([
      [5, 7, 8],
      [1, 3, 4],
    ]);
  });

  it('of the last one shows the one before, then none; the model stays in use', () => {
    const one = stateAfter([opened(5, 6), { type: 'runRemoved', runId: 6 }]);
    expect(one).toMatchObject({ phase: 'ended', currentId: 5, modelRunId: 6 });
    expect(stateAfter([{ type: 'runRemoved', runId: 5 }], one)).toMatchObject({
      phase: 'none',
      currentId: null,
      modelRunId: 6,
    });
  });

  it('of an old one does not disturb what goes on', () => {
    const state = stateAfter([opened(5), started(6), progressed(6, 1), { type: 'runRemoved', runId: 5 }]);
    expect(state).toMatchObject({ phase: 'running', currentId: 6, remainingMs: 90 });
  });
});

describe('a model from a file', () => {
  it('ends what goes on and is in use, with its curve', () => {
    const state = stateAfter([
      opened(5),
      started(6),
      progressed(6, 1),
      { type: 'modelImported', imported: storedRun(7) },
    ]);
    expect(state).toMatchObject({ phase: 'ended', currentId: 7, modelRunId: 7, remainingMs: null });
    expect(ids(state)).toEqual([5, 6, 7]);
    expect(stateAfter([progressed(6, 2)], state)).toBe(state);
  });
});

it('names the file of a model while it is read', () => {
  const chosen = trainingSlice.reduce(noTraining, { type: 'modelChosen', name: 'a.safetensors' }, null);
  expect(chosen.loading).toBe('a.safetensors');
  // Opened once more: the rest of the data set has arrived.
  expect(stateAfter([opened(5)], chosen).loading).toBe('a.safetensors');
  expect(stateAfter([{ type: 'modelLeft' }], chosen).loading).toBeNull();
  expect(stateAfter([{ type: 'modelImported', imported: storedRun(7) }], chosen).loading).toBeNull();
  expect(trainingSlice.reduce(chosen, { type: 'modelChosen', name: null }, null).loading).toBeNull();
});

it('is empty again when the worker dies, or with another data set', () => {
  const going = stateAfter([opened(5), started(6), progressed(6, 1)]);
  for (const event of [
    { type: 'workerDied', problem, restarting: true },
    { type: 'datasetLeft' },
    { type: 'forgotten' },
  ] as const) {
    expect(stateAfter([event], going)).toEqual(noTraining);
  }
});
