// @vitest-environment happy-dom
import { act, fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import type { ToWorker } from '../../../../src/protocol/messages.ts';
import { StarRating } from '../../../../src/ui/movie/star-rating.tsx';
import { createPageStore, StoreContext } from '../../../../src/ui/state/store.ts';
import { openJournal } from '../../../../src/ui/state/unconfirmed-journal.ts';
import { unmountAfterEach } from '../../../fixtures/dom.ts';
import { movie } from '../../../fixtures/movies.ts';

unmountAfterEach();

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

/** Stars of 20 pixels each, from 0. */
function shown() {
  const sent: ToWorker[] = [];
  const store = createPageStore(openJournal(null, 'one'), () => ({
    send: (command) => void (command.type === 'rate' && sent.push(command)),
    watch: () => {},
    unwatch: () => {},
    close: () => {},
  }));
  const { container } = render(
    <StoreContext value={store}>
      <StarRating movie={movie(7, { title: 'Heat' })} />
    </StoreContext>,
  );
  const stars = container.querySelector('.star-rating');
  if (stars === null) throw new Error('no stars');
  stars.getBoundingClientRect = () => new DOMRect(0, 0, 100, 30);
  return {
    stars,
    range: screen.getByRole('slider'),
    /** The stars that were given, in their order; null for a removed rating. */
    given: () => sent.flatMap((command) => (command.type === 'rate' ? [command.stars] : [])),
    press(x: number, pointerType: string, released = x) {
      fireEvent.pointerDown(stars, { pointerType, button: 0, clientX: x });
      fireEvent.pointerUp(stars, { pointerType, clientX: released });
      fireEvent.click(stars, { clientX: released });
    },
  };
}

it('rates half stars by mouse, takes away the same ones, and rates where a drag along it ends', () => {
  const { press, given, range } = shown();
  press(65, 'mouse');
  expect(document.activeElement).toBe(range);
  press(65, 'mouse');
  press(15, 'mouse', 85);
  press(15, 'mouse', 85);
  expect(given()).toEqual([3.5, null, 4.5, 4.5]);
});

it('rates whole stars by touch, then half of the last one, then none', () => {
  const { press, given } = shown();
  for (let n = 0; n < 3; n++) press(45, 'touch');
  expect(given()).toEqual([3, 2.5, null]);
});

it('does not rate where no click follows: the finger scrolled, or was lifted elsewhere', () => {
  const { stars, given } = shown();
  fireEvent.pointerDown(stars, { pointerType: 'touch', clientX: 45 });
  fireEvent.pointerCancel(stars, { pointerType: 'touch' });
  fireEvent.pointerDown(stars, { pointerType: 'mouse', button: 0, clientX: 45 });
  expect(stars.querySelector<HTMLElement>('.stars__filled')?.style.clipPath).toBe('inset(0 50% 0 0)');
  fireEvent.pointerLeave(stars);
  fireEvent.pointerUp(document.body, { pointerType: 'mouse' });
  expect(stars.querySelector('.stars__filled')).toBeNull();
  expect(given()).toEqual([]);
});

it('rates what a screen reader sets, once it rests', () => {
  const { range, given } = shown();
  fireEvent.change(range, { target: { value: '0.5' } });
  fireEvent.change(range, { target: { value: '1' } });
  expect(range.getAttribute('aria-valuetext')).toBe('1 star');
  expect(given()).toEqual([]);
  act(() => vi.advanceTimersByTime(1000));
  expect(given()).toEqual([1]);
  fireEvent.change(range, { target: { value: '0' } });
  fireEvent.blur(range);
  expect(given()).toEqual([1, null]);
});

it('is set by keys', () => {
  const { range, given } = shown();
  fireEvent.keyDown(range, { key: '7' });
  fireEvent.keyDown(range, { key: '0' });
  fireEvent.keyDown(range, { key: 'Delete' });
  expect(given()).toEqual([3.5, 5, null]);
});
