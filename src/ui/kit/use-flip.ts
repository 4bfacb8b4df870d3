import { type RefObject, useLayoutEffect, useRef } from 'react';

const GLIDE_MS = 320;
const EASING = 'cubic-bezier(0.2, 0, 0, 1)';
/** Items that move more than this many times their own width or height fade in: a glide would cross other items. */
const FAR = 1.6;
/** Longer lists change without animation: most of it would happen off the screen. */
const MAX_ITEMS = 60;

interface Position {
  readonly x: number;
  readonly y: number;
}

/**
 * Animates a list whose order changes: items glide from their old position to the new one, and items that are new or
 * come from far away fade in (FLIP: first, last, invert, play). Only the painting is animated. The list is new and
 * usable at once, and nothing waits for the animation.
 * @param list its children are the items
 * @param keys the key of each child, in the order of the children
 */
export function useFlip(list: RefObject<HTMLElement | null>, keys: readonly (string | number)[]): void {
  const before = useRef<ReadonlyMap<string | number, Position>>(new Map());
  const order = keys.join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: positions change only with the order
  useLayoutEffect(() => {
    // Not in the next animation frame: the browser would paint once with the items in their new places.
    before.current = animate(list.current, keys, before.current);
  }, [order, list]);
}

/** @returns where the items are now */
function animate(
  list: HTMLElement | null,
  keys: readonly (string | number)[],
  old: ReadonlyMap<string | number, Position>,
): ReadonlyMap<string | number, Position> {
  // To ask for positions in a part of the page that is not laid out would have it laid out.
  if (list?.checkVisibility?.({ contentVisibilityAuto: true }) === false) return new Map();
  const items = [...(list?.children ?? [])].filter((item) => item instanceof HTMLElement);
  const now = new Map(
    keys.slice(0, items.length).map((key, n) => [key, { x: items[n].offsetLeft, y: items[n].offsetTop }]),
  );
  if (old.size === 0 || items.length > MAX_ITEMS || !isMotionAllowed()) return now;
  if (list === null) return now;
  const isSeen = onScreen(list, items[0]?.offsetParent === list);
  for (const [n, item] of items.entries()) {
    const from = old.get(keys[n]);
    const to = now.get(keys[n]);
    // Each item that moves is painted by itself, so those that nobody sees are where they belong at once.
    if (to === undefined || !(isSeen(to, item) || (from !== undefined && isSeen(from, item)))) continue;
    if (from === undefined || isFar(from, to, item)) {
      item.animate([{ opacity: 0 }, {}], { duration: GLIDE_MS, easing: 'ease-out' });
    } else if (from.x !== to.x || from.y !== to.y) {
      const transform = `translate(${from.x - to.x}px, ${from.y - to.y}px)`;
      item.animate([{ transform }, { transform: 'none' }], { duration: GLIDE_MS, easing: EASING });
    }
  }
  return now;
}

/**
 * Tells whether an item at a position is on the screen. It asks where the list lies, since items may be gliding.
 * @param isParent whether positions are relative to the list, and not to what contains it
 */
function onScreen(list: HTMLElement, isParent: boolean): (at: Position, item: HTMLElement) => boolean {
  const { left, top } = list.getBoundingClientRect();
  const x = isParent ? left + list.clientLeft - list.scrollLeft : left - list.offsetLeft;
  const y = isParent ? top + list.clientTop - list.scrollTop : top - list.offsetTop;
  return (at, { offsetWidth, offsetHeight }) =>
    at.x + x + offsetWidth > 0 &&
    at.x + x < window.innerWidth &&
    at.y + y + offsetHeight > 0 &&
    at.y + y < window.innerHeight;
}

function isFar(from: Position, to: Position, { offsetWidth, offsetHeight }: HTMLElement): boolean {
  return Math.abs(from.x - to.x) > FAR * offsetWidth || Math.abs(from.y - to.y) > FAR * offsetHeight;
}

/** False when the person has asked the system for reduced motion. */
export function isMotionAllowed(): boolean {
  return !matchMedia('(prefers-reduced-motion: reduce)').matches;
}
