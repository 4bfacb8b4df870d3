import { brokenStorage } from './storage-errors.ts';

const types = { Float32Array, Float64Array, Int32Array, Uint32Array, Uint16Array, Uint8Array } as const;

export type ColumnType = keyof typeof types;
export const columnTypes = Object.keys(types) as readonly ColumnType[];

/** A typed array that can be stored. */
export type Column = Float32Array | Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;

/** The name of a column's type. @throws TypeError for a typed array that cannot be stored */
export function columnType(column: Column): ColumnType {
  for (const name of columnTypes) if (column instanceof types[name]) return name;
  throw new TypeError('Not a typed array that can be stored');
}

/** The bytes of a column, in the same memory. */
export function bytesOf(column: Column): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
}

/** A column over bytes, in the same memory; their number must be a multiple of its element size. */
export function columnFrom(type: ColumnType, bytes: Uint8Array<ArrayBuffer>): Column {
  return new types[type](bytes.buffer, bytes.byteOffset, bytes.byteLength / types[type].BYTES_PER_ELEMENT);
}

/**
 * Finds a column by name and checks its type and length.
 * @throws Problem 'storage-broken'
 */
export function expectColumn<T extends Column>(
  arrays: Readonly<Record<string, Column>>,
  name: string,
  type: new (length: number) => T,
  length: number,
): T {
  const column: Column | undefined = arrays[name];
  if (column instanceof type && column.length === length) return column;
  throw brokenStorage(`${name} does not fit the rest`);
}
