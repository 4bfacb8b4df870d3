import { expect, it } from 'vitest';
import type { LabEvent } from '../../../../src/protocol/lab-messages.ts';
import { quickLab } from '../../../../src/protocol/lab-settings.ts';
import { wordsOf } from '../../../../src/protocol/words.ts';
import { resultsOf, shareDone, workingOn } from '../../../../src/ui/lab/state.ts';
import { createLabStore } from '../../../../src/ui/lab/store.ts';
import { labNews, progressText } from '../../../../src/ui/lab/texts.ts';
import { data, labAfter, over, result } from '../../../fixtures/lab-results.ts';

const movieWords = wordsOf('films');

const measured: LabEvent = { type: 'labMeasured', result: result('popularity', 0.2), comparisons: [] };
const ranking: LabEvent = { type: 'labProgressed', id: 'ease', stage: 'ranking', done: 30, total: 60 };

it('has a row for each from the start, filled as results come', () => {
  const asked = labAfter();
  expect(asked).toMatchObject({ phase: 'running', data: null, rows: [{ id: 'popularity' }, {}, {}] });
  expect(progressText(asked, movieWords)).toBe('Opening the data set');
  const state = labAfter({ type: 'labStarted', data }, measured, ranking);
  expect(resultsOf(state).map(({ id }) => id)).toEqual(['popularity']);
  expect(workingOn(state)).toMatchObject({ id: 'ease', at: { done: 30 } });
  expect(progressText(state, movieWords)).toBe('2 of 3 · Film to film: ranking films, 30 of 60');
  expect(shareDone(state)).toBeCloseTo((1 + 0.5 + 0.125) / 3, 12);
});

it('keeps what was measured when it is cancelled or fails, and does nothing any more', () => {
  for (const end of [
    { type: 'labEnded', end: 'cancelled' },
    { type: 'labFailed', problem: { code: 'worker-died', message: 'Gone.', advice: 'Again.' } },
  ] as const) {
    const state = labAfter({ type: 'labStarted', data }, measured, ranking, end);
    expect(resultsOf(state)).toHaveLength(1);
    expect(workingOn(state)).toBeNull();
    expect(labNews(state)).not.toBe('');
  }
});

it('a recommender that failed is a row with its problem', () => {
  expect(over.rows[2]).toMatchObject({ id: 'als', result: null, problem: { code: 'diverged' } });
  expect(over.phase).toBe('finished');
  expect(shareDone(over)).toBe(1);
  expect(labNews(over)).toBe('2 recommenders measured.');
});

it('the store tells each change, and a new run begins with nothing', () => {
  let send: (event: LabEvent) => void = () => {};
  const runs: unknown[] = [];
  const store = createLabStore((onEvent) => {
    send = onEvent;
    return { run: (...asked) => runs.push(asked), cancel: () => {} };
  });
  let changes = 0;
  const leave = store.subscribe(() => changes++);
  store.run(quickLab, 'data-1');
  send({ type: 'labStarted', data });
  send(measured);
  expect(resultsOf(store.state())).toHaveLength(1);
  expect(changes).toBe(3);
  leave();
  store.run(quickLab, 'data-1');
  expect(runs).toEqual([
    [quickLab, 'data-1'],
    [quickLab, 'data-1'],
  ]);
  expect(store.state()).toMatchObject({ phase: 'running', data: null });
  expect(resultsOf(store.state())).toEqual([]);
  expect(changes).toBe(3);
});
