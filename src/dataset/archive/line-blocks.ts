/** Receives whole lines of a file as `bytes[start, end)`, each with its line feed. Valid only during the call. */
export type OnLines = (bytes: Uint8Array, start: number, end: number) => void;

/** Longer lines are cut, so that a file that is one line of a gigabyte does not fill the memory. */
const MAX_LINE = 64 * 1024;
export const LF = 10;

/** Cuts pieces of a file between lines. Removes a byte order mark and completes a last line without a line feed. */
export interface LineBlocks {
  push(piece: Uint8Array): void;
  /** Emits the last line if it has no line feed. */
  end(): void;
}

/**
 * Emits lines in blocks, as many as a piece holds, because a call for each line would take longer than parsing it. Only a
 * line that lies in two pieces is copied; it is cut at 64 KB.
 */
export function createLineBlocks(onLines: OnLines): LineBlocks {
  const carried = new Uint8Array(MAX_LINE + 1);
  let carriedLength = 0;
  let isFirst = true;

  const carry = (piece: Uint8Array, start: number, end: number) => {
    const taken = Math.min(end - start, MAX_LINE - carriedLength);
    carried.set(piece.subarray(start, start + taken), carriedLength);
    carriedLength += taken;
  };

  const emit = (bytes: Uint8Array, start: number, end: number) => {
    const hasMark =
      isFirst && bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf;
    isFirst = false;
    onLines(bytes, hasMark ? start + 3 : start, end);
  };

  const emitCarried = () => {
    carried[carriedLength] = LF;
    const length = carriedLength + 1;
    carriedLength = 0;
    emit(carried, 0, length);
  };

  return {
    push(piece) {
      let start = 0;
      if (carriedLength > 0) {
        const first = piece.indexOf(LF);
        carry(piece, 0, first < 0 ? piece.length : first);
        if (first < 0) return;
        emitCarried();
        start = first + 1;
      }
      const end = piece.lastIndexOf(LF) + 1;
      if (end > start) emit(piece, start, end);
      carry(piece, Math.max(start, end), piece.length);
    },
    end() {
      if (carriedLength > 0) emitCarried();
    },
  };
}
