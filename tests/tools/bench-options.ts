/** The options of the command line for a bench. */
export interface BenchOptions {
  readonly backend?: string;
  readonly data?: string;
  /** How many times slower than this machine the page runs; benches that measure no page ignore it. */
  readonly slow?: number;
  /** Millions of ratings of the largest data set; benches of one size ignore it. */
  readonly max?: number;
  /** How often something is repeated; benches that repeat nothing ignore it. */
  readonly rounds?: number;
  /** How many files are read; benches that read no files ignore it. */
  readonly inputs?: number;
  /** Of the bench of ranking: only whether the hybrid carries over to other data sets. */
  readonly generalises?: boolean;
  /** Of the bench of accuracy: the only rows to measure, by their names; all by default. */
  readonly rows?: readonly string[];
  /** Print the result as JSON on the last line, after the table. */
  readonly json: boolean;
}

/** A file in tests/bench: prints a table and returns the figures. */
export interface Bench {
  run(options: BenchOptions): Promise<object>;
}
