import type { Threads } from './threads.ts';

type Numbers = Float32Array | Float64Array | Int32Array;

interface NumbersType<T extends Numbers> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike): T;
}

/** An array of zeros that all of the threads can work in: in shared memory where there are several. */
export function arrayFor<T extends Numbers>(threads: Threads, type: NumbersType<T>, length: number): T {
  const bytes = length * type.BYTES_PER_ELEMENT;
  return new type(threads.most > 1 ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes));
}

/** An array that all of the threads can read; the very same one where they can already. */
export function readableFor<T extends Numbers>(threads: Threads, type: NumbersType<T>, values: T): T {
  if (threads.most === 1 || !(values.buffer instanceof ArrayBuffer)) return values;
  const shared = arrayFor(threads, type, values.length);
  shared.set(values);
  return shared;
}

/** The same numbers in memory of one thread alone: IndexedDB stores no shared memory. */
export function unshared<T extends Numbers>(values: T): T {
  return values.buffer instanceof ArrayBuffer ? values : (values.slice() as T);
}
