import { Problem } from '../../base/problem.ts';

/**
 * The one place where a GPU's death is known. TF.js tells nobody: reads on a lost WebGL context never settle, bad
 * shaders leave zeros. So every read races with this signal and with the clock.
 */
export interface FailureSignal {
  /** The first fatal problem, null while all is well. */
  readonly problem: Problem | null;
  /** Makes it fatal; only the first one counts. */
  report(problem: Problem): void;
  /** Called once, at once if it has happened already. */
  onFatal(listener: (problem: Problem) => void): void;
  /** Settles with `work`, or rejects with the fatal problem or after the time limit, whichever comes first. */
  race<T>(work: Promise<T>, limitMs: number): Promise<T>;
}

export function createFailureSignal(): FailureSignal {
  const listeners: ((problem: Problem) => void)[] = [];
  let problem: Problem | null = null;

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
        const at = listeners.indexOf(reject);
        if (at >= 0) listeners.splice(at, 1);
        act();
      };
      onFatal(reject);
      work.then(
        (value) => settle(() => (problem === null ? resolve(value) : reject(problem))),
        (thrown: unknown) => settle(() => reject(problem ?? thrown)),
      );
    });
  }

  return {
    get problem() {
      return problem;
    },
    report,
    onFatal,
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

/** The graphics card was taken away: driver restart, crash of the browser's GPU process, sleep. */
export function gpuLost(detail: string): Problem {
  return new Problem(
    'gpu-lost',
    `The connection to the graphics card was lost${detail === '' ? '' : ` (${detail})`}.`,
    'Train again; if it happens again, choose the processor (cpu).',
  );
}

/** The graphics driver refused our program or an operation; it would otherwise have answered with zeros. */
export function gpuRefused(detail: string): Problem {
  const shader = /shader|wgsl|glsl|compil|link|pipeline/i.test(detail);
  return new Problem(
    shader ? 'shader' : 'backend-broken',
    `The graphics driver refused ${shader ? 'a program' : 'an operation'} of Matinee: ${detail.slice(0, 300)}`,
    'Choose the processor (cpu) instead of the graphics card.',
  );
}
