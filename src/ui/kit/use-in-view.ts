import { type RefObject, useEffect, useRef, useState } from 'react';

/**
 * Whether an element is on the screen, or near it.
 * @param options.margin how far outside the screen still counts, as CSS margins ("700px 0px")
 * @param options.part share of the element that must be on the screen, 0 to 1
 * @param options.isOnce an element that was in view once stays in view
 * @returns the ref for the element, and whether it is in view; false before the first measurement
 */
export function useInView<T extends HTMLElement>(
  options: { readonly margin?: string; readonly part?: number; readonly isOnce?: boolean } = {},
): readonly [RefObject<T | null>, boolean] {
  const { margin = '0px', part = 0, isOnce = false } = options;
  const element = useRef<T>(null);
  const [isInView, setIsInView] = useState(false);
  const isDone = isOnce && isInView;
  useEffect(() => {
    const observed = element.current;
    if (isDone || observed === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        const newest = entries.at(-1);
        if (newest !== undefined) setIsInView(newest.isIntersecting && newest.intersectionRatio >= part);
      },
      { rootMargin: margin, threshold: part },
    );
    observer.observe(observed);
    return () => observer.disconnect();
  }, [margin, part, isDone]);
  return [element, isInView];
}
