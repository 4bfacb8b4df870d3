import { packedBytes, readZipDirectory, type ZipEntry } from '../../src/dataset/archive/zip-directory.ts';

const LOCAL = 0x04034b50;
const ENTRY = 0x02014b50;
const END = 0x06054b50;
const LOCAL_SIZE = 30;
const ENTRY_SIZE = 46;
const END_SIZE = 22;
/** Version 2.0 unpacks folders and deflate. */
const VERSION = 20;
/** Paths are UTF-8. */
const UTF8 = 0x0800;
/** 1 January 1980, the first day that a zip can name: dates are not carried over. */
const FIRST_DAY = 0x21;

/**
 * One archive with files of several, packed as they are, so that a data set can be fetched in parts. For archives below
 * 4 GB.
 * @param isTaken which files to take, by their names without folders
 * @throws Problem 'file-unknown' or 'file-broken' for an archive that cannot be read
 */
export function joinZips(
  archives: readonly Uint8Array[],
  isTaken: (name: string) => boolean = () => true,
): Uint8Array<ArrayBuffer> {
  const files = archives.flatMap((bytes) =>
    readZipDirectory(bytes)
      .filter(({ name }) => isTaken(name))
      .map((entry) => ({
        entry,
        path: new TextEncoder().encode(entry.path),
        packed: packedBytes(bytes, entry),
      })),
  );
  const sized = (each: number) => files.reduce((sum, { path }) => sum + each + path.length, 0);
  const content = files.reduce((sum, { packed }) => sum + packed.length, 0);
  const directoryAt = sized(LOCAL_SIZE) + content;
  const directorySize = sized(ENTRY_SIZE);
  const joined = new Uint8Array(directoryAt + directorySize + END_SIZE);
  const view = new DataView(joined.buffer);
  let at = 0;
  let listedAt = directoryAt;
  for (const { entry, path, packed } of files) {
    view.setUint32(listedAt, ENTRY, true);
    view.setUint16(listedAt + 4, VERSION, true);
    writeFacts(view, listedAt + 6, entry, path.length);
    view.setUint32(listedAt + 42, at, true);
    joined.set(path, listedAt + ENTRY_SIZE);
    listedAt += ENTRY_SIZE + path.length;

    view.setUint32(at, LOCAL, true);
    writeFacts(view, at + 4, entry, path.length);
    joined.set(path, at + LOCAL_SIZE);
    joined.set(packed, at + LOCAL_SIZE + path.length);
    at += LOCAL_SIZE + path.length + packed.length;
  }
  view.setUint32(listedAt, END, true);
  view.setUint16(listedAt + 8, files.length, true);
  view.setUint16(listedAt + 10, files.length, true);
  view.setUint32(listedAt + 12, directorySize, true);
  view.setUint32(listedAt + 16, directoryAt, true);
  return joined;
}

/** The 26 bytes that a local header and an entry of the directory have in common. */
function writeFacts(view: DataView, at: number, entry: ZipEntry, pathLength: number): void {
  view.setUint16(at, VERSION, true);
  view.setUint16(at + 2, UTF8 | (entry.encrypted ? 1 : 0), true);
  view.setUint16(at + 4, entry.method, true);
  view.setUint16(at + 8, FIRST_DAY, true);
  view.setUint32(at + 10, entry.crc, true);
  view.setUint32(at + 14, entry.packedSize, true);
  view.setUint32(at + 18, entry.size, true);
  view.setUint16(at + 22, pathLength, true);
}
