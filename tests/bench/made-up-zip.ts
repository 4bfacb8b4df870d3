import { closeSync, openSync, writeSync } from 'node:fs';
import { createDeflateRaw } from 'node:zlib';
import { crc32 } from '../../src/base/crc32.ts';
import { MadeUpRatings, type MadeUpSize } from './made-up-ratings.ts';

/** How much text is packed at once. */
const PIECE = 1 << 20;
/** The longest line of ratings.csv, with room to spare. */
const LINE = 64;

/**
 * Writes made-up ratings as a zip in the layout of MovieLens, piece by piece: memory does not grow with the size.
 * @returns bytes of ratings.csv before packing
 */
export async function writeMadeUpZip(path: string, size: MadeUpSize, seed: number): Promise<number> {
  const made = new MadeUpRatings(size, seed);
  const file = openSync(path, 'w');
  try {
    const zip = new ZipWriter(file);
    await zip.add('made-up/movies.csv', [moviesText(made)]);
    const bytes = await zip.add('made-up/ratings.csv', ratingsText(made));
    zip.end();
    return bytes;
  } finally {
    closeSync(file);
  }
}

function moviesText({ movies }: MadeUpRatings): Uint8Array {
  const rows = movies.map(({ id, title, year, genres }) => `${id},${title} (${year}),${genres.join('|')}\n`);
  return new TextEncoder().encode(`movieId,title,genres\n${rows.join('')}`);
}

function* ratingsText(made: MadeUpRatings): Generator<Uint8Array> {
  const piece = new Uint8Array(PIECE);
  let at = new TextEncoder().encodeInto('userId,movieId,rating,timestamp\n', piece).written;
  const number = (value: number, after: number) => {
    let digits = 1;
    for (let bound = 10; bound <= value; bound *= 10) digits++;
    for (let n = at + digits - 1, rest = value; n >= at; n--, rest = Math.floor(rest / 10)) {
      piece[n] = 48 + (rest % 10);
    }
    at += digits;
    piece[at++] = after;
  };
  let user = 0;
  for (const { count, item, halfStars, time } of made.users()) {
    user++;
    for (let n = 0; n < count; n++) {
      if (at + LINE > PIECE) {
        yield piece.slice(0, at);
        at = 0;
      }
      number(user, 44);
      number(made.movies[item[n]].id, 44);
      number(halfStars[n] >> 1, 46);
      piece[at++] = halfStars[n] % 2 === 1 ? 53 : 48;
      piece[at++] = 44;
      number(time[n], 10);
    }
  }
  yield piece.slice(0, at);
}

/** Writes the entries of a zip of less than 4 GB (APPNOTE 6.3.10); checksum and sizes follow each entry. */
class ZipWriter {
  private at = 0;
  private readonly directory: Buffer[] = [];

  constructor(private readonly file: number) {}

  /** @returns bytes before packing */
  async add(name: string, pieces: Iterable<Uint8Array>): Promise<number> {
    const start = this.at;
    const path = Buffer.from(name);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    this.describe(head, 4, path.length, 0, 0, 0);
    this.write(head);
    this.write(path);
    const begin = this.at;
    let [crc, size] = [0, 0];
    const deflate = createDeflateRaw({ level: 6 });
    const written = (async () => {
      for await (const packed of deflate) this.write(packed as Uint8Array);
    })();
    for (const piece of pieces) {
      crc = crc32(piece, crc);
      size += piece.length;
      if (!deflate.write(piece)) await new Promise((resolve) => deflate.once('drain', resolve));
    }
    deflate.end();
    await written;
    const packed = this.at - begin;
    const after = Buffer.alloc(16);
    after.writeUInt32LE(0x08074b50, 0);
    [crc, packed, size].forEach((value, n) => {
      after.writeUInt32LE(value, 4 + 4 * n);
    });
    this.write(after);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    this.describe(entry, 6, path.length, crc, packed, size);
    entry.writeUInt32LE(start, 42);
    this.directory.push(entry, path);
    return size;
  }

  end(): void {
    const start = this.at;
    for (const part of this.directory) this.write(part);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(this.directory.length / 2, 8);
    end.writeUInt16LE(this.directory.length / 2, 10);
    end.writeUInt32LE(this.at - start, 12);
    end.writeUInt32LE(start, 16);
    this.write(end);
  }

  /** What an entry and its line of the directory have in common. */
  private describe(into: Buffer, at: number, name: number, crc: number, packed: number, size: number): void {
    into.writeUInt16LE(20, at);
    // Bit 3: checksum and sizes follow the data.
    into.writeUInt16LE(8, at + 2);
    into.writeUInt16LE(8, at + 4);
    into.writeUInt32LE(crc, at + 10);
    into.writeUInt32LE(packed, at + 14);
    into.writeUInt32LE(size, at + 18);
    into.writeUInt16LE(name, at + 22);
  }

  private write(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; ) from += writeSync(this.file, bytes, from);
    this.at += bytes.length;
  }
}
