import type { CsrPlaces, Place } from './region.ts';

/** Rows `from` to `to - 1`. */
interface RowRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The kernels of `assembly/`, with named arguments. All numbers are f32. Rows have `ld` numbers, a multiple of four:
 * the numbers of the row, then zeros.
 */
export interface Kernels {
  /** Fills the tables that `fillNormals` needs. @param args.tables `[3 · 128]` */
  fillTables(args: { readonly tables: Place }): void;
  /** Writes rows of `size` standard normals, then zeros up to `ld`. */
  fillNormals(args: {
    readonly rows: number;
    readonly size: number;
    readonly ld: number;
    /** State of the random number generator, four words. */
    readonly state: Place;
    readonly tables: Place;
    /** `[rows, ld]` */
    readonly out: Place;
  }): void;
  /** Sums `w f fᵀ` and `w f (value - b)` over the ratings of each row, with `f = [1, q]`. */
  gram(args: GramArgs): void;
  /** Turns the sums of `gram` into each row's Cholesky factor and its part of the links' system. */
  factorRows(args: FactorRowsArgs): void;
  /** Draws the rows given their prior means. */
  drawRows(args: DrawRowsArgs): void;
  /** `out = matrix · dense` for some rows. @param args.dense `[columns, ld]` @param args.out `[rows, ld]` */
  spmm(
    args: RowRange & {
      readonly matrix: CsrPlaces;
      readonly dense: Place;
      readonly ld: number;
      readonly out: Place;
    },
  ): void;
  /** `out[r] = matrices[r] · x[r]`. @param args.matrices `[rows, ld, ld]`, symmetric @param args.x `[rows, ld]` */
  multiplyRows(
    args: RowRange & {
      readonly matrices: Place;
      readonly x: Place;
      readonly ld: number;
      readonly out: Place;
    },
  ): void;
  /** `image += ridge * p`, number by number. @returns `p · image` */
  addRidge(args: { readonly ridge: Place; readonly p: Place; readonly image: Place }): number;
  /** `residual = right - image` */
  firstResidual(args: { readonly right: Place; readonly image: Place; readonly residual: Place }): void;
  /** `x += step p`, `residual -= step image`, `z = residual / diagonal`. @returns `residual · z` */
  stepAlong(args: StepArgs): number;
  /** `p = z + factor p` */
  turn(args: { readonly factor: number; readonly z: Place; readonly p: Place }): void;
  /** Adds `b_u + b_i + p_u·q_i` to `out` for each pair of a user and an item. */
  addPredictions(args: {
    /** User of each pair. `[pairs]` */
    readonly user: Place;
    /** Item of each pair. `[pairs]` */
    readonly item: Place;
    /** `[users, ld]` */
    readonly users: Place;
    /** `[items, ld]` */
    readonly items: Place;
    readonly ld: number;
    /** `[pairs]` */
    readonly out: Place;
  }): void;
  /** Sum of the squared errors of each user's ratings. */
  squaredErrors(
    args: RowRange & {
      readonly ratings: CsrPlaces;
      /** `[users, ld]` */
      readonly users: Place;
      /** `[items, ld]` */
      readonly items: Place;
      readonly ld: number;
      /** `[users]` */
      readonly out: Place;
    },
  ): void;
  /** Improves rows by conjugate gradients on their least squares problems. */
  leastSquares(args: LeastSquaresArgs): void;
  /** Sum of the squared errors of each row, in f64: two numbers of four bytes. */
  leastSquaresErrors(
    args: RowRange & {
      readonly ratings: CsrPlaces;
      /** `[rows, ld]` */
      readonly x: Place;
      /** `[other rows, ld]` */
      readonly fixed: Place;
      readonly ld: number;
      /** `[2 · rows]` */
      readonly out: Place;
    },
  ): void;
  /** `out = matrix · x`. @param args.matrix `[out.length, x.length]`, both multiples of four */
  rowsTimes(args: { readonly matrix: Place; readonly x: Place; readonly out: Place }): void;
  /** Writes the rows whose product with the query is above a bar. @returns how many */
  scanBytes(args: ScanBytesArgs): number;
}

interface ScanBytesArgs extends RowRange {
  /** Numbers of a row, a multiple of 16. */
  readonly width: number;
  /** 8-bit rows, three more than are scanned. */
  readonly codes: Place;
  /** `[rows + 3]` */
  readonly scales: Place;
  /** 16-bit numbers. `[width]` */
  readonly query: Place;
  readonly least: number;
  /** `[to - from]` */
  readonly rows: Place;
  /** `[to - from]` */
  readonly scores: Place;
}

