import type { Pause } from './scheduling.ts';

/** Long work that can rest wherever it yields, for callers that wait and for those that let messages in. */
export type Steps<T> = Generator<void, T>;

/** Whether something is still to be computed. Nothing else here has a method of this name. */
export function isSteps<T>(one: T | Steps<T>): one is Steps<T> {
  return typeof one === 'object' && one !== null && 'next' in one && typeof one.next === 'function';
}

/** Does all steps at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** Does the steps with pauses. Rejects with the reason of the pause, or what a step throws. */
export async function finishWithPauses<T>(steps: Steps<T>, pause: Pause): Promise<T> {
  for (;;) {
    await pause();
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}
