import { Problem } from '../../base/problem.ts';
import wasm from './kernels.wasm.ts';

/** The kernels of assembly/exports.ts: all arguments are plain numbers, pointers in bytes. */
type Kernel = (...args: readonly number[]) => number;
type Kernels = Readonly<
  Record<
    | 'addPredictions'
    | 'addRidge'
    | 'drawRows'
    | 'factorRows'
    | 'fillNormals'
    | 'fillTables'
    | 'firstResidual'
    | 'gram'
    | 'multiplyRows'
    | 'rowsTimes'
    | 'spmm'
    | 'squaredErrors'
    | 'stepAlong'
    | 'turn',
    Kernel
  >
>;

/** An array in the arena. Its views are made anew at each use: growing the memory detaches the old ones. */
export interface Region {
  /** Bytes from the start of the memory. */
  readonly at: number;
  readonly length: number;
  floats(): Float32Array;
  integers(): Int32Array;
}

/** WebAssembly's memory with the kernels that work in it. */
export interface Arena {
  readonly kernels: Kernels;
  /** Zeros. */
  reserve(length: number): Region;
  floats(values: ArrayLike<number>): Region;
  integers(values: ArrayLike<number>): Region;
  bytes(): number;
}

const PAGE = 65536;
let compiled: Promise<WebAssembly.Module> | null = null;

/**
 * Compiles the kernels (once) and opens a memory of their own for them.
 * @throws Problem `backend-missing` where the browser has no WebAssembly with SIMD
 */
export async function createArena(): Promise<Arena> {
  return (await loadArenas())();
}

/**
 * Compiles the kernels (once). What is returned opens a memory of their own for them.
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
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  let end = Number((instance.exports.heapBase as WebAssembly.Global).value);

  const reserve = (length: number): Region => {
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
    kernels: instance.exports as unknown as Kernels,
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
