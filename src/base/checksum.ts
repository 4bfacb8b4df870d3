/**
 * A checksum of a text: FNV-1a over its code units, unsigned 32 bits. It notices damage, not malice; a few lines, because the
 * page loads them before its first paint. Files and large data have CRC-32 (src/base/crc32.ts).
 */
export function checksum(text: string): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return sum >>> 0;
}
