import { type RefObject, useEffect } from 'react';
import { useStore } from '../state/store.ts';

/** A card counts as seen when at least half of it is on the screen for this long. */
const HALF = 0.5;
const SEEN_MS = 1000;
/** Cards that are seen at about the same time are told together. */
const TOGETHER_MS = 250;

/**
 * Tells the worker which films of an interleaved list were really seen, and which were opened.
 * @param grid its children carry the film's id as `data-key`, and link to its page
 * @param list as `recommended` names it; null where there is nothing to tell
 * @param order changes when the children do
 */
export function useSeen(grid: RefObject<HTMLElement | null>, list: string | null, order: string): void {
  const store = useStore();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the children change with the order
  useEffect(() => {
    const element = grid.current;
    if (element === null || list === null) return;
    const watch = createWatch(element, {
      seen: (movieIds) => store.send({ type: 'seen', list, movieIds }),
      opened: (movieId) => store.send({ type: 'clicked', list, movieId }),
    });
    return watch.end;
  }, [grid, list, order, store]);
}

interface Told {
  seen(movieIds: readonly number[]): void;
  opened(movieId: number): void;
}

function createWatch(grid: HTMLElement, told: Told): { end(): void } {
  const timers = new Map<Element, ReturnType<typeof setTimeout>>();
  const done = new Set<number>();
  let ready: number[] = [];
  let telling: ReturnType<typeof setTimeout> | undefined;

  const tell = () => {
    clearTimeout(telling);
    telling = undefined;
    if (ready.length > 0) told.seen(ready);
    ready = [];
  };
  const saw = (card: Element) => {
    const id = idOf(card);
    if (id === null || done.has(id)) return;
    done.add(id);
    ready.push(id);
    telling ??= setTimeout(tell, TOGETHER_MS);
  };
  const leave = (card: Element) => {
    clearTimeout(timers.get(card));
    timers.delete(card);
  };
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, intersectionRatio } of entries) {
        leave(target);
        if (intersectionRatio < HALF || document.hidden) continue;
        timers.set(
          target,
          setTimeout(() => saw(target), SEEN_MS),
        );
      }
    },
    { threshold: HALF },
  );
  const observe = () => {
    for (const card of grid.children) observer.observe(card);
  };
  // In a tab in the background nothing is seen; coming back, what is on the screen is looked at anew.
  const onVisibility = () => {
    for (const card of timers.keys()) leave(card);
    observer.disconnect();
    if (!document.hidden) observe();
  };
  // Who does something with a film has seen it, however quick they were. Told before what they do is.
  const onAct = (event: Event) => {
    const card = cardOf(event);
    if (card === null || (event instanceof KeyboardEvent && event.key === 'Tab')) return;
    saw(card);
    tell();
  };
  const onOpen = (event: MouseEvent) => {
    const card = cardOf(event);
    const id = card === null ? null : idOf(card);
    const isLink = event.target instanceof Element && event.target.closest('a[href]') !== null;
    // The middle button opens a tab of its own; the right one opens a menu.
    if (id !== null && isLink && event.button !== 2) told.opened(id);
  };
  const stop = new AbortController();
  const options = { capture: true, signal: stop.signal };
  document.addEventListener('visibilitychange', onVisibility, options);
  for (const type of ['pointerup', 'keydown']) grid.addEventListener(type, onAct, options);
  grid.addEventListener('click', onOpen, options);
  grid.addEventListener('auxclick', onOpen, options);
  observe();
  return {
    end() {
      stop.abort();
      observer.disconnect();
      for (const timer of timers.values()) clearTimeout(timer);
      tell();
    },
  };
}

function cardOf(event: Event): Element | null {
  return event.target instanceof Element ? event.target.closest('[data-key]') : null;
}

function idOf(card: Element): number | null {
  const id = card instanceof HTMLElement ? Number(card.dataset.key) : Number.NaN;
  return Number.isInteger(id) ? id : null;
}
