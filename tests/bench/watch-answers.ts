/** What the page of a bench knows of the answers of the worker. */
export interface Answers {
  /** Forgets what was measured so far. */
  begin(): void;
  /** Answers painted. */
  count(): number;
  runsEnded(): number;
  /** Whether the thing is kept, as far as was last looked: asked again and again until it is. */
  keeps(thing: string): boolean;
  told(): {
    /** Milliseconds in the worker. */
    readonly took: readonly number[];
    /** Milliseconds from the release of the mouse to the frame after the new list. */
    readonly painted: readonly number[];
    /** Milliseconds of each task of the main thread above 50. */
    readonly longTasks: readonly number[];
  };
}

/** Runs in the page before any of its scripts, and so must stand alone: listens to the worker beside the page. */
export function watchAnswers(): void {
  let [took, painted, longTasks]: [number[], number[], number[]] = [[], [], []];
  let [ended, answered, clicked, begun] = [0, 0, 0, 0];
  const kept = new Set<string>();

  addEventListener('pointerup', (event) => (clicked = event.timeStamp), { capture: true });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) if (startTime >= begun) longTasks.push(duration);
  }).observe({ type: 'longtask' });

  const hear = ({ data }: MessageEvent<{ readonly type: string; readonly took?: number | null }>) => {
    if (data.type === 'trainingEnded') ended++;
    if (data.type !== 'recommended' || typeof data.took !== 'number') return;
    took.push(data.took);
    const from = clicked;
    // A task after the frame's callbacks: the frame with the new list is painted.
    requestAnimationFrame(() => {
      setTimeout(() => {
        painted.push(performance.now() - from);
        answered++;
      });
    });
  };
  window.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.addEventListener('message', hear);
    }
  };

  const look = (thing: string) => {
    const opening = indexedDB.open('matinee-data');
    opening.onsuccess = () => {
      const database = opening.result;
      const store = database.objectStoreNames[0];
      const found = database.transaction(store).objectStore(store).getKey(['manifest', thing]);
      found.onsuccess = () => {
        if (found.result !== undefined) kept.add(thing);
        database.close();
      };
    };
  };
  window.answers = {
    begin() {
      [took, painted, longTasks] = [[], [], []];
      begun = performance.now();
    },
    count: () => answered,
    runsEnded: () => ended,
    keeps(thing) {
      if (!kept.has(thing)) look(thing);
      return kept.has(thing);
    },
    told: () => ({ took, painted, longTasks }),
  };
}
