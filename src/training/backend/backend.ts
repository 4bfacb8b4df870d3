import type * as tf from '@tensorflow/tfjs-core';
import { Problem } from '../../base/problem.ts';
import { macrotask } from '../../base/scheduling.ts';
import type { BackendInfo, BackendName } from '../../protocol/training-messages.ts';
import { type Adapter, probeCpu, probeWebgl, probeWebgpu, type Started } from './adapter.ts';
import { createFailureSignal, type FailureSignal, gpuRefused } from './gpu-failure.ts';
import { selfTest } from './self-test.ts';

/** A TF.js backend that has started and passed its self-test; it is TF.js's current one. */
export interface Backend extends Started {
  readonly info: BackendInfo;
  /**
   * The values of a tensor.
   * @throws Problem `shader`, `gpu-lost` or `backend-broken` instead of hanging or handing out zeros
   */
  read(tensor: tf.Tensor): Promise<Float32Array>;
  /** Calls the listener once when the backend has died; nothing can be saved from it then. */
  onFatal(listener: (problem: Problem) => void): void;
  /** What a thrown value means here: the cause of death where there is one. */
  problemOf(thrown: unknown): unknown;
}

/** A read that takes longer than this never comes. */
const readLimitMs = 60_000;

const names = { webgpu: 'WebGPU', webgl: 'WebGL', cpu: 'the processor' } as const;

/**
 * Starts the backend asked for, or with `auto` the best one: hardware WebGPU, else hardware WebGL, else the
 * processor. A software renderer counts as no graphics card: it is the processor in disguise, several times slower
 * than our own loops on it. Only the chosen backend's code is loaded.
 * @param failed backends that have failed in this tab: `auto` passes them over
 * @throws Problem `backend-missing` when one asked for by name is not there, `backend-broken` or `shader` when it
 * fails its self-test
 */
export async function startBackend(
  choice: BackendName | 'auto',
  failed: ReadonlySet<BackendName> = new Set(),
): Promise<Backend> {
  if (choice !== 'auto') return await startNamed(choice);
  const passedOver: string[] = [];
  for (const name of ['webgpu', 'webgl'] as const) {
    if (failed.has(name)) {
      passedOver.push(`${names[name]} has failed before`);
      continue;
    }
    const adapter = await probe(name);
    if (adapter === null) passedOver.push(`this browser offers no ${names[name]}`);
    else if (adapter.software) passedOver.push(`${names[name]} is only software here (${adapter.name})`);
    else {
      try {
        return await start(name, adapter, why(`Your graphics card through ${names[name]}`, passedOver));
      } catch (thrown) {
        if (!(thrown instanceof Problem)) throw thrown;
        passedOver.push(`${names[name]} did not pass: ${thrown.message}`);
      }
    }
  }
  return await start('cpu', await probeCpu(), why('Your processor', passedOver));
}

function why(what: string, passedOver: readonly string[]): string {
  return passedOver.length === 0 ? `${what}.` : `${what}, because ${passedOver.join(' and ')}.`;
}

async function startNamed(name: BackendName): Promise<Backend> {
  const adapter = await probe(name);
  if (adapter === null) throw missing(name);
  return await start(name, adapter, 'Asked for by name.');
}

async function probe(name: BackendName): Promise<Adapter | null> {
  if (name === 'webgpu') return await probeWebgpu();
  return name === 'webgl' ? await probeWebgl() : await probeCpu();
}

function missing(name: BackendName): Problem {
  return new Problem(
    'backend-missing',
    `${names[name]} was asked for but is not available in this browser.`,
    'Let Matinee choose by itself, or choose the processor (cpu).',
  );
}

async function start(name: BackendName, adapter: Adapter, reason: string): Promise<Backend> {
  const failure = createFailureSignal();
  let started: Started | null;
  try {
    started = await starters[name](failure, adapter.software);
  } catch (thrown) {
    throw thrown instanceof Problem ? thrown : gpuRefused(String(thrown));
  }
  if (started === null) throw missing(name);

  const read = async (tensor: tf.Tensor) => {
    if (failure.problem !== null) throw failure.problem;
    const values = (await failure.race(tensor.data(), readLimitMs)) as Float32Array;
    // The event that tells of an error may still stand behind the answer in the queue.
    if (name !== 'cpu') await macrotask();
    if (failure.problem !== null) throw failure.problem;
    return values;
  };
  const problemOf = (thrown: unknown) => {
    if (failure.problem !== null) return failure.problem;
    return thrown instanceof Problem || name === 'cpu' ? thrown : gpuRefused(String(thrown));
  };
  try {
    await selfTest(read);
  } catch (thrown) {
    started.dispose();
    throw problemOf(thrown);
  }
  const info: BackendInfo = { backend: name, adapter: adapter.name, why: reason };
  return { ...started, info, read, onFatal: failure.onFatal, problemOf };
}

type Starter = (failure: FailureSignal, software: boolean) => Promise<Started | null>;

const starters: Record<BackendName, Starter> = {
  webgpu: async (failure) => await (await import('./start.webgpu.ts')).startWebgpu(failure),
  webgl: async (failure, software) => await (await import('./start.webgl.ts')).startWebgl(failure, software),
  cpu: async () => await (await import('./start.cpu.ts')).startCpu(),
};
