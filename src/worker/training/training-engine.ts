import { Problem, type ProblemCode } from '../../base/problem.ts';
import { oneThread } from '../../base/threads.ts';
import type { BackendName } from '../../protocol/training-messages.ts';

type Training = typeof import('../../training/train.ts');

/** The training code. */
interface Started {
  readonly training: Training;
  readonly backend: Awaited<ReturnType<Training['startBackend']>>;
}

/** TF.js, which has one backend at a time: all that is trained in this tab shares it. */
export interface Engine {
  /** Loads the training code and starts the backend, both on first use: reopening the page needs neither. */
  start(): Promise<Started>;
  /**
   * After a failure: the next start begins with a fresh backend. A graphics card that was lost is tried once more;
   * then, or where it computes wrong or cannot hold the model, what is next best takes its place: hardware WebGL, then
   * the processor. This holds for a backend that was asked for by name as well: the run that it cannot finish goes on
   * without it, and the run shows what it runs on and why.
   * @returns whether it was the graphics card that failed and something else can go on by itself
   */
  drop(thrown: unknown): boolean;
}

const OF_THE_CARD: ReadonlySet<ProblemCode> = new Set([
  'gpu-lost',
  'shader',
  'backend-broken',
  'backend-too-small',
]);

/** Whether it was the graphics card that failed, so that a run can go on without it. */
export function isOfTheCard(thrown: unknown): boolean {
  return thrown instanceof Problem && OF_THE_CARD.has(thrown.code);
}

export function createEngine(
  load: () => Promise<Training>,
  choice: BackendName | 'auto',
  threads = oneThread,
): Engine {
  let backend: ReturnType<Training['startBackend']> | null = null;
  let name: BackendName | null = null;
  const lost = new Set<BackendName>();
  const failed = new Set<BackendName>();
  return {
    async start() {
      const training = await load();
      // A backend that was asked for by name and has failed is not tried again: the best of the others takes its place.
      const isGone = choice !== 'auto' && failed.has(choice);
      backend ??= training.startBackend(isGone ? 'auto' : choice, failed, threads);
      const started = await backend;
      name = started.info.backend;
      return { training, backend: started };
    },
    drop(thrown) {
      // A backend that was asked for by name and lost may not even start again.
      const isGone = name === null && choice !== 'auto' && lost.has(choice);
      const which = isGone ? choice : name;
      [backend, name] = [null, null];
      if (which === null || which === 'cpu' || !(thrown instanceof Problem)) return false;
      if (!isOfTheCard(thrown) && !(isGone && thrown.code === 'backend-missing')) return false;
      if (thrown.code === 'gpu-lost' && !lost.has(which)) lost.add(which);
      else failed.add(which);
      return true;
    },
  };
}
