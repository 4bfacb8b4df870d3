import { type FocusEvent, type RefObject, useLayoutEffect, useRef } from 'react';
import type { MovieCard } from '../../protocol/movie-card.ts';

/** A film that is rated leaves the list; who rated it by keyboard goes on at the same place, not at the top. */
export function useKeptFocus(list: RefObject<HTMLUListElement | null>, cards: readonly MovieCard[] | null) {
  const place = useRef<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the cards have changed
  useLayoutEffect(() => {
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (!lost || place.current === null) return;
    const item = list.current?.children[place.current];
    item?.querySelector<HTMLElement>('[role="slider"]')?.focus({ preventScroll: true });
  }, [cards]);
  return (event: FocusEvent<HTMLUListElement>) => {
    const item = event.target.closest('li');
    place.current = item === null ? null : [...event.currentTarget.children].indexOf(item);
  };
}
