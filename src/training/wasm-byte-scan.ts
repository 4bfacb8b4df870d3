import { type MakeByteScan, SCAN_ROWS } from '../base/byte-scanner.ts';
import { loadArenas } from './bayes/wasm-memory.ts';

/** Rows that the kernel reads after the last one. */
const READ_BEHIND = 3;

/**
 * Loads the scan of 8-bit rows in WebAssembly. Each set of codes has its own memory, which is freed with it.
 * @throws Problem `backend-missing` where the browser has no WebAssembly with SIMD
 */
export async function loadByteScan(): Promise<MakeByteScan> {
  const createArena = await loadArenas();
  return (codes, scales, width) => {
    const arena = createArena();
    const rows = scales.length + READ_BEHIND;
    const places = {
      codes: arena.reserve((rows * width) / 4),
      scales: arena.reserve(rows),
      query: arena.reserve(width / 2),
      rows: arena.reserve(SCAN_ROWS),
      scores: arena.reserve(SCAN_ROWS),
    };
    new Int8Array(places.codes.floats().buffer, places.codes.at).set(codes);
    places.scales.floats().set(scales);
    // The memory grows no more, so views stay valid.
    const own = new Int16Array(places.query.floats().buffer, places.query.at, width);
    const found = { rows: places.rows.integers(), scores: places.scores.floats() };
    return {
      begin: (query) => own.set(query),
      scan: (from, to, least) => ({
        ...found,
        count: arena.kernels.scanBytes({ ...places, from, to, width, least }),
      }),
    };
  };
}
