import type { FromWorker } from '../../src/protocol/messages.ts';

interface ShelfArrival {
  /** Whether all stages have arrived. */
  complete: boolean;
  /** Why a stage did not arrive; null while none has failed. */
  refused: string | null;
}

/** What the page of a bench measures of the worker's answers. */
export interface Answers {
  /** Drops what was measured so far. */
  begin(): void;
  /** Answers painted. */
  count(): number;
  runsEnded(): number;
  /** How far the data set has come. */
  shelf(): ShelfArrival;
  /** Whether the thing was stored when it was last checked; the bench asks until it is. */
  keeps(thing: string): boolean;
  measured(): {
    /** Milliseconds in the worker. */
    readonly took: readonly number[];
    /** Milliseconds from the release of the mouse to the frame after the new list. */
    readonly painted: readonly number[];
    /** Milliseconds of each task of the main thread above 50. */
    readonly longTasks: readonly number[];
  };
}

/** Runs in the page before its scripts and uses nothing from outside; listens to the worker beside the page. */
export function watchAnswers(): void {
  let [took, painted, longTasks]: [number[], number[], number[]] = [[], [], []];
  let [ended, answered, clicked, begun] = [0, 0, 0, 0];
  const stored = new Set<string>();
  const shelf: ShelfArrival = { complete: false, refused: null };

  addEventListener('pointerup', (event) => (clicked = event.timeStamp), { capture: true });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) if (startTime >= begun) longTasks.push(duration);
  }).observe({ type: 'longtask' });

  const hear = ({ data }: MessageEvent<FromWorker>) => {
    if (data.type === 'trainingEnded') ended++;
    if (data.type === 'shelfComplete') shelf.complete = true;
    if (data.type === 'shelfDelayed') shelf.refused = `${data.stage}: ${data.problem.message}`;
    if (data.type !== 'answered' || data.took === null || !data.key.includes('"recommendations"')) return;
    took.push(data.took);
    const from = clicked;
    // A task after the callbacks of the frame: the frame with the new list is painted.
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
        if (found.result !== undefined) stored.add(thing);
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
    shelf: () => shelf,
    keeps(thing) {
      if (!stored.has(thing)) look(thing);
      return stored.has(thing);
    },
    measured: () => ({ took, painted, longTasks }),
  };
}
