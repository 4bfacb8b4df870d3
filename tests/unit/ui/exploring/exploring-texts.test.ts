import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../../../src/protocol/words.ts';
import { exploringCsv, exploringFileName } from '../../../../src/ui/exploring/exploring-file.ts';
import { noExploring, reduceExploring, shareExplored } from '../../../../src/ui/exploring/state.ts';
import { createExploringStore } from '../../../../src/ui/exploring/store.ts';
import { exploringProgressText, verdict } from '../../../../src/ui/exploring/texts.ts';
import { exploringResult } from '../../../fixtures/exploring-result.ts';

const movieWords = wordsOf('films');

describe('what the figures say', () => {
  it('exploring does not pay, what is clearly worse, and who learnt the most', () => {
    const result = exploringResult({ random: [0.9, 0.6], thompson: [1.2, 0.7], linUcb: [1.45, 0.805] });
    expect(verdict(result, movieWords)).toBe(
      'Exploring does not pay within 2 films: people liked 1.50 that greedy chose, and no other way did clearly better. ' +
        'Clearly worse: Random (−0.60) and Thompson (−0.30). ' +
        'Random learnt the most about people: it is off by 0.600 stars at the end, greedy by 0.800.',
    );
  });

  it('exploring pays where a whole interval is above zero', () => {
    const result = exploringResult({ thompson: [1.8, 0.8] });
    expect(verdict(result, movieWords)).toBe(
      'Exploring pays here: of 2 films, people liked 1.50 that greedy chose, and clearly more with Thompson (+0.30). ' +
        'None of them learnt clearly more about people than greedy did.',
    );
    // The same figures with a wide interval show nothing.
    expect(verdict(exploringResult({ thompson: [1.8, 0.8] }, 0.5), movieWords)).toMatch(
      /^Exploring does not pay/,
    );
  });

  it('uses the words of the data set', () => {
    expect(verdict(exploringResult(), wordsOf('books'))).toContain('within 2 titles');
  });
});

it('the table has one line for each policy and number of answers, with the settings', () => {
  const lines = exploringCsv(exploringResult({ random: [0.9, 0.6] }))
    .trimEnd()
    .split('\r\n');
  expect(lines).toHaveLength(1 + 5 * 3);
  expect(lines[0]).toBe('policy,step,liked,rmse,users,steps,seed,dataset,app');
  expect(lines[1]).toMatch(/^random,0,0,1,12,2,1,data-1,\d/);
  expect(lines[3]).toMatch(/^random,2,0\.9,0\.6,12,2,1,data-1,/);
  expect(exploringFileName({ users: 20, steps: 2, seed: 1 })).toBe('matinee-exploring-20-2-seed1.csv');
});

describe('a run on the page', () => {
  const training = { type: 'exploringProgressed', stage: 'training', done: 30, total: 60 } as const;
  const answering = { type: 'exploringProgressed', stage: 'answering', done: 20, total: 40 } as const;
  const asked = reduceExploring(noExploring, { type: 'exploringAsked' });

  it('says what is done and how much of it', () => {
    expect(exploringProgressText(asked)).toBe('Opening the data set');
    expect(shareExplored(asked)).toBe(0);
    const trains = reduceExploring(asked, training);
    expect(exploringProgressText(trains)).toContain('sweep 30 of 60');
    expect(shareExplored(trains)).toBe(0.25);
    const answers = reduceExploring(trains, answering);
    expect(exploringProgressText(answers)).toBe('People answer: 20 of 40 rounds');
    expect(shareExplored(answers)).toBe(0.75);
  });

  it('ends with a result, cancelled, or with a problem; the next run begins with nothing', () => {
    const problem = { code: 'data-invalid', message: 'Too few.', advice: 'More.' } as const;
    const failed = reduceExploring(reduceExploring(asked, training), { type: 'labFailed', problem });
    expect(failed).toEqual({ phase: 'failed', at: null, result: null, problem });
    const measured = reduceExploring(asked, { type: 'exploringMeasured', result: exploringResult() });
    const ended = reduceExploring(measured, { type: 'labEnded', end: 'finished' });
    expect(ended).toMatchObject({ phase: 'finished', result: { users: 12 } });
    expect(reduceExploring(ended, { type: 'exploringAsked' })).toEqual(asked);
  });

  it('is sent to the worker and shown from the first moment', () => {
    const sent: unknown[] = [];
    const store = createExploringStore((onEvent) => ({
      explore: (...run) => void sent.push(run),
      cancel: () => onEvent({ type: 'labEnded', end: 'cancelled' }),
    }));
    store.run({ users: 20, steps: 2, seed: 1 }, 'data-1');
    expect(store.state().phase).toBe('running');
    expect(sent).toEqual([[{ users: 20, steps: 2, seed: 1 }, 'data-1']]);
    store.cancel();
    expect(store.state().phase).toBe('cancelled');
  });
});
