import { Problem } from '../../base/problem.ts';
import { readingLimits } from './reading-limits.ts';

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

/** The end record, its zip64 locator, and a comment of at most 65,535 bytes. */
const END_SIZE = 22;
const LOCATOR_SIZE = 20;
const END_64_SIZE = 56;
const LONGEST_TAIL = LOCATOR_SIZE + END_SIZE + 0xffff;
const LOCAL_SIZE = 30;

/**
 * Lists the files of a zip archive from the directory at its end. The local headers are not used, because only the
 * directory has checksums, flags and sizes for certain.
 * @throws Problem 'file-unknown' if this is not a zip, 'file-broken' if it is cut short or damaged, 'file-too-large' if
 *   it lists more files than `maxEntries`
 */
export function readZipDirectory(bytes: Uint8Array, maxEntries = readingLimits.zipEntries): ZipEntry[] {
  const part = (from: number, to: number) => viewOf(bytes.subarray(from, to));
  const tailAt = Math.max(0, bytes.length - LONGEST_TAIL);
  return orBroken(() => {
    const found = findEnd(part(0, 4), part(tailAt, bytes.length), tailAt);
    const end = found.end64 === null ? found : readEnd64(part(found.end64, found.end64 + END_64_SIZE), found);
    checkDirectory(end, maxEntries);
    return readEntries(part(end.offset, end.end), end.count);
  });
}

/** Like {@link readZipDirectory} for an archive on disk, of which only the directory is read. */
export async function readZipDirectoryOf(
  archive: Blob,
  maxEntries = readingLimits.zipEntries,
): Promise<ZipEntry[]> {
  const part = async (from: number, to: number) => viewOf(await readSlice(archive, from, to));
  const tailAt = Math.max(0, archive.size - LONGEST_TAIL);
  const [head, tail] = [await part(0, 4), await part(tailAt, archive.size)];
  const found = orBroken(() => findEnd(head, tail, tailAt));
  const record = found.end64 === null ? null : await part(found.end64, found.end64 + END_64_SIZE);
  const end = orBroken(() => (record === null ? found : readEnd64(record, found)));
  checkDirectory(end, maxEntries);
  const directory = await part(end.offset, end.end);
  return orBroken(() => readEntries(directory, end.count));
}

/**
 * Where the packed bytes of an entry begin in an archive on disk.
 * @throws Problem 'file-broken' if they do not lie inside the archive
 */
export async function packedSlice(archive: Blob, entry: ZipEntry): Promise<Blob> {
  const { offset } = entry;
  const header = viewOf(await readSlice(archive, offset, offset + LOCAL_SIZE));
  const start = offset + LOCAL_SIZE + nameSize(header, entry);
  if (start + entry.packedSize > archive.size) throw brokenZip(`${entry.name} is cut short`);
  return archive.slice(start, start + entry.packedSize);
}

/** Whether a file starts like a zip archive. @throws Problem 'file-broken' if it cannot be read, as a folder */
export async function isZipFile(file: Blob): Promise<boolean> {
  return isZip(await readSlice(file, 0, 4));
}

/** Whether bytes start like a zip archive. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/** Reads a part of a file. @throws Problem 'file-broken' if the file was moved or changed since it was chosen */
async function readSlice(file: Blob, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.slice(from, to).arrayBuffer());
  } catch (error) {
    throw unreadableFile(error);
  }
}

/** Reads a whole file into memory. @throws Problem 'file-broken' if it cannot be read, as a folder */
export function readWhole(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return readSlice(file, 0, file.size);
}

/** The problem of a file that the browser cannot read any more. */
export function unreadableFile(cause: unknown): Problem {
  return new Problem(
    'file-broken',
    'The file could not be read to its end.',
    'Check that it still exists and was not changed, then choose it again.',
    { cause },
  );
}

/**
 * The packed bytes of an entry, as a view into the archive.
 * @throws Problem 'file-broken' if they do not lie inside the archive
 */
export function packedBytes(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  const { offset, packedSize, name } = entry;
  const header = viewOf(bytes.subarray(offset, offset + LOCAL_SIZE));
  const start = offset + LOCAL_SIZE + nameSize(header, entry);
  if (start + packedSize > bytes.length) throw brokenZip(`${name} is cut short`);
  return bytes.subarray(start, start + packedSize);
}

/** Bytes of the name and the extra field after a local header. */
function nameSize(header: DataView, { name }: ZipEntry): number {
  if (header.byteLength < LOCAL_SIZE || header.getUint32(0, true) !== LOCAL) {
    throw brokenZip(`${name} is not where the list of files says`);
  }
  return header.getUint16(26, true) + header.getUint16(28, true);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function orBroken<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) throw brokenZip('its list of files points outside the file', error);
    throw error;
  }
}

/** How many files an archive lists, and where. */
interface Directory {
  readonly count: number;
  readonly offset: number;
  readonly end: number;
}

/** @param tail the last bytes of the archive, which begin at `tailAt` @returns `end64` where the zip64 record lies, or null */
function findEnd(
  head: DataView,
  tail: DataView,
  tailAt: number,
): Directory & { readonly end64: number | null } {
  const isZip = head.byteLength >= 4 && [LOCAL, END].includes(head.getUint32(0, true));
  const lowest = Math.max(0, tail.byteLength - END_SIZE - 0xffff);
  for (let at = tail.byteLength - END_SIZE; at >= lowest; at--) {
    if (tail.getUint32(at, true) !== END) continue;
    const count = tail.getUint16(at + 10, true);
    const offset = tail.getUint32(at + 16, true);
    const end = tailAt + at;
    if (count !== 0xffff && offset !== UNKNOWN_32) return { count, offset, end, end64: null };
    const locator = at - LOCATOR_SIZE;
    if (tail.getUint32(locator, true) !== END_64_LOCATOR) throw brokenZip('its list of files is missing');
    return { count, offset, end, end64: Number(tail.getBigUint64(locator + 8, true)) };
  }
  if (isZip) throw brokenZip('its end is missing');
  throw new Problem(
    'file-unknown',
    'This file is not a zip archive.',
    'Choose a MovieLens archive such as ml-latest-small.zip.',
  );
}

function readEnd64(record: DataView, { end64 }: { readonly end64: number | null }): Directory {
  if (end64 === null || record.getUint32(0, true) !== END_64) throw brokenZip('its list of files is missing');
  return {
    count: Number(record.getBigUint64(32, true)),
    offset: Number(record.getBigUint64(48, true)),
    end: end64,
  };
}

function checkDirectory({ count, offset, end }: Directory, maxEntries: number): void {
  if (count > maxEntries) {
    throw new Problem(
      'file-too-large',
      `The archive lists ${count.toLocaleString('en')} files, and Matinee reads archives of at most ${maxEntries.toLocaleString('en')}.`,
      'Zip only the files of one data set or one export.',
    );
  }
  if (offset > end) throw brokenZip('its list of files points outside the file');
  if (end - offset <= readingLimits.zipDirectory) return;
  const megabytes = Math.round(readingLimits.zipDirectory / 1e6);
  throw new Problem(
    'file-too-large',
    `The archive has a list of files of more than ${megabytes} MB, the most that Matinee reads.`,
    'Zip only the files of one data set or one export.',
  );
}

function readEntries(view: DataView, count: number): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let n = 0; n < count; n++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== ENTRY) {
      throw brokenZip('its list of files is incomplete');
    }
    entries.push(readEntry(view, at));
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  if (at + 4 <= view.byteLength && view.getUint32(at, true) === ENTRY)
    throw brokenZip('it lists more files than it says');
  return entries;
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
