/** The options of the command line. */
export interface BenchOptions {
  readonly backend?: string;
  readonly data?: string;
  /** Whether the last line is the result as JSON. The table is printed in any case. */
  readonly json: boolean;
}

/** A file in tests/bench. `run` prints a table and returns its figures. */
export interface Bench {
  run(options: BenchOptions): Promise<object>;
}
