import { Problem } from '../../base/problem.ts';
import { oneThread, type Threads } from '../../base/threads.ts';
import { type ArenaDoor, createDoor } from './arena-door.ts';
import wasm from './kernels.wasm.ts';
import type { Region } from './region.ts';
import { createKernels, type Kernels } from './wasm-kernels.ts';

/** A WebAssembly memory with the kernels that work in it. */
export interface Arena {
  readonly kernels: Kernels;
  /** What another thread needs to work in the same memory. */
  readonly door: ArenaDoor;
  /** A new array of zeros. */
  reserve(length: number): Region;
  /** A new array with these values as 32-bit floats. */
  floats(values: ArrayLike<number>): Region;
  /** A new array with these values as 32-bit integers. */
  integers(values: ArrayLike<number>): Region;
  /** Size of the whole memory. */
  bytes(): number;
}

/** Bytes that WebAssembly's memory grows by. */
const PAGE = 65536;
/** Largest shared memory, in pages: 4 GB, else 1 GB where the device has not so many addresses. */
const LARGEST = [65536, 16384] as const;
let compiled: Promise<WebAssembly.Module> | null = null;
let compiledShared: Promise<WebAssembly.Module> | null = null;

/**
 * Compiles the kernels (once) and creates an arena.
 * @param shared whether other threads work in it as well
 * @throws Problem `backend-missing` where the browser has no WebAssembly with SIMD
 */
export async function createArena(shared = false): Promise<Arena> {
  if (!shared) return (await loadArenas())();
  try {
    compiledShared ??= import('./shared-kernels.wasm.ts').then((code) => compile(code.default));
    return openArena(await compiledShared, sharedMemory());
  } catch (cause) {
    compiledShared = null;
    throw unable(cause);
  }
}

/**
 * An arena that threads share. Where the device gives no such memory, an arena of this thread alone, and one thread: the
 * numbers are the same.
 */
export async function arenaFor(
  threads: Threads,
): Promise<{ readonly arena: Arena; readonly threads: Threads }> {
  if (threads.most > 1) {
    try {
      return { arena: await createArena(true), threads };
    } catch (thrown) {
      if (!(thrown instanceof Problem)) throw thrown;
    }
  }
  return { arena: await createArena(), threads: oneThread };
}

const compile = (code: string) =>
  WebAssembly.compile(Uint8Array.from(atob(code), (letter) => letter.charCodeAt(0)));

function sharedMemory(): WebAssembly.Memory {
  const [most, less] = LARGEST;
  try {
    return new WebAssembly.Memory({ initial: 1, maximum: most, shared: true });
  } catch {
    return new WebAssembly.Memory({ initial: 1, maximum: less, shared: true });
  }
}

/**
 * Compiles the kernels (once).
 * @returns a function that creates an arena; each arena has its own memory
 * @throws Problem `backend-missing` where the browser has no WebAssembly with SIMD
 */
export async function loadArenas(): Promise<() => Arena> {
  try {
    compiled ??= compile(wasm);
    const module = await compiled;
    return () => openArena(module, new WebAssembly.Memory({ initial: 1 }));
  } catch (cause) {
    compiled = null;
    throw unable(cause);
  }
}

function unable(cause: unknown): Problem {
  return new Problem(
    'backend-missing',
    'This browser cannot run the Bayesian factorization: it lacks WebAssembly with SIMD.',
    'Use a browser from 2023 or later, or train by alternating least squares.',
    { cause },
  );
}

function openArena(module: WebAssembly.Module, memory: WebAssembly.Memory): Arena {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  let end = Number((exports.heapBase as WebAssembly.Global).value);

  const reserve = (length: number): Region => {
    // The kernels load 16 bytes at a time.
    const at = Math.ceil(end / 16) * 16;
    end = at + length * 4;
    const missing = Math.ceil((end - memory.buffer.byteLength) / PAGE);
    if (missing > 0) grow(memory, missing);
    return {
      at,
      length,
      floats: () => new Float32Array(memory.buffer, at, length),
      integers: () => new Int32Array(memory.buffer, at, length),
    };
  };
  const kernels = createKernels(exports);
  return {
    kernels,
    door: createDoor(module, memory, kernels),
    reserve,
    floats(values) {
      const region = reserve(values.length);
      region.floats().set(values);
      return region;
    },
    integers(values) {
      const region = reserve(values.length);
      region.integers().set(values);
      return region;
    },
    bytes: () => memory.buffer.byteLength,
  };
}

function grow(memory: WebAssembly.Memory, pages: number): void {
  try {
    memory.grow(pages);
  } catch (cause) {
    throw new Problem(
      'backend-missing',
      'This data set needs more memory than the browser gives for the Bayesian factorization.',
      'Choose a lower rank or fewer kinds of side information, or train by alternating least squares.',
      { cause },
    );
  }
}
