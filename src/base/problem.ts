/** What can go wrong, as a stable code that tests and the page can tell apart. */
export type ProblemCode =
  | 'network'
  | 'file-broken'
  | 'file-unknown'
  | 'file-too-large'
  | 'data-invalid'
  | 'storage-full'
  | 'storage-denied'
  | 'storage-broken'
  | 'storage-newer'
  | 'backend-missing'
  | 'backend-broken'
  | 'gpu-lost'
  | 'shader'
  | 'diverged'
  | 'settings'
  | 'worker-died'
  | 'unexpected';

/** A problem as it crosses the worker border. */
export interface ProblemReport {
  readonly code: ProblemCode;
  /** What went wrong, one plain sentence. */
  readonly message: string;
  /** What the person can do about it. */
  readonly advice: string;
}

/** The only error thrown on purpose: says what was wrong and what to do. */
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

/** Any thrown value as a report; what is not a Problem is a fault of ours and says so. */
export function reportOf(thrown: unknown): ProblemReport {
  if (thrown instanceof Problem) return thrown.toReport();
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return {
    code: 'unexpected',
    message: `Something went wrong inside Matinee: ${detail}`,
    advice: 'Reload the page. Your ratings are kept.',
  };
}
