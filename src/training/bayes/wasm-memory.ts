import { Problem } from '../../base/problem.ts';
import wasm from './kernels.wasm.ts';
import type { Region } from './region.ts';
import { createKernels, type Kernels } from './wasm-kernels.ts';

/** A WebAssembly memory with the kernels that work in it. */
export interface Arena {
  readonly kernels: Kernels;
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
let compiled: Promise<WebAssembly.Module> | null = null;

/**
 * Compiles the kernels (once) and creates an arena.
 * @throws Problem `backend-missing` where the browser has no WebAssembly with SIMD
 */
export async function createArena(): Promise<Arena> {
  return (await loadArenas())();
}

/**
 * Compiles the kernels (once).
 * @returns a function that creates an arena; each arena has its own memory
 * @throws Problem `backend-missing` where the browser has no WebAssembly with SIMD
 */
export async function loadArenas(): Promise<() => Arena> {
  try {
    compiled ??= WebAssembly.compile(Uint8Array.from(atob(wasm), (letter) => letter.charCodeAt(0)));
    const module = await compiled;
    return () => openArena(module);
  } catch (cause) {
    compiled = null;
    throw new Problem(
      'backend-missing',
      'This browser cannot run the Bayesian factorization: it lacks WebAssembly with SIMD.',
      'Use a browser from 2023 or later, or train by alternating least squares.',
      { cause },
    );
  }
}

function openArena(module: WebAssembly.Module): Arena {
  const memory = new WebAssembly.Memory({ initial: 1 });
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
  return {
    kernels: createKernels(exports),
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
