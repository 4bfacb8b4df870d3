/**
 * Receives a line of a file as `bytes[start, end)` without its line break. The bytes are valid only during the call.
 * @param line number of the line, from 1
 */
export type OnLine = (bytes: Uint8Array, start: number, end: number, line: number) => void;

/** Longer lines are cut, so that a file that is one line of a gigabyte does not fill the memory. */
const MAX_LINE = 64 * 1024;
const LF = 10;
const CR = 13;

/** Cuts pieces of a file into lines. Understands LF, CRLF, a byte order mark and a last line without a line break. */
export interface LineReader {
  push(piece: Uint8Array): void;
  /** Emits the last line if it has no line break. */
  end(): void;
}

/** Creates a reader that calls `onLine` for each line; lines are cut at 64 KB. */
export function createLineReader(onLine: OnLine): LineReader {
  const carried = new Uint8Array(MAX_LINE);
  let carriedLength = 0;
  let line = 0;

  const carry = (piece: Uint8Array, start: number, end: number) => {
    const taken = Math.min(end - start, MAX_LINE - carriedLength);
    carried.set(piece.subarray(start, start + taken), carriedLength);
    carriedLength += taken;
  };

  const emit = (bytes: Uint8Array, from: number, to: number) => {
    line++;
    const hasMark =
      line === 1 && bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf;
    const start = hasMark ? from + 3 : from;
    const end = to > start && bytes[to - 1] === CR ? to - 1 : to;
    onLine(bytes, start, Math.min(end, start + MAX_LINE), line);
  };

  return {
    push(piece) {
      let start = 0;
      for (let end = piece.indexOf(LF); end >= 0; end = piece.indexOf(LF, start)) {
        if (carriedLength > 0) {
          carry(piece, start, end);
          emit(carried, 0, carriedLength);
          carriedLength = 0;
        } else {
          emit(piece, start, end);
        }
        start = end + 1;
      }
      carry(piece, start, piece.length);
    },
    end() {
      if (carriedLength > 0) emit(carried, 0, carriedLength);
      carriedLength = 0;
    },
  };
}
