import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { FromWorker } from '../../../../src/protocol/messages.ts';
import { queryKey } from '../../../../src/protocol/queries.ts';
import { createStore } from '../../../../src/ui/state/create-store.ts';
import { createPageStore } from '../../../../src/ui/state/store.ts';
import { openJournal } from '../../../../src/ui/state/unconfirmed-journal.ts';
import { card, movie, openedEvent } from '../../../fixtures/movies.ts';

const watchlist = { type: 'watchlist' } as const;
const overview = { type: 'overview' } as const;
const nobody = () => {};

/** A page with a worker that answers nothing by itself. */
function page() {
  const sent: unknown[] = [];
  let emit: (message: FromWorker) => void = nobody;
  const store = createPageStore(openJournal(null, 'one'), (_, onMessage) => {
    emit = onMessage;
    return {
      send: (message) => sent.push(message),
      watch: (key) => sent.push(`+${key}`),
      unwatch: (key) => sent.push(`-${key}`),
      close: nobody,
    };
  });
  const answer = (revision: number) =>
    emit({ type: 'answered', key: queryKey(watchlist), revision, took: null, answer: [card(1)] });
  return { store, sent, answer, emit: (message: FromWorker) => emit(message) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('sends what is watched, and hands answers to those who watch', () => {
  const { store, sent, answer } = page();
  const end = store.queries.watch(watchlist, nobody);
  answer(0);
  expect(store.queries.read(watchlist)?.answer).toEqual([card(1)]);
  end();
  vi.runAllTimers();
  expect(sent).toEqual([`+${queryKey(watchlist)}`, `-${queryKey(watchlist)}`]);
});

it('shows a change at once, sends it, and takes answers from before it as stale', () => {
  const { store, sent, answer, emit } = page();
  emit(openedEvent());
  store.queries.watch(watchlist, nobody);
  answer(0);
  expect(store.queries.isStale(watchlist)).toBe(false);
  store.change(
    { type: 'rate', movieId: 7, stars: 4 },
    { type: 'rated', movie: movie(7), stars: 4, at: 5000 },
  );
  expect(store.state().person.starsOf.get(7)).toBe(4);
  expect(sent.at(-1)).toEqual({ type: 'rate', movieId: 7, stars: 4 });
  expect(store.queries.isStale(watchlist)).toBe(true);
  answer(1);
  expect(store.queries.isStale(watchlist)).toBe(false);
  // Other commands change no revision.
  store.send({ type: 'backUp' });
  expect(store.queries.isStale(watchlist)).toBe(false);
});

it('keeps answers through a restart, and only the overview when another data set is opened', () => {
  const { store, answer, emit } = page();
  store.queries.watch(watchlist, nobody);
  store.queries.watch(overview, nobody);
  answer(0);
  emit({ type: 'answered', key: queryKey(overview), revision: 0, took: null, answer: null });
  const problem = { code: 'worker-died', message: 'It died.', advice: '' } as const;
  emit({ type: 'workerDied', problem, restarting: true });
  expect(store.queries.read(watchlist)).not.toBeNull();
  expect(store.queries.isStale(watchlist)).toBe(true);
  emit({ type: 'datasetLeft' });
  expect([store.queries.read(watchlist), store.queries.read(overview)]).toEqual([
    null,
    expect.objectContaining({ isAnswered: true }),
  ]);
  emit({ type: 'forgotten' });
  expect(store.queries.read(overview)).toBeNull();
});

it('a store calls its listeners on changes only, after the effects', () => {
  const order: string[] = [];
  const store = createStore(1, (state, add: number) => state + add, [
    (add, after, before) => order.push(`${before} + ${add} = ${after}`),
  ]);
  const end = store.subscribe(() => order.push(`heard ${store.state()}`));
  store.apply(2);
  store.apply(0);
  end();
  store.apply(1);
  expect(order).toEqual(['1 + 2 = 3', 'heard 3', '3 + 0 = 3', '3 + 1 = 4']);
});
