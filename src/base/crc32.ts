/** The polynomial of Ethernet and zip, with its bits reversed. */
const POLYNOMIAL = 0xedb88320;

/**
 * Computes the CRC-32 of some bytes, as zip does (ISO 3309). It finds every change of up to 32 bits in a row, and any other
 * change but one in four thousand million.
 */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ ((crc & 1) === 1 ? POLYNOMIAL : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
