import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../../../../src/base/random.ts';
import { startBackend } from '../../../../src/training/backend/backend.ts';
import { csrOfPiece, piecesOf, rowStartWithin } from '../../../../src/training/kernels/pieces.ts';
import {
  sddmm,
  sddmmOfPieces,
  spmm,
  spmmOfPieces,
} from '../../../../src/training/kernels/sparse-products.ts';
import { type Csr, createPattern } from '../../../../src/training/kernels/sparsity-pattern.ts';
import { fc } from '../../../fixtures/property.ts';
import { randomCsr } from '../../../fixtures/synthetic.ts';

beforeAll(async () => {
  await startBackend('cpu');
});

/** Rows of any length: empty ones, and some that are longer than a piece may be. */
const matrices = fc
  .array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 12 })
  .map((lengths): Csr => {
    const rowStart = Int32Array.from([0, ...lengths]);
    for (let r = 1; r < rowStart.length; r++) rowStart[r] += rowStart[r - 1];
    // The item tells the entry's number, so that none can be mistaken for another.
    const item = Int32Array.from({ length: rowStart[lengths.length] }, (_, n) => n);
    return { users: lengths.length, items: Math.max(1, item.length), rowStart, item };
  });

/** Row and item of each entry. */
function entriesOf({ users, rowStart, item }: Csr): [number, number][] {
  const entries: [number, number][] = [];
  for (let r = 0; r < users; r++)
    for (let n = rowStart[r]; n < rowStart[r + 1]; n++) entries.push([r, item[n]]);
  return entries;
}

describe('the pieces of a matrix', () => {
  test('hold every entry once, in order, in its row; none is too long; there are as few as can be', () => {
    fc.assert(
      fc.property(matrices, fc.integer({ min: 1, max: 50 }), (csr, most) => {
        const count = csr.item.length;
        const pieces = piecesOf(count, most).map((piece) => csrOfPiece(csr, piece));
        expect(pieces.flatMap(entriesOf)).toEqual(entriesOf(csr));
        expect(Math.max(...pieces.map(({ item }) => item.length))).toBeLessThanOrEqual(most);
        expect(pieces).toHaveLength(Math.max(1, Math.ceil(count / most)));
        for (const { rowStart, item, users } of pieces) {
          expect([rowStart[0], rowStart[users]]).toEqual([0, item.length]);
        }
      }),
    );
  });

  test('a row longer than a piece goes through several', () => {
    const csr = {
      users: 2,
      items: 9,
      rowStart: Int32Array.of(0, 1, 9),
      item: Int32Array.from({ length: 9 }),
    };
    const starts = piecesOf(9, 3).map((piece) => Array.from(csrOfPiece(csr, piece).rowStart));
    expect(starts).toEqual([
      [0, 1, 3],
      [0, 0, 3],
      [0, 0, 3],
    ]);
  });

  test.each([26_024_289, 32_000_204, 2 ** 31 - 1])(
    'of %i ratings count from their own start, never beyond 2^24',
    (count) => {
      const exact = 2 ** 24;
      const pieces = piecesOf(count, exact);
      expect(pieces).toHaveLength(Math.ceil(count / exact));
      expect([pieces[0].from, pieces.at(-1)?.to]).toEqual([0, count]);
      // Rows begin and end beside each border and beside 2^24, 2^25 …, where a float would lose the one.
      const near = pieces.flatMap(({ from }, p) => [from - 1, from, from + 1, p * exact - 1, p * exact + 1]);
      const rowStart = Int32Array.from([...near, 0, count].filter((n) => n >= 0 && n <= count)).sort();
      const total = new Float64Array(rowStart.length - 1);
      pieces.forEach((piece, p) => {
        expect(piece.from).toBe(pieces[p - 1]?.to ?? 0);
        const within = rowStartWithin(rowStart, piece);
        for (let r = 0; r < total.length; r++) {
          total[r] += within[r + 1] - within[r];
          if (rowStart[r] >= piece.from && rowStart[r] < piece.to)
            expect(piece.from + within[r]).toBe(rowStart[r]);
        }
        expect([Math.min(...within), Math.max(...within)]).toEqual([0, piece.to - piece.from]);
        expect(piece.to - piece.from).toBeLessThanOrEqual(exact);
      });
      expect(Array.from(total)).toEqual(Array.from(total, (_, r) => rowStart[r + 1] - rowStart[r]));
    },
  );
});

test.each([1, 4, 7, 1000])(
  'products of pieces of at most %i entries are those of the whole',
  async (most) => {
    const d = 3;
    const csr = randomCsr(11, 8, 1);
    const count = csr.item.length;
    const random = createRandom(4);
    const normals = (length: number) => Float32Array.from({ length }, () => random.normal());
    const [u, v] = [tf.tensor2d(normals(11 * d), [11, d]), tf.tensor2d(normals(8 * d), [8, d])];
    const s = tf.tensor1d(normals(count));
    const whole = createPattern(csr);
    const pieces = piecesOf(count, most);
    const patterns = pieces.map((piece) => createPattern(csrOfPiece(csr, piece)));
    const values = pieces.map(({ from, to }) => tf.slice1d(s, from, to - from));

    const before = tf.memory().numTensors;
    const alongs = sddmmOfPieces(u, v, patterns);
    const byRows = spmmOfPieces(values, v, patterns, 'rows');
    const byColumns = spmmOfPieces(values, u, patterns, 'columns');
    expect(tf.memory().numTensors).toBe(before + pieces.length + 2);

    expect(alongs.flatMap((along) => Array.from(along.dataSync()))).toEqual(
      Array.from(sddmm(u, v, whole).dataSync()),
    );
    const expectSame = (actual: tf.Tensor, expected: tf.Tensor) => {
      expect(actual.shape).toEqual(expected.shape);
      const correct = expected.dataSync();
      actual.dataSync().forEach((value, n) => {
        expect(value).toBeCloseTo(correct[n], 5);
      });
    };
    expectSame(byRows, spmm(s, v, whole, 'rows'));
    expectSame(byColumns, spmm(s, u, whole, 'columns'));
  },
);
