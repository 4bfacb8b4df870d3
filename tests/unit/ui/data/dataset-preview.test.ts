import { describe, expect, it } from 'vitest';
import type { DatasetPreview } from '../../../../src/protocol/dataset-messages.ts';
import type { Event } from '../../../../src/protocol/messages.ts';
import { wordsOf } from '../../../../src/protocol/words.ts';
import type { DatasetPreviewState } from '../../../../src/ui/data/dataset-preview-state.ts';
import { withoutText } from '../../../../src/ui/data/in-use-texts.ts';
import { rateText } from '../../../../src/ui/data/reading-rate.ts';
import { retrainingText, datasetPreview as texts } from '../../../../src/ui/data/texts.ts';
import { initialState, reduce, type State } from '../../../../src/ui/state/state.ts';
import { dataset, movie, openedEvent } from '../../../fixtures/movies.ts';

const movieWords = wordsOf('films');

const stateAfter = (events: readonly Event[], state: State = initialState) => events.reduce(reduce, state);
const opened = (more: Partial<typeof dataset> = {}): Event =>
  openedEvent([[1, 4]], { dataset: { ...dataset, ...more } });
const datasetPreview: DatasetPreview = {
  subject: 'films',
  name: 'other',
  report: dataset.report,
  ratings: { held: 1, of: 3 },
  watchlist: { held: 0, of: 0 },
  inUse: false,
};
const problem = { code: 'storage-full', message: 'no room', advice: 'free some' } as const;

describe('a data set on its way into use', () => {
  it.each<[string, Event, DatasetPreviewState | null]>([
    [
      'is read',
      { type: 'datasetReading', name: 'a.zip', done: 1, total: 9, ratings: 2, ms: 5 },
      { phase: 'reading', name: 'a.zip', done: 1, total: 9, ratings: 2, ms: 5 },
    ],
    ['is previewed', { type: 'datasetPreviewed', datasetPreview }, { phase: 'ready', datasetPreview }],
    ['is stored', { type: 'datasetSaving', done: 8, total: 20 }, { phase: 'saving', done: 8, total: 20 }],
    [
      'is refused',
      { type: 'datasetRefused', name: 'a.zip', problem },
      { phase: 'refused', name: 'a.zip', problem },
    ],
    ['is discarded', { type: 'previewDiscarded' }, null],
  ])('%s', (_, event, expected) => {
    const state = stateAfter([opened(), event]);
    expect(state.datasetPreview).toEqual(expected);
    expect(state.person.ratings.length).toBe(1);
  });

  it.each<[string, Event, string]>([
    [
      'reading',
      { type: 'datasetReading', name: 'a.zip', done: 1, total: 9, ratings: 2, ms: 5 },
      'Nothing was changed',
    ],
    ['ready', { type: 'datasetPreviewed', datasetPreview }, 'Nothing was changed'],
    // It may have been stored just before.
    ['saving', { type: 'datasetSaving', done: 8, total: 20 }, 'If this page does not name'],
  ])('is not waited for once the worker that held it has stopped: %s', (_, event, advice) => {
    const died = { type: 'workerDied', problem, restarting: true } as const;
    expect(stateAfter([opened(), event, died]).datasetPreview).toEqual({
      phase: 'refused',
      name: null,
      problem: expect.objectContaining({ code: 'worker-died', advice: expect.stringContaining(advice) }),
    });
    expect(stateAfter([opened(), died]).datasetPreview).toBeNull();
  });

  it('closes what is about the one before and keeps the person, with what they just did', () => {
    const before = reduce(stateAfter([opened(), { type: 'datasetPreviewed', datasetPreview }]), {
      type: 'rated',
      movie: movie(2),
      stars: 5,
      at: 5000,
      quiet: true,
    });
    const more = reduce(before, { type: 'moreShown', count: 48 });
    const left = stateAfter([{ type: 'datasetLeft' }], more);
    expect(left).toMatchObject({
      datasetPreview: null,
      forYou: { count: 24 },
      app: { isOpen: true, dataset, loading: { step: 'storage' } },
    });
    expect(left.person.ratings.map(({ movie }) => movie.id)).toEqual([2, 1]);
    const now = stateAfter([opened({ id: 'other-1', name: 'other', imported: true })], left);
    expect(now.toasts).toMatchObject([{ kind: 'datasetUsed', dataset: { name: 'other' } }]);
    expect(stateAfter([opened()], stateAfter([opened()])).toasts).toEqual([]);
  });
});

it('says how many of the person’s movies are in it', () => {
  expect(texts.ratings(datasetPreview, movieWords)).toMatch(/^1 of 3 ratings of yours are in it;/);
  expect(texts.ratings({ ...datasetPreview, ratings: { held: 2, of: 2 } }, movieWords)).toBe(
    'All 2 ratings of yours are in it.',
  );
  expect(texts.ratings({ ...datasetPreview, ratings: { held: 1, of: 1 } }, movieWords)).toBe(
    'Your rating is in it.',
  );
  expect(texts.watchlist(datasetPreview, movieWords)).toBeNull();
  expect(withoutText(['twice', 'untimely'], movieWords)).toBe(
    'without second listings of films and ratings at impossible times',
  );
});

it('says what becomes of the model, whether it is trained by itself or when asked', () => {
  expect(retrainingText(true)).toContain('in the background');
  expect(retrainingText(false)).toContain('once you start it');
});

it('says how fast a data set is read and how long it still takes, once that is known', () => {
  expect(rateText({ done: 50e6, total: 200e6, ratings: 2_000_000, ms: 999 })).toBeNull();
  expect(rateText({ done: 50e6, total: 200e6, ratings: 2_000_000, ms: 2000 })).toBe(
    '2,000,000 ratings so far · 25.0 MB and 1,000,000 ratings a second · about 6 s left',
  );
  expect(rateText({ done: 50e6, total: null, ratings: 0, ms: 2000 })).toBe('25.0 MB a second');
});
