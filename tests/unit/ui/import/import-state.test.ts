import { describe, expect, it } from 'vitest';
import type { ImportPreview } from '../../../../src/protocol/import-messages.ts';
import type { ToWorker } from '../../../../src/protocol/messages.ts';
import { wordsOf } from '../../../../src/protocol/words.ts';
import { addedText } from '../../../../src/ui/import/drop-texts.ts';
import { importFiles } from '../../../../src/ui/import/read-dropped-files.ts';
import { factorsText, reviewLines, reviewTitle } from '../../../../src/ui/import/texts.ts';
import type { Act, Action } from '../../../../src/ui/state/actions.ts';
import { initialState, reduce, type State } from '../../../../src/ui/state/state.ts';
import { droppedFile } from '../../../fixtures/archives.ts';

const movieWords = wordsOf('films');

const none = { fresh: 0, newer: 0, same: 0, older: 0 };
const review: ImportPreview = {
  files: [{ name: 'ratings.csv', service: 'letterboxd' }],
  rows: 12,
  tallies: {
    rating: { fresh: 5, newer: 1, same: 2, older: 0 },
    seen: { ...none, fresh: 2 },
    watchlist: none,
    notInterested: none,
    skipped: none,
    liked: none,
    listed: none,
  },
  merge: null,
  repeats: 1,
  found: 11,
  lastYear: 2023,
  waiting: [],
  mended: [],
  lists: [],
  tables: [],
  elsewhere: 0,
  leftOut: [],
  other: [],
  changes: 8,
  passedOver: [],
  refused: [],
};
const problem = { code: 'file-unknown' as const, message: 'x is empty.', advice: 'Choose another.' };
const stateAfter = (...actions: Action[]): State => actions.reduce(reduce, initialState);
const reading: Act = { type: 'importing', names: ['ratings.csv'] };

describe('the dialog', () => {
  it('goes from reading to the review to a message with a way back', () => {
    expect(stateAfter(reading).importing).toEqual({ step: 'reading', names: ['ratings.csv'] });
    expect(stateAfter(reading, { type: 'importPreviewed', review }).importing).toEqual({
      step: 'review',
      review,
    });
    const adding = stateAfter(reading, { type: 'importPreviewed', review }, { type: 'importAccepted' });
    expect(adding.importing.step).toBe('adding');
    const added = reduce(adding, { type: 'importAdded', review });
    expect(added).toMatchObject({ importing: { step: 'added' }, toasts: [{ kind: 'imported' }] });
    expect(reduce(added, { type: 'importUndone' }).toasts).toMatchObject([{ kind: 'importUndone' }]);
  });

  it('stays closed when it was closed before the answer', () => {
    expect(
      stateAfter(reading, { type: 'importClosed' }, { type: 'importPreviewed', review }).importing.step,
    ).toBe('none');
    expect(stateAfter(reading, { type: 'importClosed' }, { type: 'importAccepted' }).importing.step).toBe(
      'none',
    );
  });

  it('says what was refused, and what the worker took with it', () => {
    expect(stateAfter(reading, { type: 'importRefused', problem }).importing).toEqual({
      step: 'refused',
      problem,
    });
    const died = { type: 'workerDied', problem, restarting: true } as const;
    const lost = stateAfter(reading, died).importing;
    expect(lost).toMatchObject({ step: 'refused', problem: { code: 'worker-died' } });
    const adding = stateAfter(reading, { type: 'importPreviewed', review }, { type: 'importAccepted' }, died);
    // It may have been stored just before.
    expect(adding.importing).toMatchObject({
      step: 'refused',
      problem: { advice: expect.stringContaining('If My ratings does not show') },
    });
    expect(stateAfter({ type: 'importRefused', problem }, died).importing).toEqual({
      step: 'refused',
      problem,
    });
    expect(stateAfter(died).importing.step).toBe('none');
  });
});

it('sends dropped files to the worker together, and none where there is none', () => {
  const sent: ToWorker[] = [];
  let state = initialState;
  const store = {
    act: (act: Act) => {
      state = reduce(state, act);
    },
    send: (message: ToWorker) => void sent.push(message),
  };
  importFiles(store, []);
  expect([sent, state.importing.step]).toEqual([[], 'none']);
  const files = [droppedFile('a.csv', 'x'), droppedFile('b.zip', 'y')];
  importFiles(store, files);
  expect(sent).toEqual([{ type: 'previewImport', files }]);
  expect(state.importing).toEqual({ step: 'reading', names: ['a.csv', 'b.zip'] });
});

it('says in plain words what would happen', () => {
  expect(reviewTitle(review)).toBe('From Letterboxd');
  expect(reviewLines(review)).toEqual({
    adds: [
      [5, 'new ratings'],
      [1, 'newer than yours: replaces it'],
      [2, 'seen without a rating: no longer recommended'],
    ],
    stays: [[2, 'ratings are the same as yours']],
  });
  expect(addedText(review, movieWords)).toBe('Added: 6 ratings and 2 films put aside');
});

describe('factors by Spark', () => {
  const factors = { matched: 1, of: 3, movies: 40, rank: 8, implicit: true };

  it('are told with what was found, until the dialog is closed', () => {
    const state = stateAfter(reading, { type: 'factorsImported', factors });
    expect(state.importing).toEqual({ step: 'factors', factors });
    expect(reduce(state, { type: 'importClosed' }).importing.step).toBe('none');
  });

  it('are counted in words that fit the numbers', () => {
    expect(factorsText(factors, movieWords)).toBe(
      '8 hidden tastes, learned from what people chose. 1 of the 40 films here has them. 2 titles that Spark learned are not in this data set.',
    );
    expect(factorsText({ ...factors, matched: 3, implicit: false }, movieWords)).toBe(
      '8 hidden tastes, learned from the stars people gave. 3 of the 40 films here have them.',
    );
  });
});
