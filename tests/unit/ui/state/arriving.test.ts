import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Event } from '../../../../src/protocol/messages.ts';
import { rememberShelf } from '../../../../src/ui/app/remember-shelf.ts';
import type { Action } from '../../../../src/ui/state/actions.ts';
import { isAllFetched, shelfToCome } from '../../../../src/ui/state/app-state.ts';
import { initialState, reduce, type State } from '../../../../src/ui/state/state.ts';
import { dataset, movie, openedEvent, person } from '../../../fixtures/movies.ts';

const starter: Event = openedEvent([], { dataset: { ...dataset, id: 'small-starter', isStarter: true } });
const arriving: Event = { type: 'shelfArriving', stage: 'shelf', done: 3, total: 14 };
const problem = { code: 'network', message: 'not there', advice: 'try again' } as const;
const delayed: Event = { type: 'shelfDelayed', stage: 'shelf', problem };

const stateAfter = (...actions: readonly Action[]): State => actions.reduce(reduce, initialState);

describe('the page while the rest of the movies is on its way', () => {
  it('knows from the first moment that there is more to come, and how much', () => {
    expect(shelfToCome(stateAfter(starter))).toEqual({ stage: 'shelf', done: 0, total: null, problem: null });
    expect(shelfToCome(stateAfter(starter, arriving))).toMatchObject({ done: 3, total: 14 });
    expect(isAllFetched(stateAfter(starter, arriving))).toBe(false);
  });

  it('keeps what the person has just done, and speaks of no other data set', () => {
    const rated: Action = { type: 'rated', movie: movie(7), stars: 4, at: 5, quiet: true };
    const before = stateAfter(starter, arriving, rated);
    const state = [openedEvent([[7, 4]]), { type: 'shelfComplete' } as const].reduce(reduce, before);
    expect(state.person.starsOf.get(7)).toBe(4);
    expect(state.toasts).toEqual([]);
    expect(state.app).toMatchObject({ isOpen: true, loading: null, arriving: null });
    expect(shelfToCome(state)).toBeNull();
    expect(isAllFetched(state)).toBe(true);
    // Sent and not confirmed yet when all movies came: still shown.
    const late = reduce(before, openedEvent([], { person: person() }));
    expect(late.person.starsOf.get(7)).toBe(4);
  });

  it('says what did not come, until it is on its way again', () => {
    const state = stateAfter(starter, arriving, delayed);
    expect(state.app.arriving).toMatchObject({ stage: 'shelf', problem: { code: 'network' } });
    // It works on: nothing has failed to open.
    expect(state.app.failedToOpen).toBeNull();
    expect(reduce(state, arriving).app.arriving?.problem).toBeNull();
  });

  it('does not hold up offline use for details that did not come', () => {
    const state = stateAfter(openedEvent(), { ...delayed, stage: 'details' } as Event);
    expect(shelfToCome(state)).toBeNull();
    expect(isAllFetched(state)).toBe(true);
    expect(isAllFetched(stateAfter(openedEvent()))).toBe(true);
    expect(isAllFetched(initialState)).toBe(false);
  });
});

describe('what the next visit is told of the stored data set', () => {
  let stored: Map<string, string>;
  beforeEach(() => {
    stored = new Map();
    vi.stubGlobal('localStorage', {
      setItem: (key: string, value: string) => stored.set(key, value),
      removeItem: (key: string) => stored.delete(key),
    });
  });
  afterEach(() => vi.unstubAllGlobals());
  const seen = (...events: readonly Event[]) => {
    let state = initialState;
    for (const event of events) {
      state = reduce(state, event);
      rememberShelf(event, state);
    }
    return stored.get('matinee.shelf') ?? null;
  };

  it('is that there is one, once it is whole and where anything can be stored', () => {
    expect(seen(starter)).toBeNull();
    expect(seen(starter, openedEvent())).toBe('stored');
    expect(seen(openedEvent([], { dataset: { ...dataset, isHead: true } }))).toBe('stored');
    expect(seen(openedEvent(), { type: 'forgotten' })).toBeNull();
    expect(seen(openedEvent([], { isPersistent: false }))).toBeNull();
  });
});

describe('the page while the ratings of a stored data set are being read', () => {
  const head: Event = openedEvent([], { dataset: { ...dataset, isHead: true } });
  const reading: Event = { type: 'shelfArriving', stage: 'ratings', done: 3, total: 14 };

  it('says so, and waits with what the whole visit needs', () => {
    expect(shelfToCome(stateAfter(head))).toMatchObject({ stage: 'ratings', total: null });
    expect(shelfToCome(stateAfter(head, reading))).toMatchObject({ stage: 'ratings', done: 3 });
    expect(isAllFetched(stateAfter(head, reading))).toBe(false);
  });

  it('goes on with all of it as with the same data set', () => {
    const state = stateAfter(head, reading, openedEvent([]), { type: 'shelfComplete' });
    expect(shelfToCome(state)).toBeNull();
    expect(state.toasts).toEqual([]);
    expect(isAllFetched(state)).toBe(true);
  });
});
