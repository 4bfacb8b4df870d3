/** Times of one visit, by performance.now(); 0 where it has not happened. */
export interface ScaleMarks {
  readonly begun: number;
  readonly previewed: number;
  readonly used: number;
  readonly firstList: number;
  readonly quickModel: number;
  /** Milliseconds of each sweep of the quick model. */
  readonly sweepsMs: readonly number[];
  /** The longest time without a message from the worker while the person waited. */
  readonly silenceMs: number;
}

/** Runs in the page before its scripts and uses nothing from outside; listens to the worker beside the page. */
export function watchScale(): void {
  const marks = {
    begun: 0,
    previewed: 0,
    used: 0,
    firstList: 0,
    quickModel: 0,
    sweepsMs: [] as number[],
    silenceMs: 0,
  };
  let [heard, isLeft] = [0, false];
  interface Message {
    readonly type: string;
    readonly key?: string;
    readonly point?: { readonly epochMs: number };
  }
  const hear = ({ data }: MessageEvent<Message>) => {
    const now = performance.now();
    const isWaiting = marks.begun > 0 && (marks.previewed === 0 || (marks.used > 0 && marks.firstList === 0));
    if (isWaiting) marks.silenceMs = Math.max(marks.silenceMs, now - heard);
    heard = now;
    if (data.type === 'datasetPreviewed') marks.previewed = now;
    if (data.type === 'datasetLeft') isLeft = true;
    const isNew = marks.used === 0 || isLeft;
    if (data.type === 'trainingProgressed' && isNew && marks.quickModel === 0 && data.point !== undefined)
      marks.sweepsMs.push(data.point.epochMs);
    if (data.type === 'trainingEnded' && isNew && marks.quickModel === 0) marks.quickModel = now;
    if (data.type !== 'answered' || !isNew || marks.firstList > 0) return;
    if (!data.key?.includes('"type":"recommendations"')) return;
    // A task after the callbacks of the frame: the frame with the list is painted.
    requestAnimationFrame(() => setTimeout(() => (marks.firstList ||= performance.now())));
  };
  window.Worker = class extends window.Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.addEventListener('message', hear);
    }
  };
  window.scale = {
    begin() {
      Object.assign(marks, {
        previewed: 0,
        used: 0,
        firstList: 0,
        quickModel: 0,
        sweepsMs: [],
        silenceMs: 0,
      });
      marks.begun = performance.now();
      heard = marks.begun;
    },
    use() {
      marks.firstList = 0;
      marks.used = performance.now();
      heard = marks.used;
    },
    marks: () => marks,
  };
}

declare global {
  interface Window {
    scale: { begin(): void; use(): void; marks(): ScaleMarks };
  }
}
