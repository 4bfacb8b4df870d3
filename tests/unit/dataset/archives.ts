import { type Zippable, zipSync } from 'fflate';

const encode = (text: string | Uint8Array) =>
  typeof text === 'string' ? new TextEncoder().encode(text) : text;

/** A zip archive of the given files. */
export function zip(files: Readonly<Record<string, string | Uint8Array>>, level: 0 | 6 = 6): Uint8Array {
  const zippable: Zippable = {};
  for (const [name, content] of Object.entries(files)) zippable[name] = [encode(content), { level }];
  return zipSync(zippable);
}

/** Renames a file of an archive, for names that a zip writer does not take; both must be equally long. */
export function rename(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const [old, name] = [encode(from), encode(to)];
  const renamed = bytes.slice();
  for (let at = 0; at + old.length <= bytes.length; at++) {
    if (old.every((byte, n) => bytes[at + n] === byte)) renamed.set(name, at);
  }
  return renamed;
}

export const MOVIES = `movieId,title,genres
1,Toy Story (1995),Adventure|Animation
2,"Matrix, The (1999)",Action
30,"Say ""Hi"" (2001)",(no genres listed)
`;

export const RATINGS = `userId,movieId,rating,timestamp
1,1,4.0,964982703
1,30,0.5,964981247
2,2,5.0,1500000000
`;

/** An archive in the ml-latest layout. */
export function archive(
  movies: string | Uint8Array = MOVIES,
  ratings: string | Uint8Array = RATINGS,
): Uint8Array {
  return zip({ 'ml-x/movies.csv': movies, 'ml-x/ratings.csv': ratings });
}

/** Position of the directory record of the first file whose path ends so. */
export function directoryRecord(bytes: Uint8Array, path: string): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 46 <= bytes.length; at++) {
    if (view.getUint32(at, true) !== 0x02014b50) continue;
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + view.getUint16(at + 28, true)));
    if (name.endsWith(path)) return at;
  }
  throw new Error(`No ${path} in the archive`);
}
