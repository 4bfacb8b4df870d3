import type { FromWorker } from '../../src/protocol/messages.ts';

/** Runs in the page before its scripts and uses nothing from outside: times what is given up. */
export function watchCancels(): void {
  let [pressed, stars] = [0, 0];
  let took: number | null = null;
  let post: (message: object) => void = () => {};
  window.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      if (options?.name !== 'matinee') return;
      post = (message) => this.postMessage(message);
      this.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
        if (data.type !== 'personChanged' || pressed === 0) return;
        took = performance.now() - pressed;
        pressed = 0;
      });
    }
  };
  window.cancels = {
    press(button) {
      took = null;
      pressed = performance.now();
      button.click();
      // After all that the press sends: it is carried out once the worker is rid of what was given up.
      stars = stars === 4 ? 3 : 4;
      setTimeout(() => post({ type: 'rate', movieId: 1, stars }));
    },
    took: () => took,
  };
}

declare global {
  interface Window {
    cancels: { press(button: HTMLElement): void; took(): number | null };
  }
}
