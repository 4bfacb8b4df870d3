/**
 * Decodes a text file and removes its byte order mark. The encoding is UTF-16 if a byte order mark says so, else UTF-8.
 * If the bytes are not valid UTF-8, it is Windows-1252, which spreadsheets often write.
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
