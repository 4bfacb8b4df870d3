import { Inflate } from 'fflate';
import { crc32 } from '../../base/crc32.ts';
import { Problem } from '../../base/problem.ts';
import type { Pause } from '../../base/scheduling.ts';
import { readingLimits } from './reading-limits.ts';
import { brokenZip, packedBytes, type ZipEntry } from './zip-directory.ts';

/**
 * Packed bytes per step. Deflate unpacks to at most 1,032 times as much, so even a zip bomb takes at most 17 MB before it
 * is noticed.
 */
const STEP = 16 * 1024;

/**
 * Unpacks one file of an archive piece by piece, so that only one piece is in memory. It counts the bytes and checks the
 * CRC-32, which fflate does not. The pieces are known to be valid only after the generator has ended without an error.
 * @param limit largest size in bytes
 * @throws Problem 'file-too-large' beyond the limit, 'file-unknown' if encrypted or packed by an unknown method,
 *   'file-broken' if damaged or cut short
 */
export function* unzipEntry(bytes: Uint8Array, entry: ZipEntry, limit: number): Generator<Uint8Array, void> {
  const { name } = entry;
  checkEntry(entry, limit);
  let size = 0;
  let crc = 0;
  for (const piece of unpack(packedBytes(bytes, entry), entry)) {
    size += piece.length;
    if (size > limit) throw tooLarge(name, limit);
    if (size > entry.size) throw brokenZip(`${name} is longer than the list of files says`);
    crc = crc32(piece, crc);
    yield piece;
  }
  if (size !== entry.size) throw brokenZip(`${name} is shorter than the list of files says`);
  if (crc !== entry.crc) throw brokenZip(`the checksum of ${name} does not match`);
}

/** Unpacks a whole small file of an archive with the checks of {@link unzipEntry}. */
export function unzipWhole(bytes: Uint8Array, entry: ZipEntry, limit: number): Uint8Array<ArrayBuffer> {
  return joined([...unzipEntry(bytes, entry, limit)]);
}

/** Like {@link unzipWhole}, with a pause after every piece. Rejects as it throws, and with the reason of the pause. */
export async function unzipPieces(
  bytes: Uint8Array,
  entry: ZipEntry,
  limit: number,
  pause: Pause,
): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  for (const piece of unzipEntry(bytes, entry, limit)) {
    pieces.push(piece);
    await pause();
  }
  return joined(pieces);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/**
 * Checks what the directory says of an entry, before anything is unpacked.
 * @throws Problem 'file-unknown' if encrypted or packed by an unknown method, 'file-too-large' beyond the limit
 */
export function checkEntry({ name, encrypted, method, size, packedSize }: ZipEntry, limit: number): void {
  if (encrypted) {
    throw new Problem(
      'file-unknown',
      `${name} is encrypted.`,
      'Unpack it and zip it again without a password.',
    );
  }
  if (method !== 0 && method !== 8) {
    throw new Problem(
      'file-unknown',
      `${name} is packed in a way that cannot be read.`,
      'Zip it again as usual.',
    );
  }
  if (size > limit) throw tooLarge(name, limit);
  const { zipRatio, zipRatioFrom } = readingLimits;
  if (size < zipRatioFrom || size <= packedSize * zipRatio) return;
  throw new Problem(
    'file-too-large',
    `${name} would unpack to ${Math.round(size / packedSize).toLocaleString('en')} times its size, and Matinee unpacks to at most ${zipRatio} times.`,
    'No real data shrinks like that. Choose the archive that the service or GroupLens gave you.',
  );
}

function* unpack(packed: Uint8Array, { name, method }: ZipEntry): Generator<Uint8Array, void> {
  let pieces: Uint8Array[] = [];
  const inflate = new Inflate((piece) => pieces.push(piece));
  for (let at = 0; at < packed.length; at += STEP) {
    const step = packed.subarray(at, at + STEP);
    if (method === 0) {
      yield step;
      continue;
    }
    try {
      inflate.push(step, at + STEP >= packed.length);
    } catch (error) {
      throw brokenZip(`${name} cannot be unpacked`, error);
    }
    yield* pieces;
    pieces = [];
  }
}

/** The problem of a file that unpacks to more than `limit` bytes. */
export function tooLarge(name: string, limit: number): Problem {
  const megabytes = Math.round(limit / 1e6).toLocaleString('en');
  return new Problem(
    'file-too-large',
    `${name} unpacks to more than ${megabytes} MB.`,
    'Choose a smaller data set, such as ml-latest-small.zip.',
  );
}
