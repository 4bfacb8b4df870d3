/**
 * The safetensors layout (huggingface/safetensors): the header's length as 8 little-endian bytes, the header as JSON,
 * then the arrays one after the other without a gap. Typed arrays are little-endian wherever browsers run.
 */
import { Problem } from '../../base/problem.ts';
import { isRecord } from '../person/person-schema.ts';

const types = { F64: Float64Array, F32: Float32Array, I32: Int32Array } as const;

type DType = keyof typeof types;

/** One array and its shape, row-major. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array | Float64Array | Int32Array;
}

/** What a file holds. Maps, because a file may name things as it likes, `__proto__` included. */
export interface Safetensors {
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly metadata: ReadonlyMap<string, string>;
}

/** Longest header that is read; ours are far below 1 MB. */
const MAX_HEADER = 8 * 1024 * 1024;
const LENGTH_BYTES = 8;
const METADATA = '__metadata__';

/** The file of some arrays. Those with the largest elements come first, so that each one is aligned. */
export function encodeSafetensors({ tensors, metadata }: Safetensors): Uint8Array<ArrayBuffer> {
  const sorted = [...tensors].sort(([, a], [, b]) => b.data.BYTES_PER_ELEMENT - a.data.BYTES_PER_ELEMENT);
  const entries: [string, unknown][] = [[METADATA, Object.fromEntries(metadata)]];
  let end = 0;
  for (const [name, { shape, data }] of sorted) {
    entries.push([name, { dtype: dtypeOf(data), shape, data_offsets: [end, end + data.byteLength] }]);
    end += data.byteLength;
  }
  const text = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  const header = Math.ceil(text.length / LENGTH_BYTES) * LENGTH_BYTES;
  const bytes = new Uint8Array(LENGTH_BYTES + header + end);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header), true);
  // Spaces after the JSON bring the data to a multiple of 8.
  bytes.fill(0x20, LENGTH_BYTES, LENGTH_BYTES + header);
  bytes.set(text, LENGTH_BYTES);
  let at = LENGTH_BYTES + header;
  for (const [, { data }] of sorted) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return bytes;
}

/**
 * Reads a file and believes nothing in it that its own length does not bear out. The arrays share the memory of the
 * bytes where they are aligned.
 * @throws Problem 'file-unknown' for another kind of file, 'file-broken' for one that is damaged
 */
export function decodeSafetensors(bytes: Uint8Array<ArrayBuffer>): Safetensors {
  if (bytes.length < LENGTH_BYTES) throw unknownFile('it is too short');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const declared = view.getBigUint64(0, true);
  if (declared > BigInt(MAX_HEADER)) throw unknownFile('its header would be too long');
  const length = Number(declared);
  if (length > bytes.length - LENGTH_BYTES) throw brokenFile('it ends within its header');
  const header = parse(bytes.subarray(LENGTH_BYTES, LENGTH_BYTES + length));
  const data = bytes.subarray(LENGTH_BYTES + length);

  const metadata = new Map<string, string>();
  const found: Described[] = [];
  for (const [name, value] of Object.entries(header)) {
    if (name !== METADATA) {
      found.push(described(name, value));
      continue;
    }
    if (!isRecord(value)) throw brokenFile('its metadata cannot be read');
    for (const [key, text] of Object.entries(value)) {
      if (typeof text !== 'string') throw brokenFile('its metadata cannot be read');
      metadata.set(key, text);
    }
  }
  checkGapless(found, data.length);
  return { tensors: new Map(found.map((one) => [one.name, tensorOf(one, data)])), metadata };
}

interface Described {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

function parse(text: Uint8Array): Readonly<Record<string, unknown>> {
  // Every header begins with a brace; what does not is another kind of file.
  if (text[0] !== 0x7b) throw unknownFile('its header is none');
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text));
  } catch {
    throw brokenFile('its header cannot be read');
  }
  if (!isRecord(header)) throw brokenFile('its header cannot be read');
  return header;
}

function described(name: string, value: unknown): Described {
  const wrong = (what: string) => brokenFile(`its array ${JSON.stringify(name.slice(0, 40))} ${what}`);
  if (!isRecord(value)) throw wrong('is not described');
  const { dtype, shape, data_offsets: offsets } = value;
  if (!isDType(dtype)) throw wrong('is of an unknown kind');
  if (!Array.isArray(shape) || !shape.every(isSize)) throw wrong('has no shape');
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isSize)) throw wrong('has no place');
  const [begin, end]: number[] = offsets;
  const elements = shape.reduce((product: number, size: number) => product * size, 1);
  // A product too large to be exact is far from any real length, so it is refused too.
  if (elements * types[dtype].BYTES_PER_ELEMENT !== end - begin) throw wrong('has not the size of its shape');
  return { name, dtype, shape, begin, end };
}

/** Every byte of the data belongs to exactly one array. */
function checkGapless(found: readonly Described[], length: number): void {
  let at = 0;
  for (const { begin, end } of [...found].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== at) throw brokenFile('its arrays do not lie one after the other');
    at = end;
  }
  if (at > length) throw brokenFile('it is shorter than it says, as after a download that was broken off');
  if (at < length) throw brokenFile('it is longer than it says');
}

function tensorOf({ dtype, shape, begin, end }: Described, data: Uint8Array<ArrayBuffer>): Tensor {
  const type = types[dtype];
  const size = type.BYTES_PER_ELEMENT;
  const isAligned = (data.byteOffset + begin) % size === 0;
  const own = isAligned ? data.subarray(begin, end) : data.slice(begin, end);
  return { shape, data: new type(own.buffer, own.byteOffset, own.length / size) };
}

function dtypeOf(data: Tensor['data']): DType {
  if (data instanceof Float32Array) return 'F32';
  return data instanceof Float64Array ? 'F64' : 'I32';
}

function isDType(value: unknown): value is DType {
  return typeof value === 'string' && Object.hasOwn(types, value);
}

function isSize(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function unknownFile(why: string): Problem {
  return new Problem(
    'file-unknown',
    `This is not a model file: ${why}.`,
    'Choose a .safetensors file that Matinee has saved.',
  );
}

function brokenFile(why: string): Problem {
  return new Problem(
    'file-broken',
    `The model file is damaged: ${why}.`,
    'Copy or download it once more, or save the model again where it was trained.',
  );
}
