import { describe, expect, it } from 'vitest';
import { Problem } from '../../../../src/base/problem.ts';
import {
  decodeSafetensors,
  encodeSafetensors,
  type Safetensors,
  type Tensor,
} from '../../../../src/storage/artifacts/safetensors.ts';
import { fc } from '../../../fixtures/property.ts';

const sample: Safetensors = {
  tensors: new Map<string, Tensor>([
    ['odd', { shape: [3], data: Float32Array.of(1, -2.5, 3) }],
    ['doubles', { shape: [1, 2], data: Float64Array.of(Math.PI, -0) }],
    ['whole', { shape: [2, 1, 1], data: Int32Array.of(-7, 2 ** 30) }],
    ['empty', { shape: [0, 5], data: new Float32Array(0) }],
  ]),
  metadata: new Map([['format', 'é "quoted"']]),
};

/** A file with any header. */
function file(
  header: unknown,
  data: Uint8Array = new Uint8Array(0),
  length?: bigint,
): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, length ?? BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(data, 8 + text.length);
  return bytes;
}

const notUtf8 = file('{"a?":{}}');
notUtf8[11] = 0xff;

const one = (change: object, bytes = 4) =>
  file({ a: { dtype: 'F32', shape: [1], data_offsets: [0, 4], ...change } }, new Uint8Array(bytes));

it('decodes what it has encoded', () => {
  const bytes = encodeSafetensors(sample);
  expect(decodeSafetensors(bytes)).toEqual(sample);
  // The bytes may begin anywhere in memory.
  const moved = new Uint8Array(bytes.length + 3);
  moved.set(bytes, 3);
  expect(decodeSafetensors(moved.subarray(3))).toEqual(sample);
});

it('follows the layout of the format', () => {
  const bytes = encodeSafetensors(sample);
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  expect(length % 8).toBe(0);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  expect(header.doubles).toEqual({ dtype: 'F64', shape: [1, 2], data_offsets: [0, 16] });
  expect(header.__metadata__).toEqual({ format: 'é "quoted"' });
  expect(bytes.length).toBe(8 + length + 16 + 12 + 8);
});

it('accepts the name __proto__ and changes no prototype', () => {
  const tensors = new Map([['__proto__', { shape: [1], data: Float32Array.of(5) }]]);
  const metadata = new Map([['__proto__', 'polluted']]);
  expect(decodeSafetensors(encodeSafetensors({ tensors, metadata }))).toEqual({ tensors, metadata });
  expect({}).not.toHaveProperty('polluted');
});

describe('rejects', () => {
  it.each([
    ['nothing', new Uint8Array(0), 'file-unknown'],
    [
      'another kind of file',
      new TextEncoder().encode('PK\u0003\u0004 this is a zip, they say'),
      'file-unknown',
    ],
    ['a header of 2^60 bytes', file('{}', new Uint8Array(0), 2n ** 60n), 'file-unknown'],
    ['a header beyond the end', file('{}', new Uint8Array(0), 1000n), 'file-broken'],
    ['a header that is a list', file('[]'), 'file-unknown'],
    ['a header that is no JSON', file('{"a":'), 'file-broken'],
    ['a header that is not UTF-8', notUtf8, 'file-broken'],
    ['metadata that are not strings', file({ __metadata__: { n: 1 } }), 'file-broken'],
    ['metadata that are a list', file({ __metadata__: [] }), 'file-broken'],
    ['an array that is not described', file({ a: null }), 'file-broken'],
    ['an unknown type', one({ dtype: 'BF16' }), 'file-broken'],
    ['a type from the prototype', one({ dtype: 'constructor' }), 'file-broken'],
    ['a negative size', one({ shape: [-1] }), 'file-broken'],
    ['a size that is not whole', one({ shape: [0.5, 2] }), 'file-broken'],
    ['a shape that is larger than the bytes', one({ shape: [2 ** 40] }), 'file-broken'],
    ['a shape beyond all numbers', one({ shape: [2 ** 52, 2 ** 52, 2 ** 52] }), 'file-broken'],
    ['offsets the wrong way round', one({ data_offsets: [4, 0] }), 'file-broken'],
    ['only one offset', one({ data_offsets: [0] }), 'file-broken'],
    ['offsets beyond the end', one({ shape: [3], data_offsets: [0, 12] }), 'file-broken'],
    ['bytes that belong to no array', one({}, 9), 'file-broken'],
    ['a gap before the first', one({ data_offsets: [4, 8] }, 8), 'file-broken'],
    [
      'arrays that overlap',
      file(
        {
          a: { dtype: 'F32', shape: [2], data_offsets: [0, 8] },
          b: { dtype: 'F32', shape: [2], data_offsets: [4, 12] },
        },
        new Uint8Array(12),
      ),
      'file-broken',
    ],
  ])('%s', (_, bytes, code) => {
    let thrown: unknown = null;
    try {
      decodeSafetensors(bytes as Uint8Array<ArrayBuffer>);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(Problem);
    expect(thrown).toMatchObject({ code });
  });
});

const tensor: fc.Arbitrary<Tensor> = fc
  .tuple(fc.nat(4), fc.nat(4), fc.constantFrom(Float32Array, Float64Array, Int32Array))
  .map(([rows, columns, type]) => ({
    shape: [rows, columns],
    data: new type(Array.from({ length: rows * columns }, (_, n) => n * 3 - 5)),
  }));
const contents: fc.Arbitrary<Safetensors> = fc.record({
  tensors: fc
    .array(fc.tuple(fc.string(), tensor))
    .map((all) => new Map(all.filter(([name]) => name !== '__metadata__'))),
  metadata: fc.array(fc.tuple(fc.string(), fc.string())).map((all) => new Map(all)),
});

/** Decodes a file, or returns the Problem of its rejection; any other error fails the test. */
function outcome(bytes: Uint8Array<ArrayBuffer>): Safetensors | Problem {
  try {
    return decodeSafetensors(bytes);
  } catch (thrown) {
    if (thrown instanceof Problem) return thrown;
    throw thrown;
  }
}

it('decodes any contents that it has encoded', () => {
  fc.assert(
    fc.property(contents, (all) => void expect(decodeSafetensors(encodeSafetensors(all))).toEqual(all)),
  );
});

it('rejects any truncation', () => {
  const bytes = encodeSafetensors(sample);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), (length) => {
      expect(outcome(bytes.slice(0, length))).toBeInstanceOf(Problem);
    }),
  );
});

it('rejects flipped bits, or decodes them as the file that they now are', () => {
  const bytes = encodeSafetensors(sample);
  const flips = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(7)), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(flips, (all) => {
      const damaged = bytes.slice();
      for (const [at, bit] of all) damaged[at] ^= 1 << bit;
      const found = outcome(damaged);
      if (!(found instanceof Problem)) expect(outcome(encodeSafetensors(found))).toEqual(found);
    }),
    { numRuns: 1000 },
  );
});

it('decodes or rejects any bytes, without any other error', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void outcome(bytes.slice())));
  fc.assert(fc.property(fc.json(), (text) => void outcome(file(text, new Uint8Array(16)))));
});
