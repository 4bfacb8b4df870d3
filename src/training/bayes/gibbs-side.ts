import type { Random } from '../../base/random.ts';
import type { Pause } from '../../base/scheduling.ts';
import { finishWithPauses } from '../../base/steps.ts';
import { byItemSteps } from '../../dataset/dataset.ts';
import type { RatingPart } from '../split.ts';
import { gamma, wishart } from './hyperpriors.ts';
import type { CsrRegions, Region } from './region.ts';
import type { FeatureMatrix } from './side-information.ts';
import type { Arena } from './wasm-memory.ts';

/** Ratings of the rows of one side, in CSR form, minus their mean. The columns are the rows of the other side. */
export interface SideRatings {
  readonly rows: number;
  readonly start: Int32Array;
  readonly index: Int32Array;
  readonly value: Float32Array;
}

/**
 * The state of one side (users or movies). A row `[b, factors]` has `size = rank + 1` numbers, padded with zeros to
 * `ld`.
 */
export interface Side {
  readonly rows: number;
  readonly columns: number;
  readonly size: number;
  readonly ld: number;
  readonly ratings: CsrRegions;
  /** F `[rows, columns]` */
  readonly features: CsrRegions;
  /** Fᵀ `[columns, rows]` */
  readonly transposed: CsrRegions;
  /** Fᵀ with each value squared. `[columns, rows]` */
  readonly squares: CsrRegions;
  /** The group of each column; 0 is the intercept. `[columns]` */
  readonly groupOf: Int32Array;
  /** Number of columns of each group, the intercept first. */
  readonly groupSizes: Int32Array;
  /** The current draw of the rows. `[rows, ld]` */
  readonly x: Region;
  /** Mean of the rows given everything else. `[rows, ld]` */
  readonly mean: Region;
  /** F B, the prior mean of the rows. `[rows, ld]` */
  readonly prior: Region;
  /** Noise factor of the ratings of each row; ones where all share one noise. `[rows]` */
  readonly weights: Region;
  /** B `[columns, ld]` */
  readonly links: Region;
  /** Λ with ones on the diagonal of the padding. `[ld, ld]` */
  readonly lambda: Region;
  /** Prior precision of B by group and position in the row. `[groups, size]` */
  readonly linkPrecision: Float64Array;
  readonly work: Work;
}

/** Intermediate results of a half-sweep; nothing in them lasts. */
interface Work {
  /** `[rows, ld, ld]` each; see `factorRows` in `wasm-kernels.ts`. */
  readonly grams: Region;
  readonly information: Region;
  /** `[rows, ld]` each. */
  readonly right: Region;
  readonly diagonal: Region;
  readonly linear: Region;
  readonly noise: Region;
  /** `M_r` times a row of F x. `[rows, ld]` */
  readonly rowImage: Region;
  /** Scatter of each piece of rows. `[pieces, ld, ld]` */
  readonly scatters: Region;
  /** One for each thread. */
  readonly scratch: readonly Region[];
  /** `Λ_B`, the ridge of the links' system. This and all below are `[columns, ld]`. */
  readonly ridge: Region;
  /** Right-hand side of the links' system. */
  readonly b: Region;
  /** Diagonal of the links' system. */
  readonly precondition: Region;
  /** The vectors of conjugate gradients. */
  readonly residual: Region;
  readonly z: Region;
  readonly p: Region;
  readonly image: Region;
}

/** Numbers that one piece of work touches: some milliseconds. */
const pieceSize = 3_000_000;

/** Rows of a piece of work. Sums over pieces depend on it, so it never depends on the threads. @param cost numbers per row */
export function rowsOfPiece(cost: number): number {
  return Math.max(1, Math.floor(pieceSize / cost));
}

/** Spread of the first factors and first precisions. Their values hardly matter after a few sweeps. */
const firstSpread = 0.1;
const firstPrecision = 10;
const firstLinkPrecision = 20;

/** Hyper-prior of the link precisions: Gamma(shape, rate), weak. */
const linkShape = 0.5;
const linkRate = 0.01;

/** What a side is created with beside its data. */
export interface SideOptions {
  readonly rank: number;
  readonly random: Random;
  /** Most that work on it at once. */
  readonly threads: number;
  readonly pause: Pause;
}

/**
 * Reserves the memory of one side and draws its first factors, in pieces of some milliseconds.
 * @param features `[rows, columns]`
 */
export async function createSide(
  arena: Arena,
  ratings: SideRatings,
  features: FeatureMatrix,
  { rank, random, threads, pause }: SideOptions,
): Promise<Side> {
  const { rows } = ratings;
  const { columns, groups } = features;
  const size = rank + 1;
  const ld = Math.ceil(size / 4) * 4;
  const groupSizes = [1, ...groups.map((group) => group.columns)];
  const transposed = await uploadTransposed(arena, features, rows, pause);
  const side: Side = {
    rows,
    columns,
    size,
    ld,
    ratings: uploadCsr(arena, ratings),
    features: uploadCsr(arena, features),
    transposed,
    squares: { ...transposed, value: await squaresOf(arena, transposed.value, pause) },
    groupOf: Int32Array.from(groupSizes.flatMap((count, group) => new Array<number>(count).fill(group))),
    groupSizes: Int32Array.from(groupSizes),
    x: arena.reserve(rows * ld),
    mean: arena.reserve(rows * ld),
    prior: arena.reserve(rows * ld),
    weights: arena.floats(new Float32Array(rows).fill(1)),
    links: arena.reserve(columns * ld),
    lambda: arena.reserve(ld * ld),
    linkPrecision: new Float64Array(groupSizes.length * size).fill(firstLinkPrecision).fill(1, 0, size),
    work: reserveWork(arena, rows, columns, ld, threads),
  };
  const x = side.x.floats();
  for (let r = 0; r < rows; r++) {
    for (let c = 1; c < size; c++) x[r * ld + c] = firstSpread * random.normal();
  }
  const lambda = side.lambda.floats();
  for (let c = 0; c < ld; c++) lambda[c * ld + c] = c < size ? firstPrecision : 1;
  return side;
}

