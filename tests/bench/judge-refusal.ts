import { Problem } from '../../src/base/problem.ts';

/**
 * Whether a file was refused on purpose, or by a fault in Matinee's own code. A reader may wrap what is thrown below it in a
 * Problem, as for decoders that say no more than TypeError; the cause then tells where it comes from.
 */
export function judgeRefusal(thrown: unknown): 'refused' | 'untyped' {
  if (!(thrown instanceof Problem) || thrown.code === 'unexpected') return 'untyped';
  for (let cause = thrown.cause; cause instanceof Error; cause = cause.cause)
    if (isOwnFault(cause)) return 'untyped';
  return 'refused';
}

/**
 * Whether an error is one of JavaScript's own that arose in a line of `src`. Those of decoders and of libraries arise in
 * theirs; SyntaxError is how JSON says no, and a DataView says with a RangeError that a file ends.
 */
function isOwnFault(error: Error): boolean {
  if (error instanceof Problem) return error.code === 'unexpected';
  if (!(error instanceof TypeError || error instanceof ReferenceError)) return false;
  const [top = ''] = /^ +at .*$/m.exec(error.stack ?? '') ?? [];
  return top.includes('/src/') && !top.includes('node_modules');
}
