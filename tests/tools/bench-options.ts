/** The options of the command line for a bench. */
export interface BenchOptions {
  readonly backend?: string;
  readonly data?: string;
  /** Print the result as JSON on the last line, after the table. */
  readonly json: boolean;
}

/** A file in tests/bench: prints a table and returns the figures. */
export interface Bench {
  run(options: BenchOptions): Promise<object>;
}
