import { describe, expect, it } from 'vitest';
import { plainByteScan } from '../../../../src/base/byte-scanner.ts';
import { plainProduct } from '../../../../src/base/matrix-vector.ts';
import { createRandom } from '../../../../src/base/random.ts';
import {
  byteIndex,
  createBest,
  exactIndex,
  type NeighbourIndex,
  type VectorRows,
} from '../../../../src/recommenders/neighbours/neighbour-index.ts';
import { loadByteScan } from '../../../../src/training/wasm-byte-scan.ts';
import { loadProduct } from '../../../../src/training/wasm-matrix-vector.ts';
import { invertedLists } from '../../../bench/inverted-lists.ts';
import { madeUpFactors } from '../../../bench/made-up-factors.ts';

const simdProduct = await loadProduct();
const simdScan = await loadByteScan();
const source = madeUpFactors(9_001, 40, 4);

/** Sorts all products: nothing of the module is used. */
function bruteForce(query: Float32Array, count: number): number[] {
  const products = Array.from({ length: source.rows }, (_, row) => {
    const own = source.at(row);
    return { row, product: own.reduce((sum, value, k) => sum + value * query[k], 0) };
  });
  return products
    .sort((a, b) => b.product - a.product || a.row - b.row)
    .slice(0, count)
    .map(({ row }) => row);
}

function recallOf(index: NeighbourIndex, count: number): number {
  let found = 0;
  const asked = [0, 17, 4_000, 9_000];
  for (const row of asked) {
    const truth = new Set(bruteForce(source.at(row), count));
    const { rows } = index.nearest(source.at(row), count);
    expect(rows.length).toBe(count);
    expect(new Set(rows).size).toBe(count);
    expect(rows[0]).toBe(row);
    found += rows.filter((one) => truth.has(one)).length;
  }
  return found / (asked.length * count);
}

describe.each<[string, (rows: VectorRows) => NeighbourIndex, number]>([
  ['exactly, in plain arrays', (rows) => exactIndex(rows, plainProduct), 1],
  ['exactly, in WebAssembly', (rows) => exactIndex(rows, simdProduct), 0.99],
  ['by 8-bit codes, in plain arrays', (rows) => byteIndex(rows, plainByteScan), 1],
  ['by 8-bit codes, in WebAssembly', (rows) => byteIndex(rows, simdScan), 1],
  // An eighth of the rows is scanned; chance alone would find an eighth of the neighbours.
  ['by inverted lists', (rows) => invertedLists(rows, simdProduct, simdScan), 0.6],
])('neighbours %s', (_, build, least) => {
  it('are those of brute force', () => {
    expect(recallOf(build(source), 50)).toBeGreaterThanOrEqual(least);
  });

  it('come with their cosines, best first', () => {
    const query = source.at(3);
    const { rows, similarity } = build(source).nearest(query, 10);
    rows.forEach((row, n) => {
      const cosine = source.at(row).reduce((sum, value, k) => sum + value * query[k], 0);
      expect(similarity[n]).toBeCloseTo(cosine, 5);
    });
    expect([...similarity]).toEqual([...similarity].sort((a, b) => b - a));
  });
});

it('has no neighbours of a query of zeros, and all rows where more are asked for than there are', () => {
  const few: VectorRows = { rows: 5, width: 3, read: (row, into) => into.set([row, 1, 0]) };
  expect(byteIndex(few, simdScan).nearest(new Float32Array(3), 4).rows).toEqual([]);
  expect(byteIndex(few, simdScan).nearest(Float32Array.of(1, 0, 0), 9).rows).toEqual([4, 3, 2, 1, 0]);
  expect(exactIndex(few, simdProduct).nearest(Float32Array.of(1, 0, 0), 9).rows).toEqual([4, 3, 2, 1, 0]);
});

it('has the best of all that were added', () => {
  const random = createRandom(8);
  for (let round = 0; round < 50; round++) {
    const scores = Float32Array.from({ length: 1 + random.integer(80) }, () => random.uniform());
    const best = createBest(10);
    scores.forEach((score, row) => {
      if (score > best.least()) best.add(row, score);
    });
    const expected = [...scores.keys()].sort((a, b) => scores[b] - scores[a]).slice(0, 10);
    expect(new Set(best.rows())).toEqual(new Set(expected));
  }
});
