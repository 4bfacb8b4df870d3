// @vitest-environment happy-dom
import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useImpression, useImpressions } from '../../../../src/ui/for-you/use-impressions.ts';
import { fakeIntersections, unmountAfterEach } from '../../../fixtures/dom.ts';

const send = vi.hoisted(() => vi.fn());
vi.mock('../../../../src/ui/state/store.ts', () => {
  const store = { send };
  return { useStore: () => store };
});

unmountAfterEach();
const intersections = fakeIntersections();
beforeEach(() => {
  vi.useFakeTimers();
  send.mockClear();
});
afterEach(() => {
  vi.useRealTimers();
});

function List({ list }: { readonly list: string | null }) {
  const impressions = useImpressions(list);
  return (
    <ul>
      {[6, 7].map((id) => (
        <Item key={id} id={id} impressions={impressions} />
      ))}
    </ul>
  );
}

function Item(props: { readonly id: number; readonly impressions: ReturnType<typeof useImpressions> }) {
  const { id, impressions } = props;
  return (
    <li {...useImpression(impressions, id)}>
      <a href={`#${id}`}>movie {id}</a>
      <button type="button">rate {id}</button>
    </li>
  );
}

const wait = (ms: number) => act(() => vi.advanceTimersByTime(ms));
const seen = (...movieIds: number[]) => ({ type: 'seen', list: 'x', movieIds });

it('sends together what has been half in view for a second, once', () => {
  render(<List list="x" />);
  act(() => intersections.show(0.6));
  wait(999);
  act(() => intersections.show(0.4));
  wait(2000);
  expect(send).not.toHaveBeenCalled();
  act(() => intersections.show(0.6));
  wait(1000 + 250);
  expect(send.mock.calls).toEqual([[seen(6, 7)]]);
  act(() => intersections.show(0));
  act(() => intersections.show(1));
  wait(3000);
  expect(send).toHaveBeenCalledTimes(1);
});

it('counts as seen at once what the person does something with, but not what Tab passes', () => {
  render(<List list="x" />);
  fireEvent.keyDown(screen.getByText('rate 6'), { key: 'Tab' });
  expect(send).not.toHaveBeenCalled();
  fireEvent.pointerUp(screen.getByText('rate 7'));
  expect(send.mock.calls).toEqual([[seen(7)]]);
});

it('sends which movie was opened, by its link only and not by a menu', () => {
  render(<List list="x" />);
  fireEvent.click(screen.getByText('rate 6'));
  fireEvent(screen.getByText('movie 6'), new MouseEvent('auxclick', { bubbles: true, button: 2 }));
  expect(send).not.toHaveBeenCalled();
  fireEvent.click(screen.getByText('movie 6'));
  expect(send.mock.calls).toEqual([[{ type: 'clicked', list: 'x', movieId: 6 }]]);
});

it('sends what it has collected when the list goes', () => {
  const { unmount } = render(<List list="x" />);
  act(() => intersections.show(1));
  wait(1000);
  expect(send).not.toHaveBeenCalled();
  unmount();
  expect(send.mock.calls).toEqual([[seen(6, 7)]]);
});

it('sends nothing of a list that no experiment made', () => {
  render(<List list={null} />);
  act(() => intersections.show(1));
  fireEvent.click(screen.getByText('movie 6'));
  wait(3000);
  expect(send).not.toHaveBeenCalled();
});
