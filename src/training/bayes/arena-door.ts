import { createKernels, type Kernels } from './wasm-kernels.ts';

/** The kernels' code and the memory of one arena, as another thread is sent them. */
export interface ArenaDoor {
  readonly id: number;
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
}

/** Kernels of the arenas that this thread opened itself. */
const own = new WeakMap<ArenaDoor, Kernels>();
/** Kernels of the arenas of other threads, the last few only, so that memory that nobody uses is freed. */
const opened = new Map<number, Kernels>();
const OPENED = 3;
let arenas = 0;

/** Creates the door of an arena that this thread opens. */
export function createDoor(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  kernels: Kernels,
): ArenaDoor {
  arenas++;
  const door: ArenaDoor = { id: arenas, module, memory };
  own.set(door, kernels);
  return door;
}

/** The kernels that work in an arena, in any thread. */
export function kernelsBehind(door: ArenaDoor): Kernels {
  const { id, module, memory } = door;
  const known = own.get(door) ?? opened.get(id);
  if (known !== undefined) return known;
  const kernels = createKernels(new WebAssembly.Instance(module, { env: { memory } }).exports);
  opened.set(id, kernels);
  const oldest = opened.keys().next().value;
  if (opened.size > OPENED && oldest !== undefined) opened.delete(oldest);
  return kernels;
}
