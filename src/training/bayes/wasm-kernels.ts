import type { CsrRegions, Region } from './region.ts';

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
  fillTables(args: { readonly tables: Region }): void;
  /** Writes rows of `size` standard normals, then zeros up to `ld`. */
  fillNormals(args: {
    readonly rows: number;
    readonly size: number;
    readonly ld: number;
    /** State of the random number generator, four words. */
    readonly state: Region;
    readonly tables: Region;
    /** `[rows, ld]` */
    readonly out: Region;
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
      readonly matrix: CsrRegions;
      readonly dense: Region;
      readonly ld: number;
      readonly out: Region;
    },
  ): void;
  /** `out[r] = matrices[r] · x[r]`. @param args.matrices `[rows, ld, ld]`, symmetric @param args.x `[rows, ld]` */
  multiplyRows(
    args: RowRange & {
      readonly matrices: Region;
      readonly x: Region;
      readonly ld: number;
      readonly out: Region;
    },
  ): void;
  /** `image += ridge * p`, number by number. @returns `p · image` */
  addRidge(args: { readonly ridge: Region; readonly p: Region; readonly image: Region }): number;
  /** `residual = right - image` */
  firstResidual(args: { readonly right: Region; readonly image: Region; readonly residual: Region }): void;
  /** `x += step p`, `residual -= step image`, `z = residual / diagonal`. @returns `residual · z` */
  stepAlong(args: StepArgs): number;
  /** `p = z + factor p` */
  turn(args: { readonly factor: number; readonly z: Region; readonly p: Region }): void;
  /** Adds `b_u + b_i + p_u·q_i` to `out` for each pair of a user and an item. */
  addPredictions(args: {
    /** User of each pair. `[pairs]` */
    readonly user: Region;
    /** Item of each pair. `[pairs]` */
    readonly item: Region;
    /** `[users, ld]` */
    readonly users: Region;
    /** `[items, ld]` */
    readonly items: Region;
    readonly ld: number;
    /** `[pairs]` */
    readonly out: Region;
  }): void;
  /** Sum of the squared errors of each user's ratings. */
  squaredErrors(args: {
    readonly ratings: CsrRegions;
    /** `[users, ld]` */
    readonly users: Region;
    /** `[items, ld]` */
    readonly items: Region;
    readonly ld: number;
    /** `[users]` */
    readonly out: Region;
  }): void;
  /** `out = matrix · x`. @param args.matrix `[out.length, x.length]`, both multiples of four */
  rowsTimes(args: { readonly matrix: Region; readonly x: Region; readonly out: Region }): void;
}

interface GramArgs extends RowRange {
  readonly ratings: CsrRegions;
  /** w of each row of the other side. `[other rows]` */
  readonly weights: Region;
  /** Rows `[b, q]` of the other side. `[other rows, ld]` */
  readonly other: Region;
  readonly ld: number;
  /** Four rows. */
  readonly scratch: Region;
  /** Lower triangles. `[rows, ld, ld]` */
  readonly grams: Region;
  /** `[rows, ld]` */
  readonly right: Region;
}

interface FactorRowsArgs extends RowRange {
  readonly ratings: CsrRegions;
  /** w of each row. `[rows]` */
  readonly weights: Region;
  /** Noise precision α. */
  readonly alpha: number;
  /** Λ with ones on the diagonal of the padding. `[ld, ld]` */
  readonly lambda: Region;
  readonly ld: number;
  /** Standard normals. `[rows, ld]` */
  readonly noise: Region;
  /** Two matrices and a row. */
  readonly scratch: Region;
  /** The sums of `gram`; then the Cholesky factor L of `A = α w Σ f fᵀ + Λ`. `[rows, ld, ld]` */
  readonly grams: Region;
  /** The sums of `gram`; then `c = α w Σ f (value - b)`. `[rows, ld]` */
  readonly right: Region;
  /** `M = Λ - Λ A⁻¹ Λ`. `[rows, ld, ld]` */
  readonly information: Region;
  /** Diagonal of M. `[rows, ld]` */
  readonly diagonal: Region;
  /** `Λ A⁻¹ c` plus noise of covariance M. `[rows, ld]` */
  readonly linear: Region;
}

interface DrawRowsArgs extends RowRange {
  /** `[ld, ld]` */
  readonly lambda: Region;
  readonly ld: number;
  /** Standard normals. `[rows, ld]` */
  readonly noise: Region;
  /** Cholesky factors of `factorRows`. `[rows, ld, ld]` */
  readonly factors: Region;
  /** c of `factorRows`. `[rows, ld]` */
  readonly right: Region;
  /** Prior means. `[rows, ld]` */
  readonly prior: Region;
  /** Receives the posterior means. `[rows, ld]` */
  readonly mean: Region;
  /** Receives the draws. `[rows, ld]` */
  readonly x: Region;
  /** `Σ (x - prior)(x - prior)ᵀ` is added to it. `[ld, ld]` */
  readonly scatter: Region;
}

interface StepArgs {
  readonly step: number;
  readonly p: Region;
  readonly image: Region;
  readonly diagonal: Region;
  readonly x: Region;
  readonly residual: Region;
  readonly z: Region;
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
  return { ...normalKernels(raw), ...rowKernels(raw), ...linkKernels(raw), ...productKernels(raw) };
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
): Pick<Kernels, 'spmm' | 'multiplyRows' | 'addPredictions' | 'squaredErrors' | 'rowsTimes'> {
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
    squaredErrors({ ratings, users, items, ld, out }) {
      const { start, index, value } = ratings;
      raw.squaredErrors(0, out.length, start.at, index.at, value.at, users.at, items.at, ld, out.at);
    },
    rowsTimes({ matrix, x, out }) {
      raw.rowsTimes(out.length, x.length, matrix.at, x.at, out.at);
    },
  };
}
