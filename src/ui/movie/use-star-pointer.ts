import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { type GivenStars, starsAfterTap, starsAfterTouch, starsFromPointer } from './rating-input.ts';

/**
 * Rates by presses on the stars. A press counts when it ends where it began, as on a button: a swipe scrolls, and whoever
 * lets go outside has changed their mind.
 * @param given the current rating
 * @returns what to attach to the stars, and what the mouse points at
 */
export function useStarPointer(
  given: GivenStars,
  rate: (stars: GivenStars) => void,
): { readonly ref: RefObject<HTMLDivElement | null>; readonly preview: GivenStars } {
  const ref = useRef<HTMLDivElement>(null);
  const [preview, setPreview] = useState<GivenStars>(null);
  const newest = useRef({ given, rate });
  useLayoutEffect(() => {
    newest.current = { given, rate };
  });
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const controls = new AbortController();
    listenToStars(element, controls.signal, setPreview, (press) => {
      const { given: current, rate: set } = newest.current;
      set(afterPress(press, current));
    });
    return () => controls.abort();
  }, []);
  return { ref, preview };
}

/** A press that ended on the stars. */
interface StarPress {
  readonly stars: number;
  readonly how: 'tap' | 'drag' | 'touch';
}

function afterPress({ stars, how }: StarPress, current: GivenStars): GivenStars {
  if (how === 'drag') return stars;
  return how === 'touch' ? starsAfterTouch(current, stars) : starsAfterTap(current, stars);
}

function listenToStars(
  element: HTMLElement,
  signal: AbortSignal,
  preview: (stars: GivenStars) => void,
  pressed: (press: StarPress) => void,
): void {
  /** The pointer that is down, or was last, and where it went down. */
  let down: { readonly isTouch: boolean; readonly stars: number } | null = null;
  const at = ({ clientX }: MouseEvent) => {
    const { left, width } = element.getBoundingClientRect();
    return starsFromPointer(clientX, left, width);
  };
  const on = <T extends keyof HTMLElementEventMap>(
    type: T,
    listener: (event: HTMLElementEventMap[T]) => void,
  ) => element.addEventListener(type, listener, { signal });
  on('pointerdown', (event) => {
    const isTouch = event.pointerType === 'touch';
    down = { isTouch, stars: at(event) };
    if (!isTouch && event.button === 0) preview(down.stars);
  });
  on('pointermove', (event) => {
    if (event.pointerType !== 'touch') preview(at(event));
  });
  on('pointerleave', () => preview(null));
  on('pointercancel', () => preview(null));
  // The stars are not focusable themselves: the press would take the focus away.
  on('mousedown', (event) => event.preventDefault());
  on('click', (event) => {
    element.querySelector('input')?.focus({ preventScroll: true });
    preview(null);
    const stars = at(event);
    pressed({ stars, how: down?.isTouch ? 'touch' : down !== null && down.stars !== stars ? 'drag' : 'tap' });
    down = null;
  });
}
