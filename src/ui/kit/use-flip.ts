import { type RefObject, useLayoutEffect, useRef } from 'react';

const GLIDE_MS = 320;
const EASING = 'cubic-bezier(0.2, 0, 0, 1)';
/** Further than this many of its own widths or heights a film does not glide: it would fly across others. */
const FAR = 1.6;
/** Longer lists change without gliding: most of it would happen off the screen. */
const MOST = 60;

interface Place {
  readonly x: number;
  readonly y: number;
}

/**
 * Lets the items of a list glide from where they were to where they are, and those that are new or come from far fade
 * in (FLIP). It only paints: the list is new and usable at once, and nothing waits for the motion.
 * @param keys the items in order; items carry theirs as `data-key`
 */
export function useGliding(list: RefObject<HTMLElement | null>, keys: readonly (string | number)[]): void {
  const before = useRef<ReadonlyMap<string, Place>>(new Map());
  const order = keys.join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: places only change with the order
  useLayoutEffect(() => {
    const items = [...(list.current?.children ?? [])].filter((item) => item instanceof HTMLElement);
    const now = new Map(
      items.map((item) => [item.dataset.key ?? '', { x: item.offsetLeft, y: item.offsetTop }]),
    );
    const old = before.current;
    before.current = now;
    if (old.size === 0 || items.length > MOST || !motionAllowed()) return;
    for (const item of items) {
      const from = old.get(item.dataset.key ?? '');
      const to = now.get(item.dataset.key ?? '');
      if (to === undefined) continue;
      if (from === undefined || isFar(from, to, item)) {
        item.animate([{ opacity: 0 }, {}], { duration: GLIDE_MS, easing: 'ease-out' });
      } else if (from.x !== to.x || from.y !== to.y) {
        const transform = `translate(${from.x - to.x}px, ${from.y - to.y}px)`;
        item.animate([{ transform }, { transform: 'none' }], { duration: GLIDE_MS, easing: EASING });
      }
    }
  }, [order, list]);
}

function isFar(from: Place, to: Place, { offsetWidth, offsetHeight }: HTMLElement): boolean {
  return Math.abs(from.x - to.x) > FAR * offsetWidth || Math.abs(from.y - to.y) > FAR * offsetHeight;
}

/** Whether the person has not asked for stillness. */
export function motionAllowed(): boolean {
  return !matchMedia('(prefers-reduced-motion: reduce)').matches;
}
