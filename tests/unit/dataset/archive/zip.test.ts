import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../../src/base/crc32.ts';
import { Problem } from '../../../../src/base/problem.ts';
import { createRandom } from '../../../../src/base/random.ts';
import { unzipEntry, unzipWhole } from '../../../../src/dataset/archive/zip.ts';
import { readZipDirectory } from '../../../../src/dataset/archive/zip-directory.ts';
import { directoryRecord, rename, zip } from '../../../fixtures/archives.ts';
import { fc } from '../../../fixtures/property.ts';

const LIMIT = 1e9;
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const unzipAll = (bytes: Uint8Array) =>
  readZipDirectory(bytes).map((entry) => [entry.name, text(unzipWhole(bytes, entry, LIMIT))]);
/** The unpacked files, or the code of the Problem. Other errors are thrown. */
function dataOrCode(bytes: Uint8Array): ReturnType<typeof unzipAll> | string {
  try {
    return unzipAll(bytes);
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}
const random = createRandom(1);
const noise = Uint8Array.from({ length: 100_000 }, () => random.integer(64));

it('computes the CRC-32 of the standard sample, in one piece or several', () => {
  const bytes = new TextEncoder().encode('123456789');
  expect(crc32(bytes)).toBe(0xcbf43926);
  for (let at = 0; at <= 9; at++)
    expect(crc32(bytes.subarray(at), crc32(bytes.subarray(0, at)))).toBe(0xcbf43926);
});

describe('a valid archive', () => {
  it.each([0, 6] as const)('is unpacked without folders (level %i)', (level) => {
    const bytes = zip({ 'a/b/one.txt': 'eins', 'two.txt': '', 'c\\three.txt': 'drei' }, level);
    expect(unzipAll(bytes)).toEqual([
      ['one.txt', 'eins'],
      ['two.txt', ''],
      ['three.txt', 'drei'],
    ]);
  });

  it('is unpacked piece by piece', () => {
    const bytes = zip({ noise });
    const [entry] = readZipDirectory(bytes);
    const pieces = [...unzipEntry(bytes, entry, LIMIT)];
    expect(pieces.length).toBeGreaterThan(3);
    expect(unzipWhole(bytes, entry, LIMIT)).toEqual(noise);
  });

  it('may be a view and contain a comment and unusual names', () => {
    const inner = rename(
      zip({ xxproto__: 'proto', 'constructor/x': '1', '../../up': '2' }),
      'xxproto__',
      '__proto__',
    );
    const bytes = new Uint8Array(inner.length + 20);
    bytes.set(inner, 7);
    const view = new DataView(bytes.buffer);
    view.setUint16(7 + inner.length - 2, 13, true);
    expect(unzipAll(bytes.subarray(7))).toEqual([
      ['__proto__', 'proto'],
      ['x', '1'],
      ['up', '2'],
    ]);
  });

  it('may use zip64 fields', () => {
    const inner = zip({ one: 'eins' });
    const record = directoryRecord(inner, 'one');
    const split = record + 46 + 3;
    const bytes = new Uint8Array(inner.length + 20);
    bytes.set(inner.subarray(0, split));
    bytes.set(inner.subarray(split), split + 20);
    const view = new DataView(bytes.buffer);
    const [size, packed] = [view.getUint32(record + 24, true), view.getUint32(record + 20, true)];
    view.setUint32(record + 24, 0xffffffff, true);
    view.setUint32(record + 20, 0xffffffff, true);
    view.setUint16(record + 30, 20, true);
    view.setUint16(split, 1, true);
    view.setUint16(split + 2, 16, true);
    view.setBigUint64(split + 4, BigInt(size), true);
    view.setBigUint64(split + 12, BigInt(packed), true);
    expect(unzipAll(bytes)).toEqual([['one', 'eins']]);
  });
});

describe('an invalid archive', () => {
  const good = zip({ 'a/noise': noise });

  it.each([0, 1, 3, 21, 22, 100])('%i arbitrary bytes are not a zip', (length) => {
    expect(() => readZipDirectory(new Uint8Array(length).fill(65))).toThrow(
      expect.objectContaining({ code: 'file-unknown' }),
    );
  });

  it('is broken if it is cut short anywhere', () => {
    for (let length = 4; length < good.length; length += 997) {
      expect(() => unzipAll(good.slice(0, length))).toThrow(expect.objectContaining({ code: 'file-broken' }));
    }
    expect(() => unzipAll(good.slice(0, -1))).toThrow(expect.objectContaining({ code: 'file-broken' }));
  });

  it('is broken if a part of the middle is missing', () => {
    const bytes = new Uint8Array([...good.subarray(0, 5000), ...good.subarray(5400)]);
    expect(() => unzipAll(bytes)).toThrow(expect.objectContaining({ code: 'file-broken' }));
  });

  it('never gives wrong data after a bit flipped', () => {
    fc.assert(
      fc.property(fc.integer({ min: 40, max: directoryRecord(good, 'noise') - 1 }), fc.nat(7), (at, bit) => {
        const bytes = good.slice();
        bytes[at] ^= 1 << bit;
        // Some bits have no meaning (padding after the last deflate block), so the original data is a valid result, too.
        expect([unzipAll(good), 'file-broken']).toContainEqual(dataOrCode(bytes));
      }),
    );
  });

  it('of random bytes gives data or a Problem, nothing else', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 40 }), (changes) => {
        const bytes = good.slice();
        // Half of the changes are near the end, where the directory is.
        for (const [at, value] of changes) bytes[value % 2 ? at : good.length - 1 - (at % 80)] = value;
        // Throws, and fails, if the error is not a Problem.
        expect(dataOrCode(bytes)).toBeDefined();
      }),
    );
  });

  it('names an encrypted file', () => {
    const bytes = good.slice();
    bytes[directoryRecord(bytes, 'noise') + 8] |= 1;
    expect(() => unzipAll(bytes)).toThrow('noise is encrypted');
  });

  it('is unknown if a file is packed by an unknown method', () => {
    const bytes = good.slice();
    bytes[directoryRecord(bytes, 'noise') + 10] = 14;
    expect(() => unzipAll(bytes)).toThrow(expect.objectContaining({ code: 'file-unknown' }));
  });

  it('is rejected before a zip bomb is unpacked, whatever size it declares', () => {
    const bytes = zip({ bomb: new Uint8Array(60_000_000) });
    const honest = readZipDirectory(bytes)[0];
    expect(() => unzipWhole(bytes, honest, 1e6)).toThrow(expect.objectContaining({ code: 'file-too-large' }));
    for (const declared of [10, 900_000]) {
      const liar = { ...honest, size: declared };
      let unpacked = 0;
      expect(() => {
        for (const piece of unzipEntry(bytes, liar, 1e6)) unpacked += piece.length;
      }).toThrow(Problem);
      expect(unpacked).toBeLessThanOrEqual(1e6);
    }
  });
});
