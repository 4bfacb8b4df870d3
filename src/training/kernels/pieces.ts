import type { Csr } from './sparsity-pattern.ts';

/** Entries `from` to `to - 1` of a sparse matrix, in CSR order. */
export interface Piece {
  readonly from: number;
  readonly to: number;
}

/**
 * Divides the entries of a matrix into as few pieces as can be, all but the last of one length. A row may begin in one
 * piece and end in a later one: the product of a matrix is the sum of those of its pieces.
 * @param count of entries @param most of a piece
 * @returns at least one piece; only the piece of a matrix without entries is empty
 */
export function piecesOf(count: number, most: number): Piece[] {
  const pieces = Math.max(1, Math.ceil(count / most));
  const length = Math.ceil(count / pieces);
  return Array.from({ length: pieces }, (_, p) => ({
    from: p * length,
    to: Math.min(count, (p + 1) * length),
  }));
}

/**
 * Where the rows of a matrix begin within a piece, counted from its first entry; so no number is larger than the piece is
 * long, wherever in the matrix it lies. Rows before and after it are empty.
 * @param rowStart `[rows + 1]` @returns `[rows + 1]`
 */
export function rowStartWithin(rowStart: Int32Array, { from, to }: Piece): Int32Array {
  return rowStart.map((start) => Math.min(Math.max(start, from), to) - from);
}

/** A piece of a matrix as a matrix of the same shape. */
export function csrOfPiece({ users, items, rowStart, item }: Csr, piece: Piece): Csr {
  return {
    users,
    items,
    rowStart: rowStartWithin(rowStart, piece),
    item: item.subarray(piece.from, piece.to),
  };
}
