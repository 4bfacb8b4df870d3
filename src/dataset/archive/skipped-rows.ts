import type { SkippedRows } from '../dataset.ts';

const EXAMPLES = 5;

/** Counts what a reader leaves out, by reason, with the first examples of each. */
export class SkippedRowsCounter {
  readonly #reasons = new Map<string, { count: number; examples: string[] }>();

  constructor(private readonly most = EXAMPLES) {}

  /** @param example called only while examples are still kept */
  add(why: string, example: () => string): void {
    let reason = this.#reasons.get(why);
    if (reason === undefined) {
      reason = { count: 0, examples: [] };
      this.#reasons.set(why, reason);
    }
    reason.count++;
    if (reason.examples.length < this.most) reason.examples.push(example());
  }

  /** In the order in which the reasons first occurred. */
  list(): SkippedRows[] {
    return [...this.#reasons].map(([why, { count, examples }]) => ({ why, count, examples }));
  }
}