export interface GramArgs extends RowRange {
  readonly ratings: CsrPlaces;
  /** w of each row of the other side. `[other rows]` */
  readonly weights: Place;
  /** Rows `[b, q]` of the other side. `[other rows, ld]` */
  readonly other: Place;
  readonly ld: number;
  /** Four rows. */
  readonly scratch: Place;
  /** Lower triangles. `[rows, ld, ld]` */
  readonly grams: Place;
  /** `[rows, ld]` */
  readonly right: Place;
}

export interface FactorRowsArgs extends RowRange {
  readonly ratings: CsrPlaces;
  /** w of each row. `[rows]` */
  readonly weights: Place;
  /** Noise precision α. */
  readonly alpha: number;
  /** Λ with ones on the diagonal of the padding. `[ld, ld]` */
  readonly lambda: Place;
  readonly ld: number;
  /** Standard normals. `[rows, ld]` */
  readonly noise: Place;
  /** Two matrices and a row. */
  readonly scratch: Place;
  /** The sums of `gram`; then the Cholesky factor L of `A = α w Σ f fᵀ + Λ`. `[rows, ld, ld]` */
  readonly grams: Place;
  /** The sums of `gram`; then `c = α w Σ f (value - b)`. `[rows, ld]` */
  readonly right: Place;
  /** `M = Λ - Λ A⁻¹ Λ`. `[rows, ld, ld]` */
  readonly information: Place;
  /** Diagonal of M. `[rows, ld]` */
  readonly diagonal: Place;
  /** `Λ A⁻¹ c` plus noise of covariance M. `[rows, ld]` */
  readonly linear: Place;
}

export interface DrawRowsArgs extends RowRange {
  /** `[ld, ld]` */
  readonly lambda: Place;
  readonly ld: number;
  /** Standard normals. `[rows, ld]` */
  readonly noise: Place;
  /** Cholesky factors of `factorRows`. `[rows, ld, ld]` */
  readonly factors: Place;
  /** c of `factorRows`. `[rows, ld]` */
  readonly right: Place;
  /** Prior means. `[rows, ld]` */
  readonly prior: Place;
  /** Receives the posterior means. `[rows, ld]` */
  readonly mean: Place;
  /** Receives the draws. `[rows, ld]` */
  readonly x: Place;
  /** `Σ (x - prior)(x - prior)ᵀ` is added to it. `[ld, ld]` */
  readonly scatter: Place;
}

export interface LeastSquaresArgs extends RowRange {
  /** Ratings of the rows, minus their mean. */
  readonly ratings: CsrPlaces;
  /** Rows of the other side. `[other rows, ld]` */
  readonly fixed: Place;
  readonly ld: number;
  /** The rows to start from. `[rows, ld]` */
  readonly before: Place;
  /** Receives the better rows. `[rows, ld]` */
  readonly after: Place;
  /** Penalty of each column. `[ld]` */
  readonly ridge: Place;
  /** 1 for the columns that may change, else 0. `[ld]` */
  readonly free: Place;
  readonly iterations: number;
  /** Nine rows. */
  readonly scratch: Place;
}

interface StepArgs {
  readonly step: number;
  readonly p: Place;
  readonly image: Place;
  readonly diagonal: Place;
  readonly x: Place;
  readonly residual: Place;
  readonly z: Place;
}

/** The compiled functions: sizes are numbers, arrays are addresses in bytes. */
type RawKernels = Readonly<Record<keyof Kernels, (...args: readonly number[]) => number>>;

/**
 * Names the arguments of the compiled kernels. This is the only place that knows their order, which is that of the
 * functions in `assembly/`.
 * @param exports of the WebAssembly instance
 */
export function createKernels(exports: WebAssembly.Exports): Kernels {
  const raw = exports as unknown as RawKernels;
  return {
    ...normalKernels(raw),
    ...rowKernels(raw),
    ...linkKernels(raw),
    ...productKernels(raw),
    ...leastSquaresKernels(raw),
  };
}

/** The kernels of `assembly/normals.ts`. */
function normalKernels(raw: RawKernels): Pick<Kernels, 'fillTables' | 'fillNormals'> {
  return {
    fillTables({ tables }) {
      raw.fillTables(tables.at);
    },
    fillNormals({ rows, size, ld, state, tables, out }) {
      raw.fillNormals(rows, size, ld, state.at, tables.at, out.at);
    },
  };
}

