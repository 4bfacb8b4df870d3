import { Problem } from '../base/problem.ts';

/**
 * What becomes of code that did not arrive when it was needed.
 * @throws Problem 'network', always
 */
export function notLoaded(thrown: unknown): never {
  throw new Problem(
    'network',
    'A part of Matinee did not load.',
    'Check your connection and start it again. If a newer version has come out, reload the page: nothing is lost.',
    { cause: thrown },
  );
}
