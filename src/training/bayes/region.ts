/**
 * An array in the memory of an `Arena`. Make a new view for each use: when the memory grows, older views lose their
 * contents.
 */
export interface Region {
  /** Bytes from the start of the memory. */
  readonly at: number;
  /** Numbers of four bytes. */
  readonly length: number;
  floats(): Float32Array;
  integers(): Int32Array;
}

/** A sparse matrix in CSR form: the entries of row r are those from `start[r]` to `start[r + 1] - 1`. */
export interface CsrRegions {
  /** `[rows + 1]` */
  readonly start: Region;
  /** Column of each entry. `[entries]` */
  readonly index: Region;
  /** `[entries]` */
  readonly value: Region;
}
