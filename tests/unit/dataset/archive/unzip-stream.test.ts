import { describe, expect, it } from 'vitest';
import { Problem } from '../../../../src/base/problem.ts';
import { createRandom } from '../../../../src/base/random.ts';
import { readArchive } from '../../../../src/dataset/archive/read-archive.ts';
import { unzipStream } from '../../../../src/dataset/archive/unzip-stream.ts';
import { readZipDirectory, readZipDirectoryOf } from '../../../../src/dataset/archive/zip-directory.ts';
import { archive, directoryRecord, MOVIES, zip } from '../../../fixtures/archives.ts';
import { fc } from '../../../fixtures/property.ts';

const LIMIT = 1e9;
const random = createRandom(1);
const noise = Uint8Array.from({ length: 300_000 }, () => random.integer(64));
const blobOf = (bytes: Uint8Array) => new Blob([new Uint8Array(bytes)]);

async function unzipAll(bytes: Uint8Array, limit = LIMIT): Promise<[string, Uint8Array][]> {
  const blob = blobOf(bytes);
  const files: [string, Uint8Array][] = [];
  for (const entry of await readZipDirectoryOf(blob)) {
    const pieces: Uint8Array[] = [];
    for await (const piece of unzipStream(blob, entry, limit)) pieces.push(piece.slice());
    files.push([entry.name, new Uint8Array(Buffer.concat(pieces))]);
  }
  return files;
}

async function dataOrCode(bytes: Uint8Array): Promise<[string, Uint8Array][] | string> {
  try {
    return await unzipAll(bytes);
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}

describe('a valid archive on disk', () => {
  it.each([0, 6] as const)('is unpacked as it was packed (level %i)', async (level) => {
    const bytes = zip({ 'a/noise': noise, empty: '', 'b\\text': 'drei' }, level);
    expect(await unzipAll(bytes)).toEqual([
      ['noise', noise],
      ['empty', new Uint8Array(0)],
      ['text', new TextEncoder().encode('drei')],
    ]);
  });

  it('has the directory that is read from memory', async () => {
    const bytes = zip(
      Object.fromEntries(Array.from({ length: 3000 }, (_, n) => [`folder/${n}.txt`, `${n}`])),
    );
    expect(await readZipDirectoryOf(blobOf(bytes))).toEqual(readZipDirectory(bytes));
  });

  it('may have a zip64 directory', async () => {
    const bytes = withZip64End(zip({ noise }));
    expect(await unzipAll(bytes)).toEqual([['noise', noise]]);
    expect(readZipDirectory(bytes)).toHaveLength(1);
  });
});

/** Moves count and place of the directory into a zip64 record, as archives above 4 GB have it. */
function withZip64End(plain: Uint8Array): Uint8Array {
  const old = new DataView(plain.buffer, plain.byteOffset, plain.byteLength);
  const end = plain.length - 22;
  const bytes = new Uint8Array(plain.length + 76);
  bytes.set(plain.subarray(0, end));
  bytes.set(plain.subarray(end), end + 76);
  const view = new DataView(bytes.buffer);
  view.setUint32(end, 0x06064b50, true);
  view.setBigUint64(end + 32, BigInt(old.getUint16(end + 10, true)), true);
  view.setBigUint64(end + 48, BigInt(old.getUint32(end + 16, true)), true);
  view.setUint32(end + 56, 0x07064b50, true);
  view.setBigUint64(end + 64, BigInt(end), true);
  view.setUint16(end + 76 + 10, 0xffff, true);
  view.setUint32(end + 76 + 16, 0xffffffff, true);
  return bytes;
}

describe('an invalid archive on disk', () => {
  const good = zip({ noise, small: 'drei' });

  it('never gives wrong data after a bit flipped', async () => {
    const expected = await unzipAll(good);
    const last = directoryRecord(good, 'noise') - 1;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 40, max: last }), fc.nat(7), async (at, bit) => {
        const bytes = good.slice();
        bytes[at] ^= 1 << bit;
        // Some bits have no meaning (names in local headers, padding), so the original data is a valid result, too.
        expect([expected, 'file-broken']).toContainEqual(await dataOrCode(bytes));
      }),
      { numRuns: 60 },
    );
  });

  it('of random bytes gives data or a Problem, nothing else', async () => {
    const change = fc.tuple(fc.nat(good.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 40 }), async (changes) => {
        const bytes = good.slice();
        for (const [at, value] of changes) bytes[value % 2 ? at : good.length - 1 - (at % 120)] = value;
        expect(await dataOrCode(bytes)).toBeDefined();
      }),
      { numRuns: 60 },
    );
  });

  it('is broken if it is cut short anywhere', async () => {
    for (let length = 4; length < good.length; length += 20_011) {
      await expect(unzipAll(good.slice(0, length))).rejects.toMatchObject({ code: 'file-broken' });
    }
  });

  it('is rejected before a zip bomb is unpacked, whatever size it declares', async () => {
    const blob = blobOf(zip({ bomb: new Uint8Array(60_000_000) }));
    const [honest] = await readZipDirectoryOf(blob);
    for (const size of [honest.size, 900_000, 10]) {
      let unpacked = 0;
      await expect(async () => {
        for await (const piece of unzipStream(blob, { ...honest, size }, 1e6)) unpacked += piece.length;
      }).rejects.toBeInstanceOf(Problem);
      expect(unpacked).toBeLessThanOrEqual(1e6);
    }
  });

  it('with more files than allowed is rejected by its directory, and the limit is said', async () => {
    const bytes = zip({ a: '1', b: '2', c: '3' });
    await expect(readZipDirectoryOf(blobOf(bytes), 2)).rejects.toThrow('at most 2');
    expect(() => readZipDirectory(bytes, 2)).toThrow(expect.objectContaining({ code: 'file-too-large' }));
  });

  it('that the disk no longer gives is told', async () => {
    class GoneFile extends Blob {
      override arrayBuffer(): Promise<ArrayBuffer> {
        return Promise.reject(new DOMException('gone', 'NotReadableError'));
      }
      override slice(): Blob {
        return this;
      }
    }
    await expect(readZipDirectoryOf(new GoneFile(['0123456789']))).rejects.toMatchObject({
      code: 'file-broken',
      message: 'The file could not be read to its end.',
    });
  });
});

it('stops reading at once when it is given up', async () => {
  const lines = Array.from({ length: 400_000 }, (_, n) => `${n + 1},1,4.0,${1_000_000_000 + n}`);
  const bytes = archive(MOVIES, ['userId,movieId,rating,timestamp', ...lines].join('\n'));
  const { signal, abort } = controller();
  let readAfter = 0;
  const reading = readArchive(bytes, 'x', {
    signal,
    onProgress: (done, total) => {
      if (signal.aborted) readAfter++;
      if (done > total / 4) abort();
    },
  });
  await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  expect(readAfter).toBeLessThanOrEqual(1);
});

function controller() {
  const one = new AbortController();
  return { signal: one.signal, abort: () => one.abort() };
}
