import type * as tf from '@tensorflow/tfjs-core';
import { Problem } from '../../base/problem.ts';
import { macrotask } from '../../base/scheduling.ts';
import { oneThread, type Threads } from '../../base/threads.ts';
import type { BackendInfo, BackendName } from '../../protocol/training-messages.ts';
import { type Adapter, probeCpu, probeWebgl, probeWebgpu, type Started } from './adapter.ts';
import { createFailureSignal, type FailureSignal, gpuRefused } from './gpu-failure.ts';
import { selfTest } from './self-test.ts';

/** A TF.js backend that has started and passed its self-test. It is TF.js's current backend. */
export interface Backend extends Started {
  readonly info: BackendInfo;
  /** They divide what the processor computes. */
  readonly threads: Threads;
  /**
   * Reads the values of a tensor.
   * @throws Problem `shader`, `gpu-lost` or `backend-broken` where TF.js would hang or return zeros
   */
  read(tensor: tf.Tensor): Promise<Float32Array>;
  /**
   * Does nothing while the backend works. To be called in the middle of long work, which would else go on until its next
   * read.
   * @throws Problem its first failure, once it has failed
   */
  check(): void;
  /**
   * The problem behind a thrown value: the first failure of the backend, if it has failed. A failure may be reported only
   * after the error that it has caused, so this may take a moment.
   */
  problemOf(thrown: unknown): Promise<unknown>;
}

type WithoutThreads = Omit<Backend, 'threads'>;

/** A read that takes longer than this never finishes. */
const readLimitMs = 60_000;

/** What messages call a backend. */
export const backendNames = { webgpu: 'WebGPU', webgl: 'WebGL', cpu: 'the processor' } as const;

/**
 * Starts a backend by name, or with `auto` the best one: hardware WebGPU, else hardware WebGL, else the processor. A
 * software renderer counts as no graphics card: it runs on the processor, several times slower than our own loops. Only
 * the code of the chosen backend is loaded.
 * @param failed backends that have failed in this tab; `auto` skips them
 * @param threads for what the processor computes
 * @throws Problem `backend-missing` when the named backend does not exist, `backend-broken` or `shader` when it fails
 * its self-test
 */
export async function startBackend(
  choice: BackendName | 'auto',
  failed: ReadonlySet<BackendName> = new Set(),
  threads: Threads = oneThread,
): Promise<Backend> {
  return { ...(await startBest(choice, failed)), threads };
}

async function startBest(
  choice: BackendName | 'auto',
  failed: ReadonlySet<BackendName>,
): Promise<WithoutThreads> {
  if (choice !== 'auto') return await startNamed(choice);
  const skipped: string[] = [];
  for (const name of ['webgpu', 'webgl'] as const) {
    if (failed.has(name)) {
      skipped.push(`${backendNames[name]} has failed before`);
      continue;
    }
    const adapter = await probe(name);
    if (adapter === null) skipped.push(`this browser offers no ${backendNames[name]}`);
    else if (adapter.software) skipped.push(`${backendNames[name]} is only software here (${adapter.name})`);
    else {
      try {
        return await start(name, adapter, why(`Your graphics card through ${backendNames[name]}`, skipped));
      } catch (thrown) {
        if (!(thrown instanceof Problem)) throw thrown;
        skipped.push(`${backendNames[name]} did not pass: ${thrown.message}`);
      }
    }
  }
  return await start('cpu', await probeCpu(), why('Your processor', skipped));
}

function why(what: string, skipped: readonly string[]): string {
  return skipped.length === 0 ? `${what}.` : `${what}, because ${skipped.join(' and ')}.`;
}

async function startNamed(name: BackendName): Promise<WithoutThreads> {
  const adapter = await probe(name);
  if (adapter === null) throw missing(name);
  return await start(name, adapter, 'Chosen in the settings.');
}

async function probe(name: BackendName): Promise<Adapter | null> {
  if (name === 'webgpu') return await probeWebgpu();
  return name === 'webgl' ? await probeWebgl() : await probeCpu();
}

function missing(name: BackendName): Problem {
  return new Problem(
    'backend-missing',
    `${backendNames[name]} was asked for but is not available in this browser.`,
    'Let Matinee choose by itself, or choose the processor (cpu).',
  );
}

async function start(name: BackendName, adapter: Adapter, reason: string): Promise<WithoutThreads> {
  const failure = createFailureSignal();
  let started: Started | null;
  try {
    started = await starters[name](failure, adapter.software);
  } catch (thrown) {
    throw thrown instanceof Problem ? thrown : gpuRefused(String(thrown));
  }
  if (started === null) throw missing(name);

  const check = () => {
    if (failure.problem !== null) throw failure.problem;
  };
  const problemOf = async (thrown: unknown) => {
    if (thrown instanceof Problem || name === 'cpu') return failure.problem ?? thrown;
    return (await failure.reported()) ?? gpuRefused(String(thrown));
  };
  const read = async (tensor: tf.Tensor) => {
    check();
    try {
      const values = (await failure.race(tensor.data(), readLimitMs)) as Float32Array;
      // The event of an error may still be queued behind the result.
      if (name !== 'cpu') await macrotask();
      check();
      return values;
    } catch (thrown) {
      throw await problemOf(thrown);
    }
  };
  try {
    await selfTest(read);
  } catch (thrown) {
    started.dispose();
    throw await problemOf(thrown);
  }
  const info: BackendInfo = { backend: name, adapter: adapter.name, why: reason };
  return { ...started, info, read, check, problemOf };
}

type Starter = (failure: FailureSignal, software: boolean) => Promise<Started | null>;

const starters: Record<BackendName, Starter> = {
  webgpu: async (failure) => await (await import('./start.webgpu.ts')).startWebgpu(failure),
  webgl: async (failure, software) => await (await import('./start.webgl.ts')).startWebgl(failure, software),
  cpu: async () => await (await import('./start.cpu.ts')).startCpu(),
};
