/** What the page of a bench measures of how it feels. */
export interface Pace {
  /** Begins a part of the visit; everything after it counts for this part. */
  part(name: string): void;
  measured(): {
    /** Sum of all layout shifts without input in the half second before. */
    readonly cls: number;
    /** Milliseconds of each task of the main thread above 50, by part. */
    readonly longTasks: readonly { readonly part: string; readonly ms: number }[];
    /** Milliseconds from a press or key to the next paint, of each interaction above 16 ms. */
    readonly interactions: readonly number[];
    /** Interactions in all. */
    readonly presses: number;
    /** Milliseconds from a search watched in the worker to its first answer. */
    readonly searches: readonly number[];
    /** Milliseconds between frames, of the current part. */
    readonly frames: readonly number[];
    /** The largest paint so far, in milliseconds from the start of the visit. */
    readonly largestPaint: number;
    readonly firstPaint: number;
  };
}

/** Runs in the page before its scripts and uses nothing from outside. */
export function watchPace(): void {
  let [part, cls, presses, largest] = ['start', 0, 0, Number.NaN];
  const longTasks: { part: string; ms: number }[] = [];
  const interactions = new Map<number, number>();
  const searches: number[] = [];
  let frames: number[] = [];

  const observe = (type: string, see: (entry: PerformanceEntry) => void, more: object = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({
      type,
      buffered: true,
      ...more,
    });
  observe('layout-shift', (entry) => {
    const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
    if (!hadRecentInput) cls += value;
  });
  observe('longtask', (entry) => {
    longTasks.push({ part, ms: entry.duration });
  });
  observe('largest-contentful-paint', (entry) => {
    largest = entry.startTime;
  });
  const input = (entry: PerformanceEntry) => {
    const { interactionId } = entry as PerformanceEntry & { interactionId: number };
    // The events of one press count once, by the slowest.
    if (interactionId > 0)
      interactions.set(interactionId, Math.max(interactions.get(interactionId) ?? 0, entry.duration));
  };
  observe('event', input, { durationThreshold: 16 });
  for (const type of ['pointerup', 'keydown'])
    addEventListener(type, () => presses++, { capture: true, passive: true });

  let last = performance.now();
  const frame = () => {
    const now = performance.now();
    frames.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);

  window.Worker = class extends Worker {
    readonly #asked = new Map<string, number>();
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.addEventListener('message', ({ data }: MessageEvent<{ type: string; key?: string }>) => {
        const from = data.type === 'answered' ? this.#asked.get(data.key ?? '') : undefined;
        if (from === undefined) return;
        this.#asked.delete(data.key ?? '');
        searches.push(performance.now() - from);
      });
    }
    override postMessage(
      message: { type: string; key?: string; query?: { type: string } },
      ...more: never[]
    ): void {
      if (message.type === 'watch' && message.query?.type === 'search')
        this.#asked.set(message.key ?? '', performance.now());
      super.postMessage(message, ...more);
    }
  };
  window.pace = {
    part(name) {
      part = name;
      frames = [];
      last = performance.now();
    },
    measured: () => ({
      cls,
      longTasks,
      presses,
      searches,
      frames,
      interactions: [...interactions.values()],
      largestPaint: largest,
      firstPaint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    }),
  };
}

declare global {
  interface Window {
    pace: Pace;
  }
}
