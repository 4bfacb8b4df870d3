// @vitest-environment happy-dom
import { render, screen } from '@testing-library/react';
import { useRef } from 'react';
import { expect, it } from 'vitest';
import { useFocusReturn } from '../../../../src/ui/kit/use-focus-return.ts';
import { unmountAfterEach } from '../../../fixtures/dom.ts';

unmountAfterEach();

function List({ items }: { readonly items: readonly string[] }) {
  const list = useRef<HTMLUListElement>(null);
  const onFocus = useFocusReturn(list, items);
  return (
    <>
      <button type="button">Elsewhere</button>
      <ul ref={list} onFocus={onFocus}>
        {items.map((item) => (
          <li key={item}>
            <input type="range" aria-label={item} />
          </li>
        ))}
      </ul>
    </>
  );
}

const focused = () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.tagName;

it('focuses the item that took the place of the focused one', () => {
  const { rerender } = render(<List items={['Alien', 'Heat', 'Fargo']} />);
  screen.getByRole('slider', { name: 'Heat' }).focus();
  rerender(<List items={['Alien', 'Fargo']} />);
  expect(focused()).toBe('Fargo');
});

it('leaves the focus where the person put it since', () => {
  const { rerender } = render(<List items={['Alien', 'Heat', 'Fargo']} />);
  screen.getByRole('slider', { name: 'Heat' }).focus();
  screen.getByRole('button').focus();
  rerender(<List items={['Alien', 'Fargo']} />);
  expect(focused()).toBe('BUTTON');
});

it('takes no focus when the list never had it', () => {
  const { rerender } = render(<List items={['Alien', 'Heat']} />);
  rerender(<List items={['Heat']} />);
  expect(focused()).toBe('BODY');
});
