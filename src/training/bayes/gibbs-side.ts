import type { Random } from '../../base/random.ts';
import { byItem } from '../../dataset/dataset.ts';
import type { RatingPart } from '../split.ts';
import { gamma, wishart } from './hyperpriors.ts';
import type { FeatureMatrix } from './side-information.ts';
import type { Arena, Region } from './wasm-memory.ts';

/** Ratings of one side's rows on the other side, as CSR columns with the mean taken off. */
export interface SideRatings {
  readonly rows: number;
  readonly start: Int32Array;
  readonly index: Int32Array;
  readonly value: Float32Array;
}

/**
 * Everything of one side (users or movies) that the sampler moves. Rows `[b, factors]` have `size = rank + 1` numbers,
 * filled up with zeros to `ld`.
 */
export interface Side {
  readonly rows: number;
  readonly columns: number;
  readonly size: number;
  readonly ld: number;
  readonly ratings: { readonly start: Region; readonly index: Region; readonly value: Region };
  /** F `[rows, columns]`, and its transpose. */
  readonly features: Sparse;
  readonly transposed: Sparse;
  /** Squares of the transpose's values. */
  readonly squares: Region;
  /** Which group a column belongs to; 0 is the intercept. `[columns]` */
  readonly groupOf: Int32Array;
  /** Columns of each group, the intercept first. */
  readonly groupSizes: Int32Array;
  /** The draw, `[rows, ld]`. */
  readonly x: Region;
  /** Its mean given everything else, `[rows, ld]`. */
  readonly mean: Region;
  /** F B, `[rows, ld]`. */
  readonly prior: Region;
  /** Noise factor of each row's ratings; ones where it has none of its own. `[rows]` */
  readonly weights: Region;
  /** B, `[columns, ld]`. */
  readonly links: Region;
  /** Λ, `[ld, ld]`, one on the diagonal of the filling. */
  readonly lambda: Region;
  /** Prior precision of B by group and number of the row. `[groups, size]` */
  readonly linkPrecision: Float64Array;
  readonly work: Work;
}

interface Sparse {
  readonly start: Region;
  readonly index: Region;
  readonly value: Region;
}

/** What a half-sweep computes and forgets. */
interface Work {
  readonly grams: Region;
  readonly information: Region;
  readonly right: Region;
  readonly diagonal: Region;
  readonly linear: Region;
  readonly noise: Region;
  readonly rowImage: Region;
  readonly scatter: Region;
  readonly scratch: Region;
  readonly ridge: Region;
  readonly b: Region;
  readonly precondition: Region;
  readonly residual: Region;
  readonly z: Region;
  readonly p: Region;
  readonly image: Region;
}

/** Spread of the first factors and precision of the first prior: what they are hardly matters after a few sweeps. */
const firstSpread = 0.1;
const firstPrecision = 10;
const firstLinkPrecision = 20;

/** Hyper-prior of the link precisions: Gamma(shape, rate), weak. */
const linkShape = 0.5;
const linkRate = 0.01;

export function createSide(
  arena: Arena,
  ratings: SideRatings,
  features: FeatureMatrix,
  rank: number,
  random: Random,
): Side {
  const { rows } = ratings;
  const { columns, groups } = features;
  const size = rank + 1;
  const ld = Math.ceil(size / 4) * 4;
  const sizes = [1, ...groups.map((group) => group.columns)];
  const transposed = byItem({
    users: rows,
    items: columns,
    rowStart: features.start,
    item: features.index,
  });
  const values = transposed.position.length;
  const valuesT = Float32Array.from({ length: values }, (_, n) => features.value[transposed.position[n]]);
  const matrix = () => arena.reserve(rows * ld * ld);
  const byRow = () => arena.reserve(rows * ld);
  const byColumn = () => arena.reserve(columns * ld);
  const side: Side = {
    rows,
    columns,
    size,
    ld,
    ratings: {
      start: arena.integers(ratings.start),
      index: arena.integers(ratings.index),
      value: arena.floats(ratings.value),
    },
    features: {
      start: arena.integers(features.start),
      index: arena.integers(features.index),
      value: arena.floats(features.value),
    },
    transposed: {
      start: arena.integers(transposed.colStart),
      index: arena.integers(transposed.user),
      value: arena.floats(valuesT),
    },
    squares: arena.floats(valuesT.map((v) => v * v)),
    groupOf: Int32Array.from(sizes.flatMap((count, group) => new Array<number>(count).fill(group))),
    groupSizes: Int32Array.from(sizes),
    x: byRow(),
    mean: byRow(),
    prior: byRow(),
    weights: arena.floats(new Float32Array(rows).fill(1)),
    links: byColumn(),
    lambda: arena.reserve(ld * ld),
    linkPrecision: new Float64Array(sizes.length * size).fill(firstLinkPrecision).fill(1, 0, size),
    work: {
      grams: matrix(),
      information: matrix(),
      right: byRow(),
      diagonal: byRow(),
      linear: byRow(),
      noise: byRow(),
      rowImage: byRow(),
      scatter: arena.reserve(ld * ld),
      scratch: arena.reserve(2 * ld * ld + 4 * ld),
      ridge: byColumn(),
      b: byColumn(),
      precondition: byColumn(),
      residual: byColumn(),
      z: byColumn(),
      p: byColumn(),
      image: byColumn(),
    },
  };
  const x = side.x.floats();
  for (let r = 0; r < rows; r++) {
    for (let c = 1; c < size; c++) x[r * ld + c] = firstSpread * random.normal();
  }
  const lambda = side.lambda.floats();
  for (let c = 0; c < ld; c++) lambda[c * ld + c] = c < size ? firstPrecision : 1;
  return side;
}

/**
 * Draws Λ given rows and links: Wishart with the identity as prior scale and as many degrees as it is wide, as in BPMF
 * (Salakhutdinov & Mnih 2008); the mean of the rows is the links' intercept.
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

/** Draws the precision of the links of each group and number of the row; the intercept keeps its own. */
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

/** The users' ratings, mean taken off. */
export function ratingsByUser(part: RatingPart, mean: number): SideRatings {
  return { rows: part.users, start: part.rowStart, index: part.item, value: part.value.map((r) => r - mean) };
}

/** The movies' ratings, mean taken off. */
export function ratingsByItem(part: RatingPart, mean: number): SideRatings {
  const { colStart, user, position } = byItem(part);
  return {
    rows: part.items,
    start: colStart,
    index: user,
    value: Float32Array.from(position, (n) => part.value[n] - mean),
  };
}
