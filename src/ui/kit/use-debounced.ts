import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';

/**
 * The value once it has not changed for `ms` milliseconds; until then the value before.
 * The first value is returned at once.
 */
export function useDebounced<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(() => value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}

/** A function that runs `ms` milliseconds after its last call. */
interface Debounced<Args extends readonly unknown[]> {
  (...args: Args): void;
  /** Drops the call that is waiting. */
  cancel(): void;
}

/**
 * Waits until calls have paused for `ms` milliseconds, then runs the newest `run` with the last arguments.
 * The returned function stays the same between renders; a waiting call is dropped when the component unmounts.
 */
export function useDebouncedCallback<Args extends readonly unknown[]>(
  run: (...args: Args) => void,
  ms: number,
): Debounced<Args> {
  const newest = useRef(run);
  useLayoutEffect(() => {
    newest.current = run;
  });
  const debounced = useMemo(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const call = (...args: Args) => {
      clearTimeout(timer);
      timer = setTimeout(() => newest.current(...args), ms);
    };
    return Object.assign(call, { cancel: () => clearTimeout(timer) });
  }, [ms]);
  useEffect(() => debounced.cancel, [debounced]);
  return debounced;
}
