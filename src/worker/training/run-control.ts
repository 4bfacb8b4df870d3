import type { StoredCheckpoint } from '../../storage/artifacts/checkpoint-store.ts';

// Numbers start from the clock, so that a stored run of an earlier visit never has the number of a new one.
let lastId = Date.now();

/** A number that no other run has. */
export function newRunId(): number {
  return ++lastId;
}

/** The controls of one run. Pause, step and stop take effect when the current epoch ends, abandon at once. */
export class Run {
  stopped = false;
  /** Whether the training code is loaded and has started. */
  begun = false;
  /** Whether an epoch has ended since it began here. */
  progressed = false;
  /** The checkpoint to continue from. */
  latest: StoredCheckpoint | null = null;
  private mode: 'going' | 'stepping' | 'paused' = 'going';
  private wake = () => {};
  private readonly controller = new AbortController();

  constructor(readonly id: number) {}

  /** Aborted when the run is abandoned: nobody needs its model any more. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  get paused(): boolean {
    return this.mode === 'paused';
  }

  /** @returns false if it was paused already */
  pause(): boolean {
    if (this.mode === 'paused') return false;
    this.mode = 'paused';
    return true;
  }

  /** @returns false if it was going already */
  resume(): boolean {
    if (this.mode === 'going') return false;
    this.mode = 'going';
    this.wake();
    return true;
  }

  /** Goes on to the end of an epoch, then pauses. */
  step(): void {
    this.mode = 'stepping';
    this.wake();
  }

  stop(): void {
    this.stopped = true;
    this.wake();
  }

  abandon(): void {
    this.controller.abort();
    this.wake();
  }

  /** To be called when an epoch has ended. @returns whether that pauses the run */
  epochEnded(): boolean {
    this.progressed = true;
    if (this.mode !== 'stepping' || this.stopped) return false;
    this.mode = 'paused';
    return true;
  }

  /** Resolves when the next epoch may begin, or the run is to end. */
  async gate(): Promise<void> {
    while (this.mode === 'paused' && !this.stopped && !this.signal.aborted) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }
}
