import type { Random } from '../../base/random.ts';
import { drawLambda, drawLinkPrecision, type Side } from './gibbs-side.ts';
import type { Region } from './region.ts';
import type { Arena } from './wasm-memory.ts';

/** What half-sweeps need beside the sides. */
export interface Chain {
  readonly arena: Arena;
  readonly random: Random;
  /** State of the kernels' own generator of normals, and its tables. */
  readonly normals: { readonly state: Region; readonly tables: Region };
  /** Awaited between pieces of work, so that messages get in. Rejects when the training is aborted. */
  readonly pause: () => Promise<void>;
}

/**
 * Conjugate gradients for the links stop early. They start from the links of the sweep before, so eight iterations gave
 * the RMSE of 24 (0.8846 and 0.8858 after 80 sweeps on a held-out part of u1.base); with three the links shrink to
 * nothing.
 */
const iterations = 8;

/** Numbers that one piece of work touches: some milliseconds. */
const pieceSize = 3_000_000;

/** Creates a chain; seeds the kernels' generator of normals with four words of `random`. */
export function createChain(arena: Arena, random: Random, pause: () => Promise<void>): Chain {
  const state = arena.reserve(4);
  const tables = arena.reserve(3 * 128);
  arena.kernels.fillTables({ tables });
  state.integers().set(Array.from({ length: 4 }, () => random.integer(2 ** 32) | 0));
  return { arena, random, normals: { state, tables }, pause };
}

/**
 * One half of a Gibbs sweep: draws the links, rows, Λ and link precisions of one side, given the other side and the
 * noise precision.
 *
 * Row r has `x_r ~ N(B'φ_r, Λ⁻¹)` and ratings `y = f·x_r + noise`, `f = [1, q]`. The links are drawn with the rows
 * integrated out (the ratings' information on the prior mean of a row is `M_r = Λ - Λ A_r⁻¹ Λ`,
 * `A_r = α w_r Σ f fᵀ + Λ`), then the rows given the links. This exact joint draw mixes better than Macau's links given
 * the rows (Simm et al. 2015; RMSE 0.8870 against 0.8894 after 100 sweeps).
 * @param alpha noise precision α, 1 / stars²
 */
export async function halfSweep(chain: Chain, side: Side, other: Side, alpha: number): Promise<void> {
  await factorRows(chain, side, other, alpha);
  await drawLinks(chain, side);
  const scatter = await drawRows(chain, side);
  drawLambda(side, scatter, chain.random);
  drawLinkPrecision(side, chain.random);
}

/** Computes `A_r`, its Cholesky factor and the row's part of the links' system, for each row. */
async function factorRows(chain: Chain, side: Side, other: Side, alpha: number): Promise<void> {
  const { kernels } = chain.arena;
  const { rows, ld, ratings, lambda, weights, work } = side;
  const { scratch, grams, right, noise, information, diagonal, linear } = work;
  const perRow = ((ratings.index.length / rows) * ld * ld) / 4 + 2 * ld ** 3;
  fillNormals(chain, rows, side, noise);
  await inPieces(chain, rows, perRow, (from, to) => {
    kernels.gram({
      from,
      to,
      ratings,
      weights: other.weights,
      other: other.x,
      ld,
      scratch,
      grams,
      right,
    });
    kernels.factorRows({
      from,
      to,
      ratings,
      weights,
      alpha,
      lambda,
      ld,
      noise,
      scratch,
      grams,
      right,
      information,
      diagonal,
      linear,
    });
  });
}

/** Draws the rows given the links. @returns `Σ (x - prior)(x - prior)ᵀ`, `[ld, ld]` */
async function drawRows(chain: Chain, side: Side): Promise<Float64Array> {
  const { kernels } = chain.arena;
  const { rows, ld, lambda, prior, mean, x, work } = side;
  fillNormals(chain, rows, side, work.noise);
  const scatter = new Float64Array(ld * ld);
  await inPieces(chain, rows, ld * ld, (from, to) => {
    const ofPiece = work.scatter.floats().fill(0);
    kernels.drawRows({
      from,
      to,
      lambda,
      ld,
      noise: work.noise,
      factors: work.grams,
      right: work.right,
      prior,
      mean,
      x,
      scatter: work.scatter,
    });
    for (let n = 0; n < scatter.length; n++) scatter[n] += ofPiece[n];
  });
  return scatter;
}

