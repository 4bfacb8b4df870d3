import { Worker } from 'node:worker_threads';
import type { Problem } from '../../src/base/problem.ts';
import { createThreadPool, type ThreadPool, type ThreadPort } from '../../src/base/thread-pool.ts';

/**
 * Threads as in the browser, for tests and benches in Node. Close them in the end.
 * @param most how many compute at once, the one that asks included
 */
export function createNodeThreads(
  most: number,
  reportProblem: (problem: Problem) => void = (problem) => {
    throw problem;
  },
): ThreadPool {
  return createThreadPool({ most, create: createNodePort, reportProblem, limits });
}

/** Of a thread of Node that reads TypeScript on a machine with much else to do, milliseconds. */
const limits = { start: 60_000, silent: 60_000 };

/** A thread begins in JavaScript: Node 20 reads no TypeScript before tsx is registered in it. */
export const threadCode = (file: URL) => `
  import('tsx/esm/api').then(({ register }) => {
    register();
    return import(${JSON.stringify(file.href)});
  });
`;

function createNodePort(): ThreadPort {
  const worker = new Worker(threadCode(new URL('./node-thread.ts', import.meta.url)), { eval: true });
  // Nothing waits for a thread that nobody asks.
  worker.unref();
  return {
    post: (job) => worker.postMessage(job),
    listen(answered, died) {
      worker.on('message', answered);
      worker.on('error', (thrown) => died(thrown instanceof Error ? thrown.message : String(thrown)));
      worker.on('exit', () => died('it has ended'));
    },
    terminate: () => void worker.terminate(),
  };
}
