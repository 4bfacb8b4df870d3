import { Problem } from '../../base/problem.ts';

/**
 * The one place that knows whether the GPU has failed. TF.js does not report it: reads on a lost WebGL context never
 * settle, and bad shaders give zeros. So every read races with this signal and with a time limit.
 */
export interface FailureSignal {
  /** The first problem reported, null if there is none. */
  readonly problem: Problem | null;
  /** Reports that the GPU has failed. Only the first problem counts. */
  report(problem: Problem): void;
  /** Calls the listener once: immediately if the GPU has already failed. */
  onFatal(listener: (problem: Problem) => void): void;
  /**
   * The first problem reported, to be asked after an operation has thrown: a card that is lost refuses its operations
   * before the browser says that it is lost, so this waits a moment for the report. Null if none comes.
   */
  reported(): Promise<Problem | null>;
  /** Settles with `work`, or rejects with the problem or after the time limit, whichever comes first. */
  race<T>(work: Promise<T>, limitMs: number): Promise<T>;
}

/** The report of a lost card comes milliseconds after the first error; on a busy machine it may take a second. */
const REPORT_LIMIT_MS = 3000;

export function createFailureSignal(): FailureSignal {
  const listeners: ((problem: Problem) => void)[] = [];
  let problem: Problem | null = null;

  const forget = (listener: (problem: Problem) => void) => {
    const at = listeners.indexOf(listener);
    if (at >= 0) listeners.splice(at, 1);
  };

  function report(first: Problem): void {
    if (problem !== null) return;
    problem = first;
    for (const listener of listeners.splice(0)) listener(first);
  }

  function onFatal(listener: (problem: Problem) => void): void {
    if (problem === null) listeners.push(listener);
    else listener(problem);
  }

  function race<T>(work: Promise<T>, limitMs: number): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => report(hung(limitMs)), limitMs);
      const settle = (act: () => void) => {
        clearTimeout(timer);
        forget(reject);
        act();
      };
      onFatal(reject);
      work.then(
        (value) => settle(() => (problem === null ? resolve(value) : reject(problem))),
        (thrown: unknown) => settle(() => reject(problem ?? thrown)),
      );
    });
  }

  function reported(): Promise<Problem | null> {
    return new Promise((resolve) => {
      const heard = (first: Problem) => {
        clearTimeout(timer);
        resolve(first);
      };
      const timer = setTimeout(() => {
        forget(heard);
        resolve(null);
      }, REPORT_LIMIT_MS);
      onFatal(heard);
    });
  }

  return {
    get problem() {
      return problem;
    },
    report,
    onFatal,
    reported,
    race,
  };
}

function hung(limitMs: number): Problem {
  return new Problem(
    'backend-broken',
    `The graphics card gave no answer for ${Math.round(limitMs / 1000)} seconds.`,
    'Train again, or choose the processor (cpu) instead of the graphics card.',
  );
}

/** The graphics card is gone: a driver restart, a crash of the browser's GPU process, or sleep. */
export function gpuLost(detail: string): Problem {
  return new Problem(
    'gpu-lost',
    `The connection to the graphics card was lost${detail === '' ? '' : ` (${detail})`}.`,
    'Train again; if it happens again, choose the processor (cpu).',
  );
}

/** The graphics driver refused a program or an operation. Without this the result would be zeros. */
export function gpuRefused(detail: string): Problem {
  const shader = /shader|wgsl|glsl|compil|link|pipeline/i.test(detail);
  return new Problem(
    shader ? 'shader' : 'backend-broken',
    `The graphics driver refused ${shader ? 'a program' : 'an operation'} of Matinee: ${detail.slice(0, 300)}`,
    'Choose the processor (cpu) instead of the graphics card.',
  );
}
