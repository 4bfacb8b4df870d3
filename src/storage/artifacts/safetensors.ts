/**
 * The safetensors layout (huggingface/safetensors): the header's length as 8 little-endian bytes, the header as JSON,
 * then the arrays one after the other without a gap. Typed arrays are little-endian wherever browsers run.
 */
import * as v from 'valibot';
import { isRecord } from '../../base/is-record.ts';
import { Problem } from '../../base/problem.ts';
import { countSchema } from '../../base/schemas.ts';

const types = { F64: Float64Array, F32: Float32Array, I32: Int32Array } as const;

type DType = keyof typeof types;

/** One array and its shape, row-major. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array | Float64Array | Int32Array;
}

/** The content of a file. These are Maps because a file may use any name, `__proto__` included. */
export interface Safetensors {
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly metadata: ReadonlyMap<string, string>;
}

/** The longest header that is read; ours are far below 1 MB. */
const MAX_HEADER = 8 * 1024 * 1024;
const LENGTH_BYTES = 8;
const METADATA = '__metadata__';

/** Writes arrays as a file. Those with the largest elements come first, so that each one is aligned. */
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
  // Spaces after the JSON align the data to a multiple of 8.
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
 * Reads a file and checks everything that it says against its own length. Arrays that are aligned share the memory of
 * `bytes`.
 * @throws Problem 'file-unknown' for another kind of file, 'file-broken' for one that is damaged
 */
export function decodeSafetensors(bytes: Uint8Array<ArrayBuffer>): Safetensors {
  if (bytes.length < LENGTH_BYTES) throw unknownFile('it is too short');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const declared = view.getBigUint64(0, true);
  if (declared > BigInt(MAX_HEADER)) throw unknownFile('its header would be too long');
  const length = Number(declared);
  if (length > bytes.length - LENGTH_BYTES) throw brokenFile('it ends within its header');
  const header = parseHeader(bytes.subarray(LENGTH_BYTES, LENGTH_BYTES + length));
  const data = bytes.subarray(LENGTH_BYTES + length);

  // Entries, because a schema for a record passes over names such as `__proto__`.
  const entries = Object.entries(header);
  const placements = entries.filter(([name]) => name !== METADATA).map((entry) => placementOf(...entry));
  const metadata = entries.filter(([name]) => name === METADATA).flatMap(([, value]) => textsOf(value));
  checkGapless(placements, data.length);
  return {
    tensors: new Map(placements.map((one) => [one.name, tensorOf(one, data)])),
    metadata: new Map(metadata),
  };
}

/** What the header says of one array. */
const descriptionSchema = v.object({
  dtype: v.picklist(Object.keys(types) as DType[]),
  shape: v.array(countSchema),
  data_offsets: v.strictTuple([countSchema, countSchema]),
});

/** What is wrong with each field of the description. */
const faults: Readonly<Record<string, string>> = {
  dtype: 'is of an unknown kind',
  shape: 'has no shape',
  data_offsets: 'has no place',
};

/** An array and its place in the data, in bytes. */
interface Placement {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

function textsOf(value: unknown): [string, string][] {
  const metadata = isRecord(value) ? Object.entries(value) : [];
  const texts = metadata.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  if (!isRecord(value) || texts.length < metadata.length) throw brokenFile('its metadata cannot be read');
  return texts;
}

function parseHeader(text: Uint8Array): Readonly<Record<string, unknown>> {
  // Every header begins with a brace.
  if (text[0] !== 0x7b) throw unknownFile('it does not begin with the header of one');
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text));
  } catch {
    throw brokenFile('its header cannot be read');
  }
  if (!isRecord(header)) throw brokenFile('its header cannot be read');
  return header;
}

function placementOf(name: string, value: unknown): Placement {
  const broken = (what: string) => brokenFile(`its array ${JSON.stringify(name.slice(0, 40))} ${what}`);
  const description = v.safeParse(descriptionSchema, value, { abortEarly: true });
  if (!description.success)
    throw broken(faults[String(description.issues[0].path?.[0].key)] ?? 'is not described');
  const { dtype, shape, data_offsets: offsets } = description.output;
  const [begin, end] = offsets;
  const elements = shape.reduce((product, size) => product * size, 1);
  // A product too large to be exact is far from any real length, so it is refused too.
  if (elements * types[dtype].BYTES_PER_ELEMENT !== end - begin)
    throw broken('has not the size of its shape');
  return { name, dtype, shape, begin, end };
}

/** Checks that every byte of the data belongs to exactly one array. */
function checkGapless(placements: readonly Placement[], length: number): void {
  let at = 0;
  for (const { begin, end } of [...placements].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== at) throw brokenFile('its arrays do not lie one after the other');
    at = end;
  }
  if (at > length) throw brokenFile('it is shorter than it says, as after an interrupted download');
  if (at < length) throw brokenFile('it is longer than it says');
}

function tensorOf({ dtype, shape, begin, end }: Placement, data: Uint8Array<ArrayBuffer>): Tensor {
  const type = types[dtype];
  const size = type.BYTES_PER_ELEMENT;
  const isAligned = (data.byteOffset + begin) % size === 0;
  const bytes = isAligned ? data.subarray(begin, end) : data.slice(begin, end);
  return { shape, data: new type(bytes.buffer, bytes.byteOffset, bytes.length / size) };
}

function dtypeOf(data: Tensor['data']): DType {
  if (data instanceof Float32Array) return 'F32';
  return data instanceof Float64Array ? 'F64' : 'I32';
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
