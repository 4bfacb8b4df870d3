import { describe, expect, test } from 'vitest';
import { plainByteScan } from '../../../src/base/byte-scanner.ts';
import { createRandom } from '../../../src/base/random.ts';
import { loadByteScan } from '../../../src/training/wasm-byte-scan.ts';

const simd = await loadByteScan();
const random = createRandom(5);
const numbers = (count: number, most: number) =>
  Array.from({ length: count }, () => random.integer(2 * most + 1) - most);

describe.each([
  ['plain arrays', plainByteScan],
  ['WebAssembly', simd],
] as const)('a scan of 8-bit rows in %s', (_, make) => {
  test.each([
    [1, 16],
    [7, 64],
    [1001, 48],
    [64, 512],
  ])('%i x %i has every product above the bar, exactly', (rows, width) => {
    const codes = Int8Array.from(numbers(rows * width, 127));
    const scales = Float32Array.from({ length: rows }, () => random.uniform());
    const scan = make(codes, scales, width);
    // Another scan must not share the memory of this one.
    make(Int8Array.from(numbers(4 * width, 127)), new Float32Array(4), width).begin(new Int16Array(width));
    for (const most of [1, 32_767]) {
      const query = Int16Array.from(numbers(width, most));
      scan.begin(query);
      const products = Array.from({ length: rows }, (__, row) => {
        let sum = 0;
        for (let k = 0; k < width; k++) sum += codes[row * width + k] * query[k];
        return Math.fround(Math.fround(sum) * scales[row]);
      });
      const from = Math.min(2, rows - 1);
      for (const least of [Number.NEGATIVE_INFINITY, 0, products[rows >> 1]]) {
        const found = scan.scan(from, rows, least);
        const expected = products.flatMap((score, row) =>
          row >= from && score > least ? [[row, score]] : [],
        );
        const hits = expected.map((__, n) => [found.rows[n], found.scores[n]]);
        expect(found.count).toBe(expected.length);
        expect(hits).toEqual(expected);
      }
    }
  });
});
