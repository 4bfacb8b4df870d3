import { Problem } from '../../base/problem.ts';

/** One file of an archive, as the archive's directory describes it. None of it is trusted until the file is read. */
export interface ZipEntry {
  /** Last part of the path, without folders. */
  readonly name: string;
  /** Path with folders, separated by `/`. */
  readonly path: string;
  /** Declared size in bytes after unpacking. */
  readonly size: number;
  readonly packedSize: number;
  readonly crc: number;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly encrypted: boolean;
  /** Position of the entry's local header. */
  readonly offset: number;
}

/** Signatures of the records of a zip file. */
const END = 0x06054b50;
const END_64 = 0x06064b50;
const END_64_LOCATOR = 0x07064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
/** A 32-bit field with this value is stored in the zip64 extra field. */
const UNKNOWN_32 = 0xffffffff;

/** The problem of an archive that is damaged or cut short. */
export function brokenZip(what: string, cause?: unknown): Problem {
  return new Problem(
    'file-broken',
    `The archive is damaged: ${what}.`,
    'Download the file again and check that the download ran to its end.',
    { cause },
  );
}

/**
 * Lists the files of a zip archive from the directory at its end. The local headers are not used, because only the
 * directory has checksums, flags and sizes for certain.
 * @throws Problem 'file-unknown' if this is not a zip, 'file-broken' if it is cut short or damaged
 */
export function readZipDirectory(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const { count, offset, end } = findDirectory(view);
    const entries: ZipEntry[] = [];
    let at = offset;
    for (let n = 0; n < count; n++) {
      if (at + 46 > end || view.getUint32(at, true) !== ENTRY)
        throw brokenZip('its list of files is incomplete');
      entries.push(readEntry(view, at));
      at +=
        46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
    return entries;
  } catch (error) {
    if (error instanceof RangeError) throw brokenZip('its list of files points outside the file', error);
    throw error;
  }
}

/**
 * The packed bytes of an entry, as a view into the archive.
 * @throws Problem 'file-broken' if they do not lie inside the archive
 */
export function packedBytes(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { offset, packedSize, name } = entry;
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== LOCAL) {
    throw brokenZip(`${name} is not where the list of files says`);
  }
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + packedSize > bytes.length) throw brokenZip(`${name} is cut short`);
  return bytes.subarray(start, start + packedSize);
}

function findDirectory(view: DataView): { count: number; offset: number; end: number } {
  const isZip = view.byteLength >= 4 && [LOCAL, END].includes(view.getUint32(0, true));
  // The end record has 22 bytes and a comment of at most 65,535 bytes.
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= lowest; at--) {
    if (view.getUint32(at, true) !== END) continue;
    const count = view.getUint16(at + 10, true);
    const offset = view.getUint32(at + 16, true);
    if (count === 0xffff || offset === UNKNOWN_32) return findDirectory64(view, at);
    return { count, offset, end: at };
  }
  if (isZip) throw brokenZip('its end is missing');
  throw new Problem(
    'file-unknown',
    'This file is not a zip archive.',
    'Choose a MovieLens archive such as ml-latest-small.zip.',
  );
}

function findDirectory64(view: DataView, end: number): { count: number; offset: number; end: number } {
  const locator = end - 20;
  if (view.getUint32(locator, true) !== END_64_LOCATOR) throw brokenZip('its list of files is missing');
  const at = Number(view.getBigUint64(locator + 8, true));
  if (view.getUint32(at, true) !== END_64) throw brokenZip('its list of files is missing');
  return {
    count: Number(view.getBigUint64(at + 32, true)),
    offset: Number(view.getBigUint64(at + 48, true)),
    end: at,
  };
}

function readEntry(view: DataView, at: number): ZipEntry {
  const nameStart = at + 46;
  const nameLength = view.getUint16(at + 28, true);
  const extraStart = nameStart + nameLength;
  const written = new Uint8Array(view.buffer, view.byteOffset + nameStart, nameLength);
  const path = new TextDecoder().decode(written).replaceAll('\\', '/');
  // Fields that do not fit into 32 bits are in the extra field, in this order.
  const large = zip64Fields(view, extraStart, view.getUint16(at + 30, true));
  const sized = (value: number) => (value === UNKNOWN_32 ? (large.shift() ?? value) : value);
  const size = sized(view.getUint32(at + 24, true));
  const packedSize = sized(view.getUint32(at + 20, true));
  const offset = sized(view.getUint32(at + 42, true));
  return {
    name: path.slice(path.lastIndexOf('/') + 1),
    path,
    size,
    packedSize,
    crc: view.getUint32(at + 16, true),
    method: view.getUint16(at + 10, true),
    encrypted: (view.getUint16(at + 8, true) & 1) === 1,
    offset,
  };
}

/** The 64-bit fields of the zip64 extra field. */
function zip64Fields(view: DataView, start: number, length: number): number[] {
  const fields: number[] = [];
  for (let at = start; at + 4 <= start + length; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    const end = at + 4 + view.getUint16(at + 2, true);
    for (let field = at + 4; field + 8 <= end; field += 8)
      fields.push(Number(view.getBigUint64(field, true)));
  }
  return fields;
}
