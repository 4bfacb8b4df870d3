/** Where an array lies in the memory of an `Arena`. Plain data, which another thread can be sent. */
export interface Place {
  /** Bytes from the start of the memory. */
  readonly at: number;
  /** Numbers of four bytes. */
  readonly length: number;
}

/**
 * An array in the memory of an `Arena`. Make a new view for each use: when the memory grows, older views lose their
 * contents.
 */
export interface Region extends Place {
  floats(): Float32Array;
  integers(): Int32Array;
}

/** A sparse matrix in CSR form: the entries of row r are those from `start[r]` to `start[r + 1] - 1`. */
interface Csr<Of extends Place> {
  /** `[rows + 1]` */
  readonly start: Of;
  /** Column of each entry. `[entries]` */
  readonly index: Of;
  /** `[entries]` */
  readonly value: Of;
}

export type CsrRegions = Csr<Region>;
export type CsrPlaces = Csr<Place>;

/** Where a region lies. */
export const placeOf = ({ at, length }: Place): Place => ({ at, length });

/** Where the arrays of a sparse matrix lie. */
export const placesOf = ({ start, index, value }: CsrPlaces): CsrPlaces => ({
  start: placeOf(start),
  index: placeOf(index),
  value: placeOf(value),
});
