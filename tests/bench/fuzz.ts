/** Feeds every reader, and the restore of a back-up, with mutated files: each ends with a Problem or is read, soon, and changes nothing unasked. */
import { Worker } from 'node:worker_threads';
import type { BenchOptions } from '../tools/bench-options.ts';
import { threadCode } from '../tools/node-threads.ts';
import type { FuzzOutcome } from './fuzz-thread.ts';

const INPUTS = 3000;
/** Inputs between two lines of progress. */
const PROGRESS = 5000;
/** So long without an outcome means that the reader hangs; the slowest one takes a second on a busy machine. */
const HANG_MS = 20_000;

interface Counts {
  inputs: number;
  untyped: number;
  hangs: number;
  changedState: number;
}

export async function run({ inputs = INPUTS }: BenchOptions): Promise<object> {
  const counts: Counts = { inputs: 0, untyped: 0, hangs: 0, changedState: 0 };
  const ends = new Map<string, number>();
  const startedAt = performance.now();
  for (let next = 0; next < inputs; ) next = await readFrom(next, inputs, counts, ends);
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  for (const [what, count] of ends) console.log(`${String(count).padStart(7)}  ${what}`);
  console.log(`${counts.inputs} inputs in ${seconds} s`);
  return { ...counts, seconds };
}

/** Reads in one thread until all is read or a reader hangs. @returns the number of the next input */
function readFrom(from: number, to: number, counts: Counts, ends: Map<string, number>): Promise<number> {
  const thread = new Worker(threadCode(new URL('./fuzz-thread.ts', import.meta.url)), { eval: true });
  let next = from;
  return new Promise((resolve) => {
    const ended = (at: number) => {
      clearTimeout(timer);
      void thread.terminate().then(() => resolve(at));
    };
    const hung = () => {
      counts.inputs++;
      counts.hangs++;
      console.error(`input ${next} hangs`);
      ended(next + 1);
    };
    let timer = setTimeout(hung, 3 * HANG_MS);
    thread.on('message', ({ n, what, detail }: FuzzOutcome) => {
      clearTimeout(timer);
      timer = setTimeout(hung, HANG_MS);
      counts.inputs++;
      ends.set(what, (ends.get(what) ?? 0) + 1);
      if (what === 'untyped') counts.untyped++;
      if (what === 'changed state') counts.changedState++;
      if (what === 'untyped' || what === 'changed state') console.error(`input ${n}, ${what}: ${detail}`);
      next = n + 1;
      if (counts.inputs % PROGRESS === 0) console.log(`${counts.inputs} so far: ${JSON.stringify(counts)}`);
      if (next === to) ended(to);
    });
    // What is thrown outside of every promise ends the thread.
    thread.on('error', (thrown) => {
      counts.inputs++;
      counts.untyped++;
      console.error(`input ${next} ends the thread: ${thrown instanceof Error ? thrown.stack : thrown}`);
      ended(next + 1);
    });
    thread.postMessage({ from, to });
  });
}
