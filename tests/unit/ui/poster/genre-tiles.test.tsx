// @vitest-environment happy-dom
import { act, fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { macrotask } from '../../../../src/base/scheduling.ts';
import type { Command } from '../../../../src/protocol/messages.ts';
import { compositions } from '../../../../src/ui/poster/compositions.ts';
import { GenreTiles } from '../../../../src/ui/poster/genre-tiles.tsx';
import { createPageStore, StoreContext } from '../../../../src/ui/state/store.ts';
import { openJournal } from '../../../../src/ui/state/unconfirmed-journal.ts';
import { unmountAfterEach } from '../../../fixtures/dom.ts';

unmountAfterEach();

/** The tiles, what they sent, and how many pictures were drawn. */
async function tiles() {
  const sent: unknown[] = [];
  const store = createPageStore(openJournal(null, 'one'), () => ({
    send: (command) => sent.push(command),
    watch: () => {},
    unwatch: () => {},
    close: () => {},
  }));
  const drawn = Object.values(compositions).map((composition) => vi.spyOn(composition, 'draw'));
  const { container } = render(
    <StoreContext value={store}>
      <GenreTiles />
    </StoreContext>,
  );
  const named = container.querySelectorAll('.genre-tile__name').length;
  await act(async () => {
    for (let n = 0; n < 40; n++) await new Promise((resolve) => setTimeout(resolve, 16));
    await macrotask();
  });
  return {
    named,
    pictures: container.querySelectorAll('svg.genre-tile__art').length,
    sent: sent as readonly Command[],
    drawn: () => drawn.reduce((sum, { mock }) => sum + mock.calls.length, 0),
    pressed: () =>
      screen.getAllByRole('button', { pressed: true }).map(({ textContent }) => textContent?.trim()),
  };
}

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name: new RegExp(`^${name}`) }));

it('names every genre at once, and then draws the picture of each', async () => {
  const { named, pictures, drawn } = await tiles();
  expect(named).toBe(19);
  expect(pictures).toBe(19);
  expect(drawn()).toBe(19);
});

it('adds each pick to those before and takes it away again, without drawing a picture anew', async () => {
  const { sent, drawn, pressed } = await tiles();
  const before = drawn();
  press('Comedy');
  press('Western');
  expect(pressed()).toEqual(['Comedy', 'Western']);
  press('Comedy');
  expect(pressed()).toEqual(['Western']);
  expect(sent).toEqual([
    { type: 'pickGenres', genres: ['Comedy'] },
    { type: 'pickGenres', genres: ['Comedy', 'Western'] },
    { type: 'pickGenres', genres: ['Western'] },
  ]);
  expect(drawn()).toBe(before);
});