/**
 * Draws B: solves `(Σ_r φ_r φ_rᵀ ⊗ M_r + Λ_B) B = Σ_r φ_r (Λ A_r⁻¹ c_r + noise) + Λ_B^½ noise` by conjugate gradients,
 * starting from the links of the sweep before. The noise has the matrix as its covariance, so the solution is a draw
 * (noise injection). Also computes the rows' prior means F B.
 */
async function drawLinks(chain: Chain, side: Side): Promise<void> {
  const { kernels } = chain.arena;
  const { links: x, work } = side;
  const { b, precondition: diagonal, residual, z, p, image } = work;
  await prepareLinkSystem(chain, side);
  await applyLinkSystem(chain, side, x);
  kernels.firstResidual({ right: b, image, residual });
  p.floats().fill(0);
  // A step of length 0 only computes z.
  let slope = kernels.stepAlong({ step: 0, p, image, diagonal, x, residual, z });
  kernels.turn({ factor: 0, z, p });
  for (let n = 0; n < iterations && slope > 0; n++) {
    const curvature = await applyLinkSystem(chain, side, p);
    const next = kernels.stepAlong({ step: slope / curvature, p, image, diagonal, x, residual, z });
    kernels.turn({ factor: next / slope, z, p });
    slope = next;
  }
  await product(chain, side, 'features', x, side.prior);
}

/** Computes the right-hand side, the ridge `Λ_B` and the diagonal of the links' system. */
async function prepareLinkSystem(chain: Chain, side: Side): Promise<void> {
  const { columns, size, ld, work, groupOf, linkPrecision } = side;
  await product(chain, side, 'transposed', work.linear, work.b);
  await product(chain, side, 'squares', work.diagonal, work.precondition);
  // The iterations overwrite p later; until then it holds the noise.
  fillNormals(chain, columns, side, work.p);
  const noise = work.p.floats();
  const right = work.b.floats();
  const diagonal = work.precondition.floats();
  const ridge = work.ridge.floats();
  for (let j = 0; j < columns; j++) {
    for (let c = 0; c < ld; c++) {
      const n = j * ld + c;
      const precision = c < size ? linkPrecision[groupOf[j] * size + c] : 1;
      ridge[n] = precision;
      right[n] += Math.sqrt(precision) * noise[n];
      diagonal[n] += precision;
    }
  }
}

/** `image = (FᵀMF + Λ_B) x`. @returns `x · image` */
async function applyLinkSystem(chain: Chain, side: Side, x: Region): Promise<number> {
  const { kernels } = chain.arena;
  const { rows, ld, prior, work } = side;
  const { information, rowImage, image, ridge } = work;
  await product(chain, side, 'features', x, prior);
  kernels.multiplyRows({ from: 0, to: rows, matrices: information, x: prior, ld, out: rowImage });
  await product(chain, side, 'transposed', rowImage, image);
  return kernels.addRidge({ ridge, p: x, image });
}

/** A sparse product of the features of one side: F x, Fᵀ x, or Fᵀ with each value squared times x. */
async function product(
  chain: Chain,
  side: Side,
  by: 'features' | 'transposed' | 'squares',
  dense: Region,
  out: Region,
): Promise<void> {
  const { kernels } = chain.arena;
  const { ld } = side;
  const matrix = side[by];
  const rows = matrix.start.length - 1;
  await inPieces(chain, rows, (matrix.index.length / rows) * ld, (from, to) =>
    kernels.spmm({ from, to, matrix, dense, ld, out }),
  );
}

function fillNormals({ arena, normals }: Chain, rows: number, { size, ld }: Side, out: Region): void {
  arena.kernels.fillNormals({ rows, size, ld, state: normals.state, tables: normals.tables, out });
}

/** Works through the rows in pieces of about `pieceSize` numbers and pauses after each. @param cost numbers per row */
async function inPieces(
  { pause }: Chain,
  rows: number,
  cost: number,
  work: (from: number, to: number) => void,
): Promise<void> {
  const piece = Math.max(1, Math.floor(pieceSize / cost));
  for (let from = 0; from < rows; from += piece) {
    work(from, Math.min(rows, from + piece));
    await pause();
  }
}
