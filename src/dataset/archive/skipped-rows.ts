import type { SkippedRows } from '../dataset.ts';

const EXAMPLES = 5;

/** Counts the rows that a reader skips, by reason, with the first examples of each reason. */
export class SkippedRowsCounter {
  readonly #reasons = new Map<string, { count: number; examples: string[] }>();

  /** @param maxExamples number of examples for each reason */
  constructor(private readonly maxExamples = EXAMPLES) {}

  /** @param example called only if another example is needed */
  add(why: string, example: () => string): void {
    let reason = this.#reasons.get(why);
    if (reason === undefined) {
      reason = { count: 0, examples: [] };
      this.#reasons.set(why, reason);
    }
    reason.count++;
    if (reason.examples.length < this.maxExamples) reason.examples.push(example());
  }

  /** The skipped rows, in the order in which the reasons first occurred. */
  list(): SkippedRows[] {
    return [...this.#reasons].map(([why, { count, examples }]) => ({ why, count, examples }));
  }
}
