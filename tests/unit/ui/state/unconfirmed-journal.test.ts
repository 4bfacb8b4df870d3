import { beforeEach, describe, expect, it } from 'vitest';
import { defaultListSettings } from '../../../../src/protocol/list-settings.ts';
import type { Event, Unconfirmed } from '../../../../src/protocol/messages.ts';
import { noPending } from '../../../../src/ui/state/optimistic-changes.ts';
import { createStore } from '../../../../src/ui/state/store.ts';
import { openJournal, unconfirmedOf } from '../../../../src/ui/state/unconfirmed-journal.ts';
import { dataset, movie, person } from '../../../fixtures/movies.ts';

/** What a browser's localStorage does, with the entries as properties as there. */
class FakeStorage {
  [key: string]: unknown;
  getItem(key: string): string | null {
    return (Object.hasOwn(this, key) ? this[key] : null) as string | null;
  }
  setItem(key: string, value: string): void {
    this[key] = value;
  }
  removeItem(key: string): void {
    delete this[key];
  }
}

let kept: FakeStorage;
const journal = (tab: string) => openJournal(kept as unknown as Storage, tab);
beforeEach(() => {
  kept = new FakeStorage();
});

const rated = (movieId: number, stars: number | null, at: number): Unconfirmed => ({
  command: { type: 'rate', movieId, stars },
  at,
});

/** A page with a worker that answers nothing by itself. */
function page(tab: string) {
  let tell: (event: Event) => void = () => {};
  let read: readonly Unconfirmed[] = [];
  const store = createStore(journal(tab), (unconfirmed, onEvent) => {
    tell = onEvent;
    read = unconfirmed();
    return { send: () => {}, close: () => {} };
  });
  return { store, tell: (event: Event) => tell(event), read };
}

const opened = (ratings: readonly (readonly [number, number])[]): Event => ({
  type: 'opened',
  person: person(ratings),
  dataset,
  runs: [],
  modelRunId: null,
  kept: true,
});

describe('what a closed tab leaves', () => {
  it('is told to the next worker, and forgotten once that is open', () => {
    const first = page('one');
    first.tell(opened([]));
    first.store.act({ type: 'rated', movie: movie(7), stars: 4, at: 5000 });
    first.store.act({ type: 'marked', movie: movie(8), mark: 'watchlist', at: 6000 });
    // The tab is closed here.
    const next = page('two');
    expect(next.read).toEqual([
      rated(7, 4, 5000),
      { command: { type: 'mark', movieId: 8, mark: 'watchlist' }, at: 6000 },
    ]);
    next.tell(opened([[7, 4]]));
    expect(page('three').read).toEqual([]);
  });

  it('is nothing once the worker has confirmed', () => {
    const { store, tell } = page('one');
    tell(opened([]));
    store.act({ type: 'rated', movie: movie(7), stars: 4, at: 5000 });
    tell({ type: 'personChanged', person: person([[7, 4]]) });
    expect(Object.keys(kept)).toEqual([]);
  });

  it('goes to a worker that is started again, unless it may be what kills it', () => {
    const { store, tell } = page('one');
    tell(opened([]));
    store.act({ type: 'rated', movie: movie(7), stars: 4, at: 5000 });
    const problem = { code: 'worker-died' as const, message: 'It died.', advice: '' };
    tell({ type: 'workerDied', problem, restarting: true });
    expect(journal('one').read()).toEqual([rated(7, 4, 5000)]);
    expect(store.state().stars.get(7)).toBe(4);
    tell({ type: 'workerDied', problem, restarting: false });
    expect(journal('one').read()).toEqual([]);
  });
});

it('reads the entries of several tabs, oldest first, without damaged ones', () => {
  journal('one').write([rated(1, 5, 20)]);
  journal('two').write([rated(1, null, 30), rated(2, 3, 10)]);
  kept.setItem('matinee.unconfirmed.three', '[{"command":{"type":"forgetEverything"},"at":1},{"at":2},null]');
  kept.setItem('matinee.unconfirmed.zero', '[{"command":');
  kept.setItem('matinee.theme', 'dark');
  expect(journal('four').read()).toEqual([rated(2, 3, 10), rated(1, 5, 20), rated(1, null, 30)]);
});

it('reads the list settings that versions up to 0.1 called wishes', () => {
  const wishes = { ...defaultListSettings, niche: -0.2, genres: ['War'] };
  kept.setItem(
    'matinee.unconfirmed.old',
    JSON.stringify([
      { command: { type: 'wish', wishes }, at: 7 },
      { command: { type: 'wish' }, at: 8 },
    ]),
  );
  expect(journal('new').read()).toEqual([
    { command: { type: 'setListSettings', listSettings: wishes }, at: 7 },
  ]);
});

it('works without storage, and where storage is full', () => {
  const none = openJournal(null, 'one');
  none.write([rated(1, 5, 20)]);
  expect(none.read()).toEqual([]);
  kept.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  expect(() => journal('one').write([rated(1, 5, 20)])).not.toThrow();
});

it('records every kind of change', () => {
  const pending = { ...noPending, genres: ['War'], onboarded: true };
  expect(unconfirmedOf(pending).map(({ command }) => command)).toEqual([
    { type: 'pickGenres', genres: ['War'] },
    { type: 'finishOnboarding' },
  ]);
});
