import { describe, expect, test } from 'vitest';
import { plainProduct } from '../../../src/base/matrix-vector.ts';
import { createRandom } from '../../../src/base/random.ts';
import { loadProduct } from '../../../src/training/wasm-matrix-vector.ts';

const simd = await loadProduct();
const random = createRandom(3);
const normals = (count: number) => Float32Array.from({ length: count }, () => random.normal());

describe.each([
  ['plain arrays', plainProduct],
  ['WebAssembly', simd],
] as const)('a matrix times a vector in %s', (_, make) => {
  test.each([
    [4, 4],
    [8, 12],
    [12, 320],
    [9064, 40],
  ])('%i x %i', (rows, width) => {
    const matrix = normals(rows * width);
    const product = make(matrix, width);
    // Another product must not share the memory of this one.
    make(normals(4 * width), width)(normals(width));
    for (let turn = 0; turn < 2; turn++) {
      const x = normals(width);
      const found = product(x);
      expect(found.length).toBe(rows);
      for (let r = 0; r < rows; r++) {
        let sum = 0;
        for (let c = 0; c < width; c++) sum += matrix[r * width + c] * x[c];
        if (Math.abs(found[r] - sum) > 1e-4) expect(found[r], `row ${r}`).toBeCloseTo(sum, 4);
      }
    }
  });
});
