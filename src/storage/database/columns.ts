import { brokenStorage } from './storage-errors.ts';

const types = { Float32Array, Float64Array, Int32Array, Uint32Array, Uint8Array } as const;

export type ColumnType = keyof typeof types;

/** A typed array that can be kept. */
export type Column = Float32Array | Float64Array | Int32Array | Uint32Array | Uint8Array;

export function columnType(column: Column): ColumnType {
  for (const name of Object.keys(types) as ColumnType[]) if (column instanceof types[name]) return name;
  throw new TypeError('Not a typed array that can be kept');
}

export function isColumnType(name: unknown): name is ColumnType {
  return typeof name === 'string' && Object.hasOwn(types, name);
}

/** The bytes of a column, sharing its memory. */
export function bytesOf(column: Column): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
}

/** A column over bytes that it shares; their number must be a multiple of its element size. */
export function columnFrom(type: ColumnType, bytes: Uint8Array<ArrayBuffer>): Column {
  return new types[type](bytes.buffer, bytes.byteOffset, bytes.byteLength / types[type].BYTES_PER_ELEMENT);
}

/**
 * One column of what was read, of the type and length that it must have.
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
