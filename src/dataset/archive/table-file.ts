import { crc32 } from '../../base/crc32.ts';
import { piecesOf, unzipStream } from './unzip-stream.ts';
import { tooLarge } from './zip.ts';
import type { ZipEntry } from './zip-directory.ts';

/** One table of a data set: a file of a zip, or a file of its own. */
export interface TableFile {
  /** File name without folders. */
  readonly name: string;
  /** Size in bytes after unpacking, as the archive declares it. */
  readonly size: number;
  /**
   * The content piece by piece, checked as it is read.
   * @param limit largest size in bytes
   * @throws Problem 'file-too-large', 'file-broken' or 'file-unknown'; the signal's reason
   */
  stream(limit: number, signal?: AbortSignal): AsyncGenerator<Uint8Array, void>;
  /** CRC-32 of the content. A file of its own has one only after it was read. */
  checksum(): number;
}

/** A file of a zip archive. */
export function zippedTable(archive: Blob, entry: ZipEntry): TableFile {
  return {
    name: entry.name,
    size: entry.size,
    stream: (limit, signal) => unzipStream(archive, entry, limit, signal),
    checksum: () => entry.crc,
  };
}

/** A file that is not packed. */
export function plainTable(name: string, file: Blob): TableFile {
  let crc = 0;
  return {
    name,
    size: file.size,
    async *stream(limit, signal) {
      if (file.size > limit) throw tooLarge(name, limit);
      crc = 0;
      for await (const piece of piecesOf(file.stream(), name, signal)) {
        crc = crc32(piece, crc);
        yield piece;
      }
    },
    checksum: () => crc,
  };
}

/** Reads a whole small file. Throws like {@link TableFile.stream}. */
export async function readToEnd(file: TableFile, limit: number, signal?: AbortSignal): Promise<Uint8Array> {
  if (file.size > limit) throw tooLarge(file.name, limit);
  const whole = new Uint8Array(file.size);
  let at = 0;
  for await (const piece of file.stream(limit, signal)) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
