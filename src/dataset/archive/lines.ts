/**
 * A line of a file as bytes `[start, end)` without its line break; valid only during the call.
 * @param line 1-based
 */
export type OnLine = (bytes: Uint8Array, start: number, end: number, line: number) => void;

/** What is seen of a line: a file that is one line of a gigabyte must not be held. */
const LONGEST = 64 * 1024;
const LF = 10;
const CR = 13;

/** Cuts pieces of a file into lines: LF or CRLF, a byte order mark, a last line without line break. */
export interface LineReader {
  push(piece: Uint8Array): void;
  /** Hands over the last line if it had no line break. */
  end(): void;
}

/** A reader that calls `onLine` for each line in turn, longer ones cut at 64 KB. */
export function createLineReader(onLine: OnLine): LineReader {
  const carried = new Uint8Array(LONGEST);
  let carriedLength = 0;
  let line = 0;

  const carry = (piece: Uint8Array, start: number, end: number) => {
    const taken = Math.min(end - start, LONGEST - carriedLength);
    carried.set(piece.subarray(start, start + taken), carriedLength);
    carriedLength += taken;
  };

  const hand = (bytes: Uint8Array, from: number, to: number) => {
    line++;
    const hasMark =
      line === 1 && bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf;
    const start = hasMark ? from + 3 : from;
    const end = to > start && bytes[to - 1] === CR ? to - 1 : to;
    onLine(bytes, start, Math.min(end, start + LONGEST), line);
  };

  return {
    push(piece) {
      let start = 0;
      for (let end = piece.indexOf(LF); end >= 0; end = piece.indexOf(LF, start)) {
        if (carriedLength > 0) {
          carry(piece, start, end);
          hand(carried, 0, carriedLength);
          carriedLength = 0;
        } else {
          hand(piece, start, end);
        }
        start = end + 1;
      }
      carry(piece, start, piece.length);
    },
    end() {
      if (carriedLength > 0) hand(carried, 0, carriedLength);
      carriedLength = 0;
    },
  };
}
