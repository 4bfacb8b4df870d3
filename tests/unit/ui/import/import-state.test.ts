import { describe, expect, it } from 'vitest';
import type { BroughtReview } from '../../../../src/protocol/import-messages.ts';
import type { Command, Event } from '../../../../src/protocol/messages.ts';
import { bringFiles, type DroppedFile } from '../../../../src/ui/import/read-dropped-files.ts';
import { addedText, reviewLines, reviewTitle } from '../../../../src/ui/import/texts.ts';
import { type Act, initialState, reduce, type State } from '../../../../src/ui/state/state.ts';

const none = { fresh: 0, newer: 0, same: 0, older: 0 };
const review: BroughtReview = {
  files: [{ name: 'ratings.csv', service: 'letterboxd' }],
  rows: 12,
  tallies: {
    rating: { fresh: 5, newer: 1, same: 2, older: 0 },
    ...{ seen: { ...none, fresh: 2 }, watchlist: none, notInterested: none, skipped: none },
  },
  ...{ repeats: 1, elsewhere: 0, leftOut: [], beside: [], changes: 8, passedOver: [], refused: [] },
};
const problem = { code: 'file-unknown' as const, message: 'x is empty.', advice: 'Choose another.' };
const stateAfter = (...actions: (Event | Act)[]): State => actions.reduce(reduce, initialState);
const reading: Act = { type: 'bringing', names: ['ratings.csv'] };

describe('the dialog', () => {
  it('goes from reading to the review to a message with a way back', () => {
    expect(stateAfter(reading).bring).toEqual({ step: 'reading', names: ['ratings.csv'] });
    expect(stateAfter(reading, { type: 'broughtIn', review }).bring).toEqual({ step: 'review', review });
    const adding = stateAfter(reading, { type: 'broughtIn', review }, { type: 'bringAccepted' });
    expect(adding.bring.step).toBe('adding');
    const added = reduce(adding, { type: 'broughtAdded', review });
    expect(added).toMatchObject({ bring: { step: 'added' }, toasts: [{ kind: 'brought' }] });
    expect(reduce(added, { type: 'broughtUndone' }).toasts).toMatchObject([{ kind: 'broughtUndone' }]);
  });

  it('stays closed when it was closed before the answer', () => {
    expect(stateAfter(reading, { type: 'bringClosed' }, { type: 'broughtIn', review }).bring.step).toBe(
      'none',
    );
    expect(stateAfter(reading, { type: 'bringClosed' }, { type: 'bringAccepted' }).bring.step).toBe('none');
  });

  it('says what was refused, and ends with the worker', () => {
    expect(stateAfter(reading, { type: 'bringRefused', problem }).bring).toEqual({
      step: 'refused',
      problem,
    });
    expect(stateAfter(reading, { type: 'workerDied', problem, restarting: true }).bring.step).toBe('none');
  });
});

describe('dropped files', () => {
  const file = (name: string, size = 3): DroppedFile => ({
    ...{ name, size },
    arrayBuffer: async () => {
      if (name === 'folder') throw new Error('not a file');
      return Uint8Array.of(1, 2, 3).buffer;
    },
  });
  async function dropped(...files: DroppedFile[]) {
    let state = initialState;
    const sent: Command[] = [];
    const store = {
      state: () => state,
      subscribe: () => () => {},
      act: (act: Act) => {
        state = reduce(state, act);
      },
      send: (command: Command) => void sent.push(command),
    };
    await bringFiles(store, files);
    return { sent, bring: state.bring };
  }

  it('go to the worker together', async () => {
    const { sent, bring } = await dropped(file('a.csv'), file('b.zip'));
    expect(sent).toEqual([
      {
        type: 'bringIn',
        files: [
          { name: 'a.csv', bytes: Uint8Array.of(1, 2, 3) },
          { name: 'b.zip', bytes: Uint8Array.of(1, 2, 3) },
        ],
      },
    ]);
    expect(bring.step).toBe('reading');
  });

  it('are refused where they cannot be read or are far too large', async () => {
    expect(await dropped(file('a.csv'), file('folder'))).toMatchObject({
      ...{ sent: [], bring: { step: 'refused', problem: { message: 'folder could not be read.' } } },
    });
    const { sent, bring } = await dropped(file('a.zip', 6e8));
    expect([sent, bring.step]).toEqual([[], 'refused']);
    expect(await dropped()).toEqual({ sent: [], bring: { step: 'none' } });
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
