// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { GRACE_MS, listenToCards, REST_MS } from '../../../../src/ui/facts/card-gestures.ts';

const open = vi.fn();
const close = vi.fn();
let stop = () => {};

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = `
    <article data-movie="1"><a class="movie-card__link" href="#1"><b id="one">One</b></a></article>
    <article data-movie="2"><a class="movie-card__link" href="#2"><b id="two">Two</b></a></article>
    <p id="else">Elsewhere</p><div class="card-details"><i id="details">Details</i></div>`;
  stop = listenToCards({ open, close });
});

afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.clearAllMocks();
});

const at = (id: string) => document.getElementById(id) ?? document.body;
const link = (id: string) => at(id).closest('a');
const send = (type: string, id: string, more: PointerEventInit = {}) => {
  const event = new PointerEvent(type, { bubbles: true, cancelable: true, pointerType: 'mouse', ...more });
  at(id).dispatchEvent(event);
  return event;
};
const over = (id: string) => send('pointerover', id);
const touch = (type: string, id: string, clientX = 0) => send(type, id, { pointerType: 'touch', clientX });
const rest = () => vi.advanceTimersByTime(REST_MS);
const openOne = () => {
  over('one');
  rest();
};

it('opens after the mouse has rested, not when it only passes', () => {
  over('one');
  vi.advanceTimersByTime(REST_MS - 1);
  expect(open).not.toHaveBeenCalled();
  over('else');
  rest();
  expect(open).not.toHaveBeenCalled();
  openOne();
  expect(open).toHaveBeenCalledExactlyOnceWith(1, link('one'));
});

it('stays open while the mouse is on the details, and closes when it is elsewhere', () => {
  openOne();
  over('else');
  vi.advanceTimersByTime(GRACE_MS - 1);
  over('details');
  vi.advanceTimersByTime(10 * GRACE_MS);
  expect(close).not.toHaveBeenCalled();
  over('else');
  vi.advanceTimersByTime(GRACE_MS);
  expect(close).toHaveBeenCalledTimes(1);
});

it('changes to the next card, and closes when the mouse leaves the window', () => {
  openOne();
  over('two');
  rest();
  expect(open).toHaveBeenLastCalledWith(2, link('two'));
  send('pointerout', 'two', { relatedTarget: null });
  vi.advanceTimersByTime(GRACE_MS);
  expect(close).toHaveBeenCalled();
});

it('opens for the focus of a keyboard and closes with it', () => {
  const one = link('one');
  if (one === null) throw new Error('no link');
  vi.spyOn(one, 'matches').mockImplementation((selector) => selector === ':focus-visible');
  one.focus();
  rest();
  expect(open).toHaveBeenCalledExactlyOnceWith(1, one);
  one.blur();
  expect(close).toHaveBeenCalledTimes(1);
});

it('does not open for the focus of a press', () => {
  const one = link('one');
  if (one === null) throw new Error('no link');
  vi.spyOn(one, 'matches').mockReturnValue(false);
  one.focus();
  rest();
  expect(open).not.toHaveBeenCalled();
});

it('is closed by Esc, which then closes nothing else', () => {
  const heard = vi.fn();
  document.body.addEventListener('keydown', heard);
  const pressEscape = () =>
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  openOne();
  pressEscape();
  expect(close).toHaveBeenCalledTimes(1);
  expect(heard).not.toHaveBeenCalled();
  pressEscape();
  expect(heard).toHaveBeenCalledTimes(1);
  expect(close).toHaveBeenCalledTimes(1);
});

it('is closed by scrolling the page, not by scrolling the details', () => {
  openOne();
  at('details').dispatchEvent(new Event('scroll'));
  expect(close).not.toHaveBeenCalled();
  document.dispatchEvent(new Event('scroll'));
  expect(close).toHaveBeenCalledTimes(1);
});

it('opens by a long press, whose click leads nowhere; the next press closes it', () => {
  touch('pointerdown', 'one');
  rest();
  expect(open).toHaveBeenCalledTimes(1);
  touch('pointerup', 'one');
  at('else').dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
  expect(send('contextmenu', 'one').defaultPrevented).toBe(true);
  expect(send('click', 'one').defaultPrevented).toBe(true);
  expect(close).not.toHaveBeenCalled();
  touch('pointerdown', 'else');
  expect(close).toHaveBeenCalledTimes(1);
  expect(send('click', 'one').defaultPrevented).toBe(false);
});

it('does not open by a tap or by a swipe', () => {
  touch('pointerdown', 'one');
  touch('pointerup', 'one');
  rest();
  touch('pointerdown', 'one');
  touch('pointermove', 'one', 20);
  rest();
  expect(open).not.toHaveBeenCalled();
});

it('does not open for a card that is gone, or when nobody listens any longer', () => {
  over('one');
  link('one')?.remove();
  rest();
  over('two');
  stop();
  rest();
  expect(open).not.toHaveBeenCalled();
});
