import { type FocusEvent, type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * Keeps the focus in a list whose items come and go. When the focused item has left the page, the slider of the item
 * that took its place gets the focus, so that a keyboard user continues there and not at the top of the page.
 * @param items changes whenever the list shows other items
 * @returns the `onFocus` handler of the list, which returns the index of the item that has the focus
 */
export function useFocusReturn(list: RefObject<HTMLUListElement | null>, items: unknown) {
  const index = useRef<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the effect runs when the items have changed
  useLayoutEffect(() => {
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (!isLost || index.current === null) return;
    const item = list.current?.children[index.current];
    item?.querySelector<HTMLElement>('input[type="range"]')?.focus({ preventScroll: true });
  }, [items]);
  return (event: FocusEvent<HTMLUListElement>) => {
    const item = event.target.closest('li');
    index.current = item === null ? null : [...event.currentTarget.children].indexOf(item);
    return index.current;
  };
}
