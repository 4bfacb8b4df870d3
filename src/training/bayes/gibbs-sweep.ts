import type { Random } from '../../base/random.ts';
import { drawLambda, drawLinkPrecision, type Side } from './gibbs-side.ts';
import type { Arena, Region } from './wasm-memory.ts';

/** What both half-sweeps need beside the sides. */
export interface Chain {
  readonly arena: Arena;
  readonly random: Random;
  /** State of the kernels' own generator of normals, and its tables. */
  readonly normals: { readonly state: Region; readonly tables: Region };
  /** Awaited between pieces of work, so that messages get in. */
  readonly pause: () => Promise<void>;
}

/**
 * Conjugate gradients for the links stop early: warm-started, eight iterations gave the RMSE of 24 (0.8846 and 0.8858
 * after 80 sweeps on a held-out part of u1.base); with three the links die out.
 */
const iterations = 8;

/** Numbers touched before others get a turn: some milliseconds. */
const pieceSize = 3_000_000;

export function createChain(arena: Arena, random: Random, pause: () => Promise<void>): Chain {
  const state = arena.reserve(4);
  const tables = arena.reserve(3 * 128);
  arena.kernels.fillTables(tables.at);
  state.integers().set(Array.from({ length: 4 }, () => random.integer(2 ** 32) | 0));
  return { arena, random, normals: { state, tables }, pause };
}

/**
 * One half of a Gibbs sweep: draws the links, the rows, their precision and that of the links of one side, given the
 * other side and the noise precision.
 *
 * Row r has `x_r ~ N(B'φ_r, Λ⁻¹)` and ratings `y = f·x_r + noise`, `f = [1, q]`. The links are drawn with the rows
 * integrated out (what the ratings say of a row's prior mean is `M_r = Λ - Λ A_r⁻¹ Λ`, `A_r = α w_r Σ f fᵀ + Λ`), then
 * the rows given the links: an exact joint draw, which mixes better than Macau's links given the rows (Simm et al.
 * 2015; 0.8870 to 0.8894 after 100 sweeps).
 */
export async function halfSweep(chain: Chain, side: Side, other: Side, alpha: number): Promise<void> {
  const { kernels } = chain.arena;
  const { rows, ld, ratings, work, lambda, weights } = side;
  const { scratch, grams, right } = work;
  const { start, index, value } = ratings;
  const perRow = ((index.length / rows) * ld * ld) / 4 + 2 * ld ** 3;
  fillNormals(chain, rows, side, work.noise);
  await inPieces(chain, rows, perRow, (from, to) => {
    kernels.gram(
      from,
      to,
      start.at,
      index.at,
      value.at,
      other.weights.at,
      other.x.at,
      ld,
      scratch.at,
      grams.at,
      right.at,
    );
    kernels.factorRows(
      from,
      to,
      start.at,
      weights.at,
      alpha,
      lambda.at,
      ld,
      work.noise.at,
      scratch.at,
      grams.at,
      right.at,
      work.information.at,
      work.diagonal.at,
      work.linear.at,
    );
  });
  await drawLinks(chain, side);
  fillNormals(chain, rows, side, work.noise);
  const scatter = new Float64Array(ld * ld);
  await inPieces(chain, rows, ld * ld, (from, to) => {
    const part = work.scatter.floats().fill(0);
    kernels.drawRows(
      from,
      to,
      lambda.at,
      ld,
      work.noise.at,
      grams.at,
      right.at,
      side.prior.at,
      side.mean.at,
      side.x.at,
      work.scatter.at,
    );
    for (let n = 0; n < scatter.length; n++) scatter[n] += part[n];
  });
  drawLambda(side, scatter, chain.random);
  drawLinkPrecision(side, chain.random);
}

/**
 * Draws B: solves `(Σ_r φ_r φ_rᵀ ⊗ M_r + Λ_B) B = Σ_r φ_r (Λ A_r⁻¹ c_r + noise) + Λ_B^½ noise` by conjugate gradients from
 * the links of the sweep before; the noise has the matrix as its covariance, so the solution is a draw (noise
 * injection).
 */
async function drawLinks(chain: Chain, side: Side): Promise<void> {
  const { kernels } = chain.arena;
  const { columns, size, ld, work, links, groupOf, linkPrecision } = side;
  const { ridge, b, precondition, residual, z, p, image } = work;
  const count = columns * ld;

  await product(chain, side, 'transposed', work.linear, b);
  await product(chain, side, 'squares', work.diagonal, precondition);
  // p carries the noise until the iterations begin.
  fillNormals(chain, columns, side, p);
  const [noise, right, diagonal, weights] = [p, b, precondition, ridge].map((region) => region.floats());
  for (let j = 0; j < columns; j++) {
    for (let c = 0; c < ld; c++) {
      const n = j * ld + c;
      const precision = c < size ? linkPrecision[groupOf[j] * size + c] : 1;
      weights[n] = precision;
      right[n] += Math.sqrt(precision) * noise[n];
      diagonal[n] += precision;
    }
  }

  /** `image = (FᵀMF + Λ_B) x`. @returns `x · image` */
  const apply = async (x: Region) => {
    await product(chain, side, 'features', x, side.prior);
    kernels.multiplyRows(0, side.rows, work.information.at, side.prior.at, ld, work.rowImage.at);
    await product(chain, side, 'transposed', work.rowImage, image);
    return kernels.addRidge(count, ridge.at, x.at, image.at);
  };
  await apply(links);
  kernels.firstResidual(count, b.at, image.at, residual.at);
  const step = (length: number) =>
    kernels.stepAlong(count, length, p.at, image.at, precondition.at, links.at, residual.at, z.at);
  p.floats().fill(0);
  let slope = step(0);
  kernels.turn(count, 0, z.at, p.at);
  for (let n = 0; n < iterations && slope > 0; n++) {
    const curvature = await apply(p);
    const next = step(slope / curvature);
    kernels.turn(count, next / slope, z.at, p.at);
    slope = next;
  }
  await product(chain, side, 'features', links, side.prior);
}

/** A sparse product of one side's features: F x, Fᵀ x, or the squares of Fᵀ times x. */
async function product(
  chain: Chain,
  side: Side,
  by: 'features' | 'transposed' | 'squares',
  x: Region,
  out: Region,
): Promise<void> {
  const { start, index, value } = by === 'features' ? side.features : side.transposed;
  const values = by === 'squares' ? side.squares : value;
  const rows = start.length - 1;
  await inPieces(chain, rows, (index.length / rows) * side.ld, (from, to) =>
    chain.arena.kernels.spmm(from, to, start.at, index.at, values.at, x.at, side.ld, out.at),
  );
}

function fillNormals({ arena, normals }: Chain, rows: number, { size, ld }: Side, out: Region): void {
  arena.kernels.fillNormals(rows, size, ld, normals.state.at, normals.tables.at, out.at);
}

/** Rows in pieces of about `pieceSize` numbers, with a pause after each. @param cost numbers touched by a row */
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
