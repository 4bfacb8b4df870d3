import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useSyncExternalStore } from 'react';
import { useInView } from '../kit/use-in-view.ts';
import { useStore } from '../state/store.ts';

/** A card counts as seen when at least half of it has been on the screen for this long. */
const HALF = 0.5;
const SEEN_MS = 1000;
/** Cards that the person sees within this time are sent together. */
const TOGETHER_MS = 250;

/** Records which movies of one interleaved list the person sees and opens. */
export interface Impressions {
  /** The movie has been on the screen for long enough. */
  seen(movieId: number): void;
  /** The person does something with the movie, so it counts as seen and is sent at once. */
  acted(movieId: number): void;
  /** The person opens the page of the movie. */
  opened(movieId: number): void;
}

/**
 * Sends to the worker which movies of an interleaved list the person has seen, and which they have opened.
 * @param list the id of the interleaved list; null while there is none, and nothing is sent
 */
export function useImpressions(list: string | null): Impressions | null {
  const store = useStore();
  const report = useMemo(
    () =>
      list === null
        ? null
        : createReport({
            seen: (movieIds) => store.send({ type: 'seen', list, movieIds }),
            opened: (movieId) => store.send({ type: 'clicked', list, movieId }),
          }),
    [list, store],
  );
  useEffect(() => () => report?.flush(), [report]);
  return report;
}

/**
 * Watches one card of an interleaved list.
 * @returns the props for the card's list item
 */
export function useImpression(impressions: Impressions | null, movieId: number) {
  const [item, isHalfInView] = useInView<HTMLLIElement>({ part: HALF });
  // A person sees nothing in a background tab. When they return to it, the time starts again.
  const isVisible = useSyncExternalStore(onVisibilityChange, () => !document.hidden);
  const isWatched = impressions !== null && isHalfInView && isVisible;
  useEffect(() => {
    if (!isWatched) return;
    const timer = setTimeout(() => impressions?.seen(movieId), SEEN_MS);
    return () => clearTimeout(timer);
  }, [isWatched, impressions, movieId]);
  if (impressions === null) return { ref: item };
  const onOpen = (event: MouseEvent) => {
    const isLink = event.target instanceof Element && event.target.closest('a[href]') !== null;
    // The middle button opens a new tab; the right button opens a menu, so it does not count.
    if (isLink && event.button !== 2) impressions.opened(movieId);
  };
  return {
    ref: item,
    // The capture phase sends that the movie was seen before it sends what the person does with it.
    onPointerUpCapture: () => impressions.acted(movieId),
    onKeyDownCapture: (event: KeyboardEvent) => {
      if (event.key !== 'Tab') impressions.acted(movieId);
    },
    onClickCapture: onOpen,
    onAuxClickCapture: onOpen,
  };
}

interface Send {
  seen(movieIds: readonly number[]): void;
  opened(movieId: number): void;
}

/** Collects the movies that the person sees, each one once, and sends them together. */
function createReport(send: Send): Impressions & { flush(): void } {
  const done = new Set<number>();
  let ready: number[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (ready.length > 0) send.seen(ready);
    ready = [];
  };
  const seen = (movieId: number) => {
    if (done.has(movieId)) return;
    done.add(movieId);
    ready.push(movieId);
    timer ??= setTimeout(flush, TOGETHER_MS);
  };
  return {
    seen,
    acted(movieId) {
      seen(movieId);
      flush();
    },
    opened: send.opened,
    flush,
  };
}

function onVisibilityChange(changed: () => void): () => void {
  document.addEventListener('visibilitychange', changed);
  return () => document.removeEventListener('visibilitychange', changed);
}
