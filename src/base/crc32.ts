/** Four tables, so that one step processes four bytes: a data set may have 900 MB. */
const tables = makeTables();

function makeTables(): readonly [Int32Array, Int32Array, Int32Array, Int32Array] {
  const make = (next: (n: number) => number) => Int32Array.from({ length: 256 }, (_, n) => next(n));
  const first = make((n) => {
    let c = n;
    for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
    return c;
  });
  const after = (table: Int32Array) => make((n) => first[table[n] & 255] ^ (table[n] >>> 8));
  const second = after(first);
  const third = after(second);
  return [first, second, third, after(third)];
}

/**
 * CRC-32 as in zip and PNG (polynomial 0xEDB88320).
 * @param crc the result for the preceding bytes, 0 at the start
 * @returns unsigned 32 bits
 */
export function crc32(bytes: Uint8Array, crc = 0): number {
  const [t0, t1, t2, t3] = tables;
  let c = ~crc;
  let n = 0;
  for (; n + 4 <= bytes.length; n += 4) {
    c ^= bytes[n] | (bytes[n + 1] << 8) | (bytes[n + 2] << 16) | (bytes[n + 3] << 24);
    c = t3[c & 255] ^ t2[(c >>> 8) & 255] ^ t1[(c >>> 16) & 255] ^ t0[c >>> 24];
  }
  for (; n < bytes.length; n++) c = t0[(c ^ bytes[n]) & 255] ^ (c >>> 8);
  return ~c >>> 0;
}
