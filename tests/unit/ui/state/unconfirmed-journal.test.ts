import { beforeEach, describe, expect, it } from 'vitest';
import { defaultListSettings } from '../../../../src/protocol/list-settings.ts';
import type { Event } from '../../../../src/protocol/messages.ts';
import type { Unconfirmed } from '../../../../src/protocol/person-messages.ts';
import { noPending, type Pending } from '../../../../src/ui/state/optimistic-changes.ts';
import { createPageStore } from '../../../../src/ui/state/store.ts';
import { openJournal, unconfirmedOf } from '../../../../src/ui/state/unconfirmed-journal.ts';
import { movie, openedEvent, person } from '../../../fixtures/movies.ts';

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

let local: FakeStorage;
const journal = (tab: string) => openJournal(local as unknown as Storage, tab);
beforeEach(() => {
  local = new FakeStorage();
});

const rated = (movieId: number, stars: number | null, at: number): Unconfirmed => ({
  command: { type: 'rate', movieId, stars },
  at,
});

/** A page with a worker that answers nothing by itself. */
function page(tab: string) {
  let emit: (event: Event) => void = () => {};
  let read: readonly Unconfirmed[] = [];
  const store = createPageStore(journal(tab), (unconfirmed, onMessage) => {
    emit = onMessage;
    read = unconfirmed();
    return { send: () => {}, watch: () => {}, unwatch: () => {}, close: () => {} };
  });
  return { store, emit: (event: Event) => emit(event), read };
}

describe('unconfirmed changes', () => {
  it('of a closed tab go to the next worker, and are deleted once it has opened', () => {
    const first = page('one');
    first.emit(openedEvent([]));
    first.store.act({ type: 'rated', movie: movie(7), stars: 4, at: 5000 });
    first.store.act({ type: 'marked', movie: movie(8), mark: 'watchlist', at: 6000 });
    // The tab is closed here.
    const next = page('two');
    expect(next.read).toEqual([
      rated(7, 4, 5000),
      { command: { type: 'mark', movieId: 8, mark: 'watchlist' }, at: 6000 },
    ]);
    next.emit(openedEvent([[7, 4]]));
    expect(page('three').read).toEqual([]);
  });

  it('are deleted once the worker has confirmed them', () => {
    const { store, emit } = page('one');
    emit(openedEvent([]));
    store.act({ type: 'rated', movie: movie(7), stars: 4, at: 5000 });
    emit({ type: 'personChanged', person: person([[7, 4]]) });
    expect(Object.keys(local)).toEqual([]);
  });

  it('go to a worker that is started again, in this visit or the next one', () => {
    const { store, emit } = page('one');
    emit(openedEvent([]));
    store.act({ type: 'rated', movie: movie(7), stars: 4, at: 5000 });
    const problem = { code: 'worker-died' as const, message: 'It died.', advice: '' };
    emit({ type: 'workerDied', problem, restarting: true });
    expect(journal('one').read()).toEqual([rated(7, 4, 5000)]);
    expect(store.state().person.starsOf.get(7)).toBe(4);
    emit({ type: 'workerDied', problem, restarting: false });
    expect(journal('one').read()).toEqual([rated(7, 4, 5000)]);
  });
});

it('reads the entries of several tabs, oldest first, without damaged ones', () => {
  journal('one').write([rated(1, 5, 20)]);
  journal('two').write([rated(1, null, 30), rated(2, 3, 10)]);
  local.setItem(
    'matinee.unconfirmed.three',
    '[{"command":{"type":"forgetEverything"},"at":1},{"at":2},null]',
  );
  local.setItem('matinee.unconfirmed.zero', '[{"command":');
  local.setItem('matinee.theme', 'dark');
  expect(journal('four').read()).toEqual([rated(2, 3, 10), rated(1, 5, 20), rated(1, null, 30)]);
});

it('reads the list settings that versions up to 0.1 called wishes', () => {
  const wishes = { niche: -0.2, genres: ['War'] };
  const listSettings = { ...defaultListSettings, ...wishes };
  local.setItem(
    'matinee.unconfirmed.old',
    JSON.stringify([
      { command: { type: 'wish', wishes }, at: 7 },
      { command: { type: 'wish' }, at: 8 },
    ]),
  );
  expect(journal('new').read()).toEqual([{ command: { type: 'setListSettings', listSettings }, at: 7 }]);
});

it('works without storage, and where storage is full', () => {
  const none = openJournal(null, 'one');
  none.write([rated(1, 5, 20)]);
  expect(none.read()).toEqual([]);
  local.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  expect(() => journal('one').write([rated(1, 5, 20)])).not.toThrow();
});

it('records every kind of change', () => {
  const pending: Pending = { ...noPending, genres: [['Drama'], ['War']], onboarded: true };
  expect(unconfirmedOf(pending).map(({ command }) => command)).toEqual([
    { type: 'pickGenres', genres: ['War'] },
    { type: 'finishOnboarding' },
  ]);
});

describe('a damaged note', () => {
  it.each([
    [
      'of which a letter has changed',
      (text: string) => text.replace('"stars":4', '"stars":5'),
      [rated(8, 3, 6000)],
    ],
    ['that is cut short', (text: string) => text.slice(0, -10), []],
    ['that is no list', () => '{}', []],
  ])('%s is set aside and counted, and the rest is read', (_, damage, rest) => {
    journal('one').write([rated(7, 4, 5000), rated(8, 3, 6000)]);
    const [key] = Object.keys(local);
    const text = damage(String(local[key]));
    local[key] = text;
    const next = journal('two');
    expect(next.read()).toEqual(rest);
    expect(next.damaged()).toBe(1);
    next.clearOthers();
    const copies = Object.keys(local);
    expect(copies).toEqual([expect.stringMatching(/^matinee\.damaged\.\d+$/)]);
    expect(local[copies[0]]).toBe(text);
    expect(journal('three').read()).toEqual([]);
  });

  it('stays where it is while there is no room for a copy', () => {
    journal('one').write([rated(7, 4, 5000), rated(8, 3, 6000)]);
    const [key] = Object.keys(local);
    const text = String(local[key]).replace('"stars":4', '"stars":5');
    local[key] = text;
    const setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    const next = openJournal(
      Object.assign(new FakeStorage(), local, { setItem }) as unknown as Storage,
      'two',
    );
    expect(next.read()).toEqual([rated(8, 3, 6000)]);
    next.clearOthers();
    expect(next.read()).toEqual([rated(8, 3, 6000)]);
  });

  it('of an earlier version has no checksum and is read', () => {
    local.setItem('matinee.unconfirmed.one', JSON.stringify([rated(7, 4, 5000)]));
    const next = journal('two');
    expect(next.read()).toEqual([rated(7, 4, 5000)]);
    expect(next.damaged()).toBe(0);
  });
});
