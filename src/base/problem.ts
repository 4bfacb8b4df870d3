/** Stable codes of everything that can go wrong; tests and the page distinguish problems by them. */
export type ProblemCode =
  | 'network'
  | 'file-broken'
  | 'file-unknown'
  | 'file-too-large'
  | 'data-invalid'
  | 'storage-full'
  | 'storage-denied'
  | 'storage-stalled'
  | 'storage-broken'
  | 'storage-newer'
  | 'backend-missing'
  | 'backend-broken'
  | 'backend-too-small'
  | 'gpu-lost'
  | 'shader'
  | 'diverged'
  | 'settings'
  | 'link-broken'
  | 'link-newer'
  | 'worker-died'
  | 'unexpected';

/** A problem as it crosses the worker border. */
export interface ProblemReport {
  readonly code: ProblemCode;
  /** What went wrong, in one plain sentence. */
  readonly message: string;
  /** What the person can do about it. */
  readonly advice: string;
}

/** The only error that is thrown on purpose. It carries what went wrong and what the person can do. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly advice: string;

  constructor(code: ProblemCode, message: string, advice: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Problem';
    this.code = code;
    this.advice = advice;
  }

  toReport(): ProblemReport {
    return { code: this.code, message: this.message, advice: this.advice };
  }
}

/** Turns any thrown value into a report. A value that is not a Problem is reported as a bug of Matinee. */
export function reportOf(thrown: unknown): ProblemReport {
  if (thrown instanceof Problem) return thrown.toReport();
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return {
    code: 'unexpected',
    message: `Something went wrong inside Matinee: ${detail}`,
    advice: 'Reload the page. Your ratings are saved.',
  };
}