/** The kernels of `assembly/row-posteriors.ts`. */
function rowKernels(raw: RawKernels): Pick<Kernels, 'gram' | 'factorRows' | 'drawRows'> {
  return {
    gram({ from, to, ratings, weights, other, ld, scratch, grams, right }) {
      const { start, index, value } = ratings;
      raw.gram(
        from,
        to,
        start.at,
        index.at,
        value.at,
        weights.at,
        other.at,
        ld,
        scratch.at,
        grams.at,
        right.at,
      );
    },
    factorRows(args) {
      raw.factorRows(
        args.from,
        args.to,
        args.ratings.start.at,
        args.weights.at,
        args.alpha,
        args.lambda.at,
        args.ld,
        args.noise.at,
        args.scratch.at,
        args.grams.at,
        args.right.at,
        args.information.at,
        args.diagonal.at,
        args.linear.at,
      );
    },
    drawRows(args) {
      raw.drawRows(
        args.from,
        args.to,
        args.lambda.at,
        args.ld,
        args.noise.at,
        args.factors.at,
        args.right.at,
        args.prior.at,
        args.mean.at,
        args.x.at,
        args.scatter.at,
      );
    },
  };
}

/** The steps of conjugate gradients in `assembly/sparse-and-links.ts`. */
function linkKernels(raw: RawKernels): Pick<Kernels, 'addRidge' | 'firstResidual' | 'stepAlong' | 'turn'> {
  return {
    addRidge({ ridge, p, image }) {
      return raw.addRidge(image.length, ridge.at, p.at, image.at);
    },
    firstResidual({ right, image, residual }) {
      raw.firstResidual(residual.length, right.at, image.at, residual.at);
    },
    stepAlong({ step, p, image, diagonal, x, residual, z }) {
      return raw.stepAlong(x.length, step, p.at, image.at, diagonal.at, x.at, residual.at, z.at);
    },
    turn({ factor, z, p }) {
      raw.turn(p.length, factor, z.at, p.at);
    },
  };
}

/** The products and predictions in `assembly/sparse-and-links.ts` and `assembly/dense-products.ts`. */
function productKernels(
  raw: RawKernels,
): Pick<Kernels, 'spmm' | 'multiplyRows' | 'addPredictions' | 'squaredErrors' | 'rowsTimes' | 'scanBytes'> {
  return {
    spmm({ from, to, matrix, dense, ld, out }) {
      raw.spmm(from, to, matrix.start.at, matrix.index.at, matrix.value.at, dense.at, ld, out.at);
    },
    multiplyRows({ from, to, matrices, x, ld, out }) {
      raw.multiplyRows(from, to, matrices.at, x.at, ld, out.at);
    },
    addPredictions({ user, item, users, items, ld, out }) {
      raw.addPredictions(out.length, user.at, item.at, users.at, items.at, ld, out.at);
    },
    squaredErrors({ from, to, ratings, users, items, ld, out }) {
      const { start, index, value } = ratings;
      raw.squaredErrors(from, to, start.at, index.at, value.at, users.at, items.at, ld, out.at);
    },
    rowsTimes({ matrix, x, out }) {
      raw.rowsTimes(out.length, x.length, matrix.at, x.at, out.at);
    },
    scanBytes({ from, to, width, codes, scales, query, least, rows, scores }) {
      return raw.scanBytes(from, to, width, codes.at, scales.at, query.at, least, rows.at, scores.at);
    },
  };
}

/** The kernels of `assembly/least-squares.ts`. */
function leastSquaresKernels(raw: RawKernels): Pick<Kernels, 'leastSquares' | 'leastSquaresErrors'> {
  return {
    leastSquares(args) {
      const { start, index, value } = args.ratings;
      raw.leastSquares(
        args.from,
        args.to,
        start.at,
        index.at,
        value.at,
        args.fixed.at,
        args.ld,
        args.before.at,
        args.after.at,
        args.ridge.at,
        args.free.at,
        args.iterations,
        args.scratch.at,
      );
    },
    leastSquaresErrors({ from, to, ratings, x, fixed, ld, out }) {
      const { start, index, value } = ratings;
      raw.leastSquaresErrors(from, to, start.at, index.at, value.at, x.at, fixed.at, ld, out.at);
    },
  };
}
