// @vitest-environment happy-dom
import { render } from '@testing-library/react';
import { useRef } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { useFlip } from '../../../../src/ui/kit/use-flip.ts';
import { unmountAfterEach } from '../../../fixtures/dom.ts';

unmountAfterEach();

const WIDTH = 100;
const animated: [string, unknown][] = [];
let isReduced = false;

beforeEach(() => {
  animated.length = 0;
  isReduced = false;
  // Items lie side by side: a layout that a DOM without rendering does not compute.
  vi.spyOn(HTMLElement.prototype, 'offsetLeft', 'get').mockImplementation(function (this: HTMLElement) {
    return [...(this.parentElement?.children ?? [])].indexOf(this) * WIDTH;
  });
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(WIDTH);
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(WIDTH);
  HTMLElement.prototype.animate = function (this: HTMLElement, keyframes) {
    animated.push([this.textContent, Array.isArray(keyframes) ? keyframes[0] : keyframes]);
    return {} as Animation;
  };
  vi.stubGlobal('matchMedia', () => ({ matches: isReduced }));
});

/** A list on the screen, and a way to show it with other items. */
function shown(items: readonly string[]) {
  const { rerender } = render(<List items={items} />);
  return (next: readonly string[]) => rerender(<List items={next} />);
}

function List({ items }: { readonly items: readonly string[] }) {
  const list = useRef<HTMLUListElement>(null);
  useFlip(list, items);
  return (
    <ul ref={list}>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}

it('lets items glide from where they were, and new ones fade in', () => {
  const show = shown(['a', 'b']);
  expect(animated).toEqual([]);
  show(['b', 'a', 'c']);
  expect(animated).toEqual([
    ['b', { transform: 'translate(100px, 0px)' }],
    ['a', { transform: 'translate(-100px, 0px)' }],
    ['c', { opacity: 0 }],
  ]);
});

it('fades in what comes from far away', () => {
  const show = shown(['a', 'b', 'c']);
  show(['c', 'a', 'b']);
  expect(animated[0]).toEqual(['c', { opacity: 0 }]);
});

it('leaves alone what nobody sees', () => {
  vi.stubGlobal('innerWidth', 4 * WIDTH);
  const show = shown(['a', 'b', 'c', 'd', 'e', 'f']);
  show(['a', 'b', 'c', 'd', 'f', 'e']);
  expect(animated).toEqual([]);
  show(['a', 'b', 'c', 'f', 'd', 'e']);
  expect(animated.map(([item]) => item)).toEqual(['f', 'd']);
});

it.each([
  ['the order stays', ['a', 'b'], false],
  ['the person wants less motion', ['b', 'a'], true],
])('animates nothing when %s', (_, items, reduced) => {
  const show = shown(['a', 'b']);
  isReduced = reduced;
  show(items);
  expect(animated).toEqual([]);
});

it('animates no list that is too long', () => {
  const items = Array.from({ length: 61 }, (_, n) => String(n));
  const show = shown(items);
  show([...items].reverse());
  expect(animated).toEqual([]);
});
