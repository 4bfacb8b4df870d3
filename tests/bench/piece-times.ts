import type { Threads } from '../../src/base/threads.ts';

/** Seconds of processor time of this process. */
function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** What threads would make of some work, from the processor time of its pieces: on a busy machine clocks tell little. */
export interface PieceTimes {
  /** Stand for two threads, and compute everything here. */
  readonly threads: Threads;
  /** Measures the work from here on, with what came before forgotten. */
  begin(): void;
  /**
   * How many times faster so many threads are: each piece goes to the thread that is free first, and what lies between
   * the runs is done by one. The time of messages between threads is not in it.
   */
  gain(threads: number): number;
}

export function createPieceTimes(): PieceTimes {
  let [runs, begun]: [number[][], number] = [[], 0];
  return {
    threads: {
      most: 2,
      running: () => 1,
      async run(task, args, edges, pause) {
        const pieces: number[] = [];
        runs.push(pieces);
        for (let piece = 0; piece + 1 < edges.length; piece++) {
          const before = processorSeconds();
          task.run(args, edges[piece], edges[piece + 1], 0);
          pieces.push(processorSeconds() - before);
          await pause();
        }
      },
    },
    begin() {
      runs = [];
      begun = processorSeconds();
    },
    gain(threads) {
      const all = processorSeconds() - begun;
      const divided = runs.flat().reduce((sum, seconds) => sum + seconds, 0);
      const together = runs.reduce((sum, pieces) => sum + longest(pieces, threads), 0);
      return all / (all - divided + together);
    },
  };
}

/** Seconds until the last of the threads is done. */
function longest(pieces: readonly number[], threads: number): number {
  const busy = new Float64Array(threads);
  for (const seconds of pieces) busy[busy.indexOf(Math.min(...busy))] += seconds;
  return Math.max(...busy);
}
