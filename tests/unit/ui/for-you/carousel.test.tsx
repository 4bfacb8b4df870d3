// @vitest-environment happy-dom
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { macrotask } from '../../../../src/base/scheduling.ts';
import { Carousel } from '../../../../src/ui/for-you/carousel.tsx';
import { createPageStore, StoreContext } from '../../../../src/ui/state/store.ts';
import { openJournal } from '../../../../src/ui/state/unconfirmed-journal.ts';
import { unmountAfterEach } from '../../../fixtures/dom.ts';
import { card } from '../../../fixtures/movies.ts';

unmountAfterEach();

let frames: FrameRequestCallback[] = [];

beforeEach(() => {
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (run: FrameRequestCallback) => frames.push(run));
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
  HTMLElement.prototype.scrollIntoView = () => {};
});

const store = createPageStore(openJournal(null, 'one'), () => ({
  send: () => {},
  watch: () => {},
  unwatch: () => {},
  close: () => {},
}));
const cards = Array.from({ length: 20 }, (_, n) => card(n + 1));
const row = (
  <StoreContext value={store}>
    <Carousel title="Top picks" hint="" cards={cards} />
  </StoreContext>
);

/** All that waits has its turn. */
async function everyTurn(): Promise<void> {
  await act(async () => macrotask());
  while (frames.length > 0) {
    const due = frames;
    frames = [];
    await act(async () => {
      for (const run of due) run(0);
      await macrotask();
    });
  }
}

const links = () => within(screen.getByRole('region', { name: 'Top picks' })).getAllByRole('link');
const titleOf = (element: Element | null) => element?.querySelector('.movie-card__title')?.textContent;

it('has its tab stop from the start, while the other movies wait for their turn', async () => {
  render(row);
  expect(links().map(titleOf)).toEqual(['Film 1']);
  expect(links()[0].tabIndex).toBe(0);
  await everyTurn();
  expect(links().map(titleOf)).toEqual(cards.slice(0, 8).map(({ movie }) => movie.title));
  expect(links().filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
});

it('lets the arrow keys reach a movie whose turn has not come', async () => {
  render(row);
  act(() => links()[0].focus());
  fireEvent.keyDown(document.activeElement ?? document.body, { key: 'ArrowRight' });
  expect(titleOf(document.activeElement)).toBe('Film 2');
  fireEvent.keyDown(document.activeElement ?? document.body, { key: 'End' });
  expect(titleOf(document.activeElement)).toBe('Film 20');
  await everyTurn();
  expect(titleOf(document.activeElement)).toBe('Film 20');
  expect(links()).toHaveLength(20);
});

it('hides placeholders from screen readers, and keeps the place of each movie in the list', async () => {
  render(row);
  const items = () => within(screen.getByRole('list')).getAllByRole('listitem');
  expect(items()).toHaveLength(8);
  for (const item of items().slice(1)) {
    expect(within(item).queryByRole('link')).toBeNull();
    expect(item.querySelector('[aria-hidden="true"]')).not.toBeNull();
  }
  await everyTurn();
  expect(items().map(titleOf)).toEqual(cards.slice(0, 8).map(({ movie }) => movie.title));
});
