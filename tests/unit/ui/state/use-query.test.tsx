// @vitest-environment happy-dom
import { act, render, screen } from '@testing-library/react';
import { StrictMode, useState } from 'react';
import { expect, it, vi } from 'vitest';
import type { FromWorker } from '../../../../src/protocol/messages.ts';
import { queryKey } from '../../../../src/protocol/queries.ts';
import { createPageStore, StoreContext } from '../../../../src/ui/state/store.ts';
import { openJournal } from '../../../../src/ui/state/unconfirmed-journal.ts';
import { useIsStale, useLatestAnswer, useQueries, useQuery } from '../../../../src/ui/state/use-query.ts';
import { unmountAfterEach } from '../../../fixtures/dom.ts';
import { card, movie, openedEvent } from '../../../fixtures/movies.ts';

unmountAfterEach();

const search = (text: string) => ({ type: 'searchMovies', text }) as const;

function page() {
  const sent: string[] = [];
  let emit: (message: FromWorker) => void = () => {};
  const store = createPageStore(openJournal(null, 'one'), (_, onMessage) => {
    emit = onMessage;
    return {
      send: () => {},
      watch: (key) => sent.push(`+${key}`),
      unwatch: (key) => sent.push(`-${key}`),
      close: () => {},
    };
  });
  const answer = (text: string, id: number, revision = 0) =>
    act(() =>
      emit({ type: 'answered', key: queryKey(search(text)), revision, took: null, answer: [card(id)] }),
    );
  return { store, sent, answer, emit: (message: FromWorker) => act(() => emit(message)) };
}

function Found(props: { readonly text: string | null; readonly onRender?: () => void }) {
  const { answer, isAnswered } = useQuery(props.text === null ? null : search(props.text));
  props.onRender?.();
  return <p>{isAnswered ? answer?.map((found) => found.movie.title).join() : 'waiting'}</p>;
}

it('watches once for all components and through a double mount, and shows what is answered', () => {
  const { store, sent, answer } = page();
  render(
    <StrictMode>
      <StoreContext value={store}>
        <Found text="a" />
        <Found text="a" />
      </StoreContext>
    </StrictMode>,
  );
  expect(sent).toEqual([`+${queryKey(search('a'))}`]);
  expect(screen.getAllByText('waiting')).toHaveLength(2);
  answer('a', 7);
  expect(screen.getAllByText('Film 7')).toHaveLength(2);
});

it('renders a component again for its own answer only', () => {
  const { store, answer } = page();
  const onRender = vi.fn();
  render(
    <StoreContext value={store}>
      <Found text="a" onRender={onRender} />
      <Found text="b" />
      <Found text={null} />
    </StoreContext>,
  );
  onRender.mockClear();
  answer('b', 8);
  act(() =>
    store.change({ type: 'rate', movieId: 1, stars: 4 }, { type: 'rated', movie: movie(1), stars: 4, at: 1 }),
  );
  expect(onRender).not.toHaveBeenCalled();
  answer('a', 7);
  expect(onRender).toHaveBeenCalledTimes(1);
});

it('follows the query: the old one is left, and its answer is there at once on the way back', () => {
  vi.useFakeTimers();
  const { store, sent, answer } = page();
  const shown = (text: string) => (
    <StoreContext value={store}>
      <Found text={text} />
    </StoreContext>
  );
  const { rerender } = render(shown('a'));
  answer('a', 7);
  rerender(shown('b'));
  screen.getByText('waiting');
  vi.runAllTimers();
  rerender(shown('a'));
  screen.getByText('Film 7');
  expect(sent).toEqual(['+a', '+b', '-a', '+a'].map((one) => one[0] + queryKey(search(one[1]))));
  vi.useRealTimers();
});

it('answers several queries in their order', () => {
  const { store, answer } = page();
  function Several() {
    const answers = useQueries(['a', 'b', 'c'].map(search));
    return <p>{answers.map((one) => one?.[0].movie.id ?? '-').join(' ')}</p>;
  }
  render(
    <StoreContext value={store}>
      <Several />
    </StoreContext>,
  );
  answer('c', 3);
  answer('a', 1);
  screen.getByText('1 - 3');
});

it('gives the newest answer of a type without asking for one', () => {
  const { store, sent, answer } = page();
  function Heard() {
    return <p>{`heard ${useLatestAnswer('searchMovies').answer?.[0].movie.id ?? 'nothing'}`}</p>;
  }
  render(
    <StoreContext value={store}>
      <Heard />
    </StoreContext>,
  );
  expect(sent).toEqual([]);
  store.queries.watch(search('a'), () => {});
  answer('a', 7);
  screen.getByText('heard 7');
});

it('says whether the answer is older than what the person did last', () => {
  const { store, answer, emit } = page();
  function Staleness() {
    const [query] = useState(search('a'));
    return <p>{useIsStale(query) ? 'old' : 'new'}</p>;
  }
  emit(openedEvent());
  render(
    <StoreContext value={store}>
      <Staleness />
    </StoreContext>,
  );
  answer('a', 7);
  screen.getByText('new');
  act(() =>
    store.change({ type: 'rate', movieId: 1, stars: 4 }, { type: 'rated', movie: movie(1), stars: 4, at: 1 }),
  );
  screen.getByText('old');
  answer('a', 7, 1);
  screen.getByText('new');
});
