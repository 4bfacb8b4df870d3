/** What the command line hands to a bench. */
export interface BenchOptions {
  readonly backend?: string;
  readonly data?: string;
  /** The result is wanted as JSON on the last line; the table is printed all the same. */
  readonly json: boolean;
}

/** A file in tests/bench: prints a table and returns the figures. */
export interface Bench {
  run(options: BenchOptions): Promise<object>;
}
