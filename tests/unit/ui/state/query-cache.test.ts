import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Query, queryKey } from '../../../../src/protocol/queries.ts';
import { createQueryCache } from '../../../../src/ui/state/query-cache.ts';
import { card } from '../../../fixtures/movies.ts';

const search = (text: string) => ({ type: 'searchMovies', text }) as const;
const watchlist = { type: 'watchlist' } as const;
const nobody = () => {};

function cacheWithLine() {
  const sent: string[] = [];
  const cache = createQueryCache({
    watch: (key) => sent.push(`+${key}`),
    unwatch: (key) => sent.push(`-${key}`),
  });
  /** The worker answers with the card of a movie. */
  const answer = (query: Query, id: number, revision = 0, took: number | null = null) =>
    cache.take({ type: 'answered', key: queryKey(query), revision, took, answer: [card(id)] });
  const shown = (query: typeof watchlist | ReturnType<typeof search>) =>
    cache.read(query)?.answer[0].movie.id ?? null;
  /** Watches, is answered and goes. */
  const visit = (query: Query, id: number) => {
    const end = cache.watch(query, nobody);
    answer(query, id);
    end();
    vi.runAllTimers();
  };
  return { cache, sent, answer, shown, visit };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('watching', () => {
  it('is shared by all who watch the same, and ends with the last of them', () => {
    const { cache, sent } = cacheWithLine();
    const ends = [cache.watch(search('a'), nobody), cache.watch(search('a'), nobody)];
    expect(sent).toEqual([`+${queryKey(search('a'))}`]);
    ends[0]();
    ends[0]();
    vi.runAllTimers();
    expect(sent).toHaveLength(1);
    ends[1]();
    vi.runAllTimers();
    expect(sent).toEqual([`+${queryKey(search('a'))}`, `-${queryKey(search('a'))}`]);
  });

  it('goes on through a component that mounts again within the turn', () => {
    const { cache, sent } = cacheWithLine();
    cache.watch(watchlist, nobody)();
    const end = cache.watch(watchlist, nobody);
    vi.runAllTimers();
    expect(sent).toHaveLength(1);
    end();
    vi.runAllTimers();
    cache.watch(watchlist, nobody);
    expect(sent).toEqual(['+', '-', '+'].map((sign) => sign + queryKey(watchlist)));
  });

  it('calls back those whose own answer has changed, and nobody else', () => {
    const { cache, answer, shown } = cacheWithLine();
    const calls = { a: 0, b: 0, type: 0 };
    cache.watch(search('a'), () => calls.a++);
    cache.watch(search('b'), () => calls.b++);
    cache.listen('searchMovies', () => calls.type++);
    answer(search('a'), 1);
    answer(watchlist, 9);
    expect(calls).toEqual({ a: 1, b: 0, type: 1 });
    expect([shown(search('a')), shown(search('b'))]).toEqual([1, null]);
  });

  it('gives the same object until another answer comes', () => {
    const { cache, answer } = cacheWithLine();
    cache.watch(watchlist, nobody);
    answer(watchlist, 1);
    const first = cache.read(watchlist);
    expect(cache.read({ type: 'watchlist' })).toBe(first);
    answer(watchlist, 1);
    expect(cache.read(watchlist)).not.toBe(first);
  });
});

describe('an answer that nobody watches any longer', () => {
  it('is there when somebody comes back, while it is asked for anew', () => {
    const { cache, sent, shown, visit } = cacheWithLine();
    visit(watchlist, 5);
    expect(shown(watchlist)).toBe(5);
    cache.watch(watchlist, nobody);
    expect(shown(watchlist)).toBe(5);
    expect(sent).toHaveLength(3);
  });

  it('goes once thirty others were left after it', () => {
    const { shown, visit } = cacheWithLine();
    for (let n = 0; n < 31; n++) visit(search(String(n)), n);
    expect([0, 1, 30].map((n) => shown(search(String(n))))).toEqual([null, 1, 30]);
  });

  it('stays as long as it is watched, however many come and go', () => {
    const { cache, shown, visit } = cacheWithLine();
    visit(watchlist, 5);
    cache.watch(watchlist, nobody);
    for (let n = 0; n < 40; n++) visit(search(String(n)), n);
    expect(shown(watchlist)).toBe(5);
  });
});

describe('an answer is stale', () => {
  it('until the worker has taken the last command of the person', () => {
    const { cache, answer } = cacheWithLine();
    const staleness: boolean[] = [];
    cache.listenToStaleness(watchlist, () => staleness.push(cache.isStale(watchlist)));
    expect(cache.isStale(watchlist)).toBe(true);
    answer(watchlist, 1, 0);
    cache.personCommandSent();
    cache.personCommandSent();
    answer(watchlist, 1, 1);
    answer(watchlist, 1, 2);
    expect(staleness).toEqual([false, true, true, true, false]);
  });

  it('and is ignored where a newer one is there', () => {
    const { cache, answer, shown } = cacheWithLine();
    cache.watch(watchlist, nobody);
    answer(watchlist, 2, 2);
    answer(watchlist, 1, 1);
    expect(shown(watchlist)).toBe(2);
    answer(watchlist, 3, 2);
    expect(shown(watchlist)).toBe(3);
  });

  it('after a restart, where it stays until the new worker, which counts from nothing, has its own', () => {
    const { cache, answer, shown } = cacheWithLine();
    cache.watch(watchlist, nobody);
    cache.personCommandSent();
    answer(watchlist, 2, 1);
    expect(cache.isStale(watchlist)).toBe(false);
    cache.workerRestarted();
    expect([shown(watchlist), cache.isStale(watchlist)]).toEqual([2, true]);
    answer(watchlist, 3, 0);
    expect([shown(watchlist), cache.isStale(watchlist)]).toEqual([3, false]);
  });
});

describe('of all queries of a type', () => {
  it('the newest answer is known without watching', () => {
    const { cache, answer, visit } = cacheWithLine();
    expect(cache.latest('searchMovies')).toBeNull();
    visit(search('a'), 1);
    cache.watch(search('b'), nobody);
    answer(search('b'), 2);
    expect(cache.latest('searchMovies')?.answer[0].movie.id).toBe(2);
  });

  it('the time stays that of the last answer to a command, whatever else is answered', () => {
    const { cache, answer } = cacheWithLine();
    cache.watch(search('a'), nobody);
    cache.watch(search('ab'), nobody);
    answer(search('a'), 1);
    expect(cache.read(search('a'))?.took).toBeNull();
    answer(search('a'), 1, 1, 7.5);
    answer(search('a'), 2, 1, null);
    answer(search('ab'), 3, 1, null);
    expect([cache.read(search('a'))?.took, cache.read(search('ab'))?.took]).toEqual([7.5, 7.5]);
    answer(search('ab'), 3, 2, 3);
    expect(cache.latest('searchMovies')?.took).toBe(3);
  });
});

it('with another data set all answers are void, except those of the types that stay', () => {
  const { cache, answer, sent, shown, visit } = cacheWithLine();
  let calls = 0;
  visit(search('a'), 1);
  cache.watch(search('b'), () => calls++);
  cache.watch(watchlist, nobody);
  answer(search('b'), 2);
  answer(watchlist, 3, 4);
  cache.clear(['watchlist']);
  expect([search('a'), search('b'), watchlist].map(shown)).toEqual([null, null, 3]);
  expect([cache.latest('searchMovies'), cache.isStale(watchlist), calls]).toEqual([null, true, 2]);
  // The worker goes on answering what is watched: nothing is asked anew.
  const before = sent.length;
  answer(search('b'), 5);
  answer(watchlist, 6, 0);
  expect([shown(search('b')), shown(watchlist), sent.length]).toEqual([5, 6, before]);
});
