// @vitest-environment happy-dom
import { act, fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import type { FromWorker } from '../../../../src/protocol/messages.ts';
import { queryKey } from '../../../../src/protocol/queries.ts';
import { CardMenu } from '../../../../src/ui/facts/card-menu.tsx';
import { MovieCard } from '../../../../src/ui/movie/movie-card.tsx';
import { createPageStore, StoreContext } from '../../../../src/ui/state/store.ts';
import { openJournal } from '../../../../src/ui/state/unconfirmed-journal.ts';
import { unmountAfterEach } from '../../../fixtures/dom.ts';
import { card } from '../../../fixtures/movies.ts';

unmountAfterEach();

it('asks for the links when it is opened, shows them, and stops asking when it is closed', () => {
  const watched: string[] = [];
  let emit: (message: FromWorker) => void = () => {};
  const store = createPageStore(openJournal(null, 'one'), (_, onMessage) => {
    emit = onMessage;
    return {
      send: () => {},
      watch: (key) => watched.push(`+${key}`),
      unwatch: (key) => watched.push(`-${key}`),
      close: () => {},
    };
  });
  const shown = vi.fn();
  HTMLElement.prototype.showPopover = shown;
  render(
    <StoreContext value={store}>
      <MovieCard card={card(7)} note="" />
      <CardMenu />
    </StoreContext>,
  );
  const key = queryKey({ type: 'knownMovie', movieId: 7 });
  const button = screen.getByRole('button', { name: 'Elsewhere: Film 7' });
  expect(watched).toEqual([]);
  expect(screen.queryByRole('dialog')).toBeNull();
  fireEvent.click(button);
  expect(watched).toEqual([`+${key}`]);
  const links = { imdb: 116_282, tmdb: 275 };
  act(() =>
    emit({
      type: 'answered',
      key,
      revision: 0,
      took: null,
      answer: { card: card(7), links, facts: null, description: null },
    }),
  );
  expect(shown).toHaveBeenCalledOnce();
  const menu = screen.getByRole('dialog', { name: 'Film 7 elsewhere' });
  const anchors = [...menu.querySelectorAll('a')];
  expect(anchors.map(({ href }) => new URL(href).host)).toEqual([
    'www.justwatch.com',
    'www.imdb.com',
    'www.themoviedb.org',
    'letterboxd.com',
  ]);
  for (const { rel, target } of anchors) expect([rel, target]).toEqual(['noreferrer noopener', '_blank']);
  expect(menu.textContent).toContain('leaves Matinee. Nothing is sent there before you press.');
  expect(document.activeElement).toBe(anchors[0]);
  act(() => {
    const closed = Object.assign(new Event('toggle'), { newState: 'closed', oldState: 'open' });
    menu.dispatchEvent(closed);
  });
  expect(screen.queryByRole('dialog')).toBeNull();
});
