import * as tf from '@tensorflow/tfjs-core';
import { byItem } from '../../dataset/dataset.ts';

/**
 * The positions of the entries of a sparse `[m, n]` matrix, uploaded once and used by every product with it. Entries
 * are numbered in CSR order. The fields by column are the same matrix in CSC order; `position` gives the CSR number.
 */
export interface Pattern {
  /** `[nnz]` row of each entry */
  readonly row: tf.Tensor1D;
  /** `[nnz]` column of each entry */
  readonly col: tf.Tensor1D;
  /** `[m + 1]` */
  readonly rowStart: tf.Tensor1D;
  /** `[n + 1]` */
  readonly colStart: tf.Tensor1D;
  /** `[nnz]` row of each entry, by column */
  readonly rowByCol: tf.Tensor1D;
  /** `[nnz]` CSR number of each entry, by column */
  readonly position: tf.Tensor1D;
}

/** The shape of a sparse matrix in CSR form: `item` is the column of each entry, row u begins at `rowStart[u]`. */
export interface Csr {
  readonly users: number;
  readonly items: number;
  readonly rowStart: Int32Array;
  readonly item: Int32Array;
}

const upload = (values: Int32Array) => tf.tensor1d(values, 'int32');

/** Uploads the pattern of a CSR matrix; dispose with `tf.dispose({ ...pattern })`. */
export function createPattern(csr: Csr): Pattern {
  const { colStart, user, position } = byItem(csr);
  const row = new Int32Array(csr.item.length);
  for (let u = 0; u < csr.users; u++) row.fill(u, csr.rowStart[u], csr.rowStart[u + 1]);
  return {
    row: upload(row),
    col: upload(csr.item),
    rowStart: upload(csr.rowStart),
    colStart: upload(colStart),
    rowByCol: upload(user),
    position: upload(position),
  };
}

/**
 * The pattern of an `[m, m]` diagonal matrix. With it the two kernels also do what else conjugate gradients need:
 * `sddmm(X, Y)` is the dot product of each row of X with the same row of Y, `spmm(a, X)` scales row r of X by `a_r`.
 * TF.js would do both by broadcasting, which on its cpu backend costs about 100 ns per element.
 */
export function createDiagonal(m: number): Pattern {
  const row = upload(Int32Array.from({ length: m }, (_, r) => r));
  const start = upload(Int32Array.from({ length: m + 1 }, (_, r) => r));
  return { row, col: row, rowStart: start, colStart: start, rowByCol: row, position: row };
}
