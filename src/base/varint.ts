/** Whole numbers in few bytes: seven bits a byte, the lowest first; the top bit says that more follow (LEB128). */

/** Appends a whole number from 0 to 2^53 - 1. */
export function writeVarint(bytes: number[], value: number): void {
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}

/** The number of bytes that a whole number takes. */
export function varintLength(value: number): number {
  let length = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) length++;
  return length;
}

/** Reads numbers one after the other. */
export class VarintReader {
  at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get isAtEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  /** @returns the next number; null where the bytes end within it, or it is larger than 2^53 - 1 */
  next(): number | null {
    let [value, scale] = [0, 1];
    while (this.at < this.bytes.length) {
      const byte = this.bytes[this.at++];
      value += (byte & 127) * scale;
      if (!Number.isSafeInteger(value)) return null;
      if (byte < 128) return value;
      scale *= 128;
    }
    return null;
  }

  /** @returns the next bytes as they are; null where there are fewer */
  take(length: number): Uint8Array | null {
    if (length > this.bytes.length - this.at) return null;
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}
