import { describe, expect, it } from 'vitest';
import type { ImportPreview } from '../../../../src/protocol/import-messages.ts';
import type { ToWorker } from '../../../../src/protocol/messages.ts';
import { type DroppedFile, importFiles } from '../../../../src/ui/import/read-dropped-files.ts';
import { addedText, reviewLines, reviewTitle } from '../../../../src/ui/import/texts.ts';
import type { Act, Action } from '../../../../src/ui/state/actions.ts';
import { initialState, reduce, type State } from '../../../../src/ui/state/state.ts';

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
  },
  repeats: 1,
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

  it('says what was refused, and ends with the worker', () => {
    expect(stateAfter(reading, { type: 'importRefused', problem }).importing).toEqual({
      step: 'refused',
      problem,
    });
    expect(stateAfter(reading, { type: 'workerDied', problem, restarting: true }).importing.step).toBe(
      'none',
    );
  });
});

describe('dropped files', () => {
  const file = (name: string, size = 3): DroppedFile => ({
    name,
    size,
    arrayBuffer: async () => {
      if (name === 'folder') throw new Error('not a file');
      return Uint8Array.of(1, 2, 3).buffer;
    },
  });
  async function dropped(...files: DroppedFile[]) {
    let state = initialState;
    const sent: ToWorker[] = [];
    const store = {
      state: () => state,
      act: (act: Act) => {
        state = reduce(state, act);
      },
      send: (message: ToWorker) => void sent.push(message),
    };
    await importFiles(store, files);
    return { sent, importing: state.importing };
  }

  it('go to the worker together', async () => {
    const { sent, importing } = await dropped(file('a.csv'), file('b.zip'));
    expect(sent).toEqual([
      {
        type: 'previewImport',
        files: [
          { name: 'a.csv', bytes: Uint8Array.of(1, 2, 3) },
          { name: 'b.zip', bytes: Uint8Array.of(1, 2, 3) },
        ],
      },
    ]);
    expect(importing.step).toBe('reading');
  });

  it('are refused where they cannot be read or are far too large', async () => {
    expect(await dropped(file('a.csv'), file('folder'))).toMatchObject({
      sent: [],
      importing: { step: 'refused', problem: { message: 'folder could not be read.' } },
    });
    const { sent, importing } = await dropped(file('a.zip', 6e8));
    expect([sent, importing.step]).toEqual([[], 'refused']);
    expect(await dropped()).toEqual({ sent: [], importing: { step: 'none' } });
  });
});

it('says in plain words what would happen', () => {
  expect(reviewTitle(review)).toBe('From Letterboxd');
  expect(reviewLines(review)).toEqual({
    adds: [
      [5, 'new ratings'],
      [1, 'later than yours: takes its place'],
      [2, 'seen without a rating: no longer recommended'],
    ],
    stays: [[2, 'ratings are the same as yours']],
  });
  expect(addedText(review)).toBe('Added: 6 ratings and 2 films put aside');
});
