import { createRandom } from '../../../src/random.ts';

/** Rows around so many centres, one group after the other; noise of a tenth of the centres' spread. */
export function grouped(groups: number, each: number, width: number, seed: number): Float32Array {
  const random = createRandom(seed);
  const centres = Array.from({ length: groups * width }, () => random.normal());
  return Float32Array.from({ length: groups * each * width }, (_, at) => {
    const row = Math.floor(at / width);
    return centres[Math.floor(row / each) * width + (at % width)] + 0.1 * random.normal();
  });
}

/** The k nearest by comparing all: slow, plain, independent of the code under test. */
export function nearestByForce(rows: Float32Array, width: number, i: number, k: number): number[] {
  const n = rows.length / width;
  const distance = (j: number) => {
    let sum = 0;
    for (let c = 0; c < width; c++) sum += (rows[i * width + c] - rows[j * width + c]) ** 2;
    return sum;
  };
  return Array.from({ length: n }, (_, j) => j)
    .filter((j) => j !== i)
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, k);
}

export const ready = async (): Promise<void> => {};
