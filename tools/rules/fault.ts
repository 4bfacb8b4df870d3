/** One place where a rule does not hold. */
export interface Fault {
  readonly rule:
    | 'import'
    | 'cycle'
    | 'function-length'
    | 'literal-spread'
    | 'banned-word'
    | 'command-table'
    | 'document'
    | 'basename'
    | 'unloaded-style'
    | 'tree';
  readonly file: string;
  /** Counted from 1; 1 for a fault of the file as a whole. */
  readonly line: number;
  readonly message: string;
}

/** A file as the rules see it: its path from the root of the repository and its text. */
export interface Source {
  readonly file: string;
  readonly text: string;
}