function uploadCsr(
  arena: Arena,
  { start, index, value }: Pick<SideRatings, 'start' | 'index' | 'value'>,
): CsrRegions {
  return { start: arena.integers(start), index: arena.integers(index), value: arena.floats(value) };
}

/** Uploads Fᵀ. */
async function uploadTransposed(
  arena: Arena,
  { start, index, value, columns }: FeatureMatrix,
  rows: number,
  pause: Pause,
): Promise<CsrRegions> {
  const sorting = byItemSteps({ users: rows, items: columns, rowStart: start, item: index });
  const { colStart, user, position } = await finishWithPauses(sorting, pause);
  const sorted = new Float32Array(position.length);
  await inPieces(sorted.length, pause, (from, to) => {
    for (let n = from; n < to; n++) sorted[n] = value[position[n]];
  });
  return uploadCsr(arena, { start: colStart, index: user, value: sorted });
}

async function squaresOf(arena: Arena, values: Region, pause: Pause): Promise<Region> {
  const squares = arena.reserve(values.length);
  await inPieces(values.length, pause, (from, to) => {
    const [read, written] = [values.floats(), squares.floats()];
    for (let n = from; n < to; n++) written[n] = read[n] * read[n];
  });
  return squares;
}

/** Numbers that are copied between two pauses: some milliseconds. */
const COPIED = 1 << 19;

async function inPieces(
  count: number,
  pause: Pause,
  copy: (from: number, to: number) => void,
): Promise<void> {
  for (let from = 0; from < count; from += COPIED) {
    copy(from, Math.min(count, from + COPIED));
    await pause();
  }
}

function reserveWork(arena: Arena, rows: number, columns: number, ld: number, threads: number): Work {
  const matrices = () => arena.reserve(rows * ld * ld);
  const byRow = () => arena.reserve(rows * ld);
  const byColumn = () => arena.reserve(columns * ld);
  return {
    grams: matrices(),
    information: matrices(),
    right: byRow(),
    diagonal: byRow(),
    linear: byRow(),
    noise: byRow(),
    rowImage: byRow(),
    scatters: arena.reserve(ld * ld * Math.ceil(rows / rowsOfPiece(ld * ld))),
    scratch: Array.from({ length: threads }, () => arena.reserve(2 * ld * ld + 4 * ld)),
    ridge: byColumn(),
    b: byColumn(),
    precondition: byColumn(),
    residual: byColumn(),
    z: byColumn(),
    p: byColumn(),
    image: byColumn(),
  };
}

/**
 * Draws Λ given the rows and links, from a Wishart distribution. As in BPMF (Salakhutdinov & Mnih 2008) the prior scale
 * is the identity and the prior degrees of freedom are the size of a row; the mean of the rows is the intercept of the
 * links.
 * @param scatter `Σ (x - prior)(x - prior)ᵀ` over the rows, `[ld, ld]`
 */
export function drawLambda(side: Side, scatter: Float64Array, random: Random): void {
  const { size, ld, rows, lambda } = side;
  const inverseScale = new Float64Array(size * size);
  for (let r = 0; r < size; r++)
    for (let c = 0; c < size; c++) inverseScale[r * size + c] = scatter[r * ld + c] + (r === c ? 1 : 0);
  const draw = wishart(inverseScale, size, size + rows, random);
  const target = lambda.floats();
  for (let r = 0; r < size; r++) for (let c = 0; c < size; c++) target[r * ld + c] = draw[r * size + c];
}

/** Draws the precision of the links for each group and position in the row. That of the intercept stays as it is. */
export function drawLinkPrecision(side: Side, random: Random): void {
  const { columns, size, ld, groupOf, groupSizes, linkPrecision, links } = side;
  const values = links.floats();
  const squares = new Float64Array(linkPrecision.length);
  for (let j = 0; j < columns; j++)
    for (let c = 0; c < size; c++) squares[groupOf[j] * size + c] += values[j * ld + c] ** 2;
  for (let n = size; n < squares.length; n++) {
    const shape = linkShape + groupSizes[Math.floor(n / size)] / 2;
    linkPrecision[n] = gamma(shape, random) / (linkRate + squares[n] / 2);
  }
}

/** The ratings by user, minus the mean. */
export async function ratingsByUser(part: RatingPart, mean: number, pause: Pause): Promise<SideRatings> {
  const value = new Float32Array(part.value.length);
  await inPieces(value.length, pause, (from, to) => {
    for (let n = from; n < to; n++) value[n] = part.value[n] - mean;
  });
  return { rows: part.users, start: part.rowStart, index: part.item, value };
}

/** The ratings by movie, minus the mean. */
export async function ratingsByItem(part: RatingPart, mean: number, pause: Pause): Promise<SideRatings> {
  const { colStart, user, position } = await finishWithPauses(byItemSteps(part), pause);
  const value = new Float32Array(position.length);
  await inPieces(value.length, pause, (from, to) => {
    for (let n = from; n < to; n++) value[n] = part.value[position[n]] - mean;
  });
  return { rows: part.items, start: colStart, index: user, value };
}
