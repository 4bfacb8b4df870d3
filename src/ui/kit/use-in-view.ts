import { type RefObject, useEffect, useRef, useState } from 'react';

/**
 * Whether an element is on the screen, or near it.
 * @param options.margin how far outside the screen still counts, as CSS margins ("700px 0px")
 * @param options.part share of the element that must be on the screen, 0 to 1
 * @returns the ref for the element, and whether it is in view; false before the first measurement
 */
export function useInView<T extends HTMLElement>(
  options: { readonly margin?: string; readonly part?: number } = {},
): readonly [RefObject<T | null>, boolean] {
  const { margin = '0px', part = 0 } = options;
  const element = useRef<T>(null);
  const [isInView, setIsInView] = useState(false);
  useEffect(() => {
    const observed = element.current;
    if (observed === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        const newest = entries.at(-1);
        if (newest !== undefined) setIsInView(newest.isIntersecting && newest.intersectionRatio >= part);
      },
      { rootMargin: margin, threshold: part },
    );
    observer.observe(observed);
    return () => observer.disconnect();
  }, [margin, part]);
  return [element, isInView];
}
