import type { Problem } from './problem.ts';

/**
 * Does work that gives up by its signal, and lets it give up after a while, too. The work must await a macrotask now and
 * then (`createPause`), or nothing can end it.
 * @param ms the longest time, in milliseconds
 * @param late the problem of work that takes longer
 * @param signal whoever waits may give up before
 */
export async function withTimeLimit<T>(
  ms: number,
  late: () => Problem,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const ending = new AbortController();
  const giveUp = () => ending.abort(signal?.reason);
  const timer = setTimeout(() => ending.abort(late()), ms);
  signal?.addEventListener('abort', giveUp);
  if (signal?.aborted === true) giveUp();
  try {
    return await work(ending.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
  }
}
