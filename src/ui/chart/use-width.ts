import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/**
 * The inner width of an element in CSS pixels, kept up to date while the element is resized.
 * @returns the ref for the element, and its width; 0 before the element is on the page
 */
export function useWidth<T extends HTMLElement>(): readonly [RefObject<T | null>, number] {
  const element = useRef<T>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const measured = element.current;
    if (measured === null) return;
    const measure = () => setWidth(measured.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}
