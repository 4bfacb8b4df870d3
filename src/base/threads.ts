import type { Pause } from './scheduling.ts';

/**
 * Work on rows that several threads can divide. Every piece must give the same numbers whoever computes it, and again when
 * it is computed again: the pieces of a thread that died are computed once more.
 */
export interface RowTask<Args> {
  /** Another thread finds the task by its name. */
  readonly name: string;
  /**
   * Computes the rows `from` to `to - 1`.
   * @param args what structured clone can copy; arrays must be of shared memory, or other threads write to copies
   * @param thread 0 for the thread that asked, then 1, 2, ...: for memory that each thread needs for itself
   */
  run(args: Args, from: number, to: number, thread: number): void;
}

/** Threads that divide work. The numbers never depend on how many there are. */
export interface Threads {
  /** Most that may work at once, the one that asks included. More than 1: what they work on must lie in shared memory. */
  readonly most: number;
  /** How many can work now. */
  running(): number;
  /**
   * Computes all pieces, here and in the other threads.
   * @param edges first row of each piece, then the end of the last one, `[pieces + 1]`. Depends on the work alone, never on
   *   the number of threads. A piece should take some milliseconds: nothing stops in the middle of one
   * @param pause awaited between the pieces that are computed here; rejects to give up
   * @throws what the task throws, here or elsewhere. No thread works on the arguments any more then
   */
  run<Args>(task: RowTask<Args>, args: Args, edges: Int32Array, pause: Pause): Promise<void>;
}

/** Everything in the thread that asks. */
export const oneThread: Threads = {
  most: 1,
  running: () => 1,
  async run(task, args, edges, pause) {
    for (let piece = 0; piece + 1 < edges.length; piece++) {
      task.run(args, edges[piece], edges[piece + 1], 0);
      await pause();
    }
  },
};

/** Edges of pieces of `size` rows. */
export function evenPieces(rows: number, size: number): Int32Array {
  const each = Math.max(1, Math.floor(size));
  return Int32Array.from({ length: Math.ceil(rows / each) + 1 }, (_, piece) => Math.min(rows, piece * each));
}

/**
 * Edges of pieces that cost about the same.
 * @param costOf cost of a row
 * @param size cost of a piece
 */
export function piecesByCost(rows: number, costOf: (row: number) => number, size: number): Int32Array {
  const edges = [0];
  let cost = 0;
  for (let r = 0; r < rows; r++) {
    cost += costOf(r);
    if (cost < size && r + 1 < rows) continue;
    edges.push(r + 1);
    cost = 0;
  }
  return Int32Array.from(edges);
}

/**
 * Edges of pieces with about as many entries.
 * @param start the entries of row r are those from `start[r]` to `start[r + 1] - 1`
 * @param perRow cost of a row beside its entries, in entries
 * @param size cost of a piece, in entries
 */
export function piecesByEntries(start: Int32Array, perRow: number, size: number): Int32Array {
  return piecesByCost(start.length - 1, (r) => perRow + start[r + 1] - start[r], size);
}

/** What a thread is asked to do. */
export interface ThreadJob {
  readonly job: number;
  /** Name of the task. */
  readonly task: string;
  readonly args: unknown;
  readonly edges: Int32Array;
  /** Shared: the next piece that nobody has taken, whether to stop, whether to stand still, then 1 for each piece that is done. */
  readonly board: Int32Array;
  readonly thread: number;
}

/** What a thread answers. */
export type ThreadAnswer =
  | { readonly type: 'ready' }
  | { readonly type: 'done'; readonly job: number }
  | { readonly type: 'failed'; readonly job: number; readonly error: unknown };

/** Places on the board of a job. */
export const onBoard = { next: 0, stop: 1, still: 2, done: 3 } as const;

/** Takes the next piece. @returns its number, or -1 where none is left or the job was stopped */
export function takePiece(board: Int32Array): number {
  if (Atomics.load(board, onBoard.stop) !== 0) return -1;
  const piece = Atomics.add(board, onBoard.next, 1);
  return piece < board.length - onBoard.done ? piece : -1;
}
