import { readExports } from '../../../src/dataset/exports/read-exports.ts';

/** How everyone rates, as in the built-in data set, in hundredths. */
export const EVERYONE = [1, 3, 1, 7, 4, 20, 11, 29, 8, 16];

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Reads files by name; texts as UTF-8. */
export function read(files: Readonly<Record<string, string | Uint8Array>>) {
  const parts = Object.entries(files).map(([name, content]) => ({
    name,
    bytes: typeof content === 'string' ? bytesOf(content) : content,
  }));
  return readExports(parts, EVERYONE);
}

/** The one file that was read. */
export async function readOne(name: string, content: string | Uint8Array) {
  const { files, refused } = await read({ [name]: content });
  if (files.length !== 1) throw new Error(refused.map(({ message }) => message).join(' '));
  return files[0];
}

/** Entries in few words: "Alien 1979 rating 4.5 2019-05-04". */
export const inShort = (file: Awaited<ReturnType<typeof readOne>>) =>
  file.entries.map(({ titles, year, saying, at }) =>
    [
      titles[0],
      year ?? '?',
      saying.kind,
      ...(saying.kind === 'rating' ? [saying.stars] : []),
      at === null ? '-' : new Date(at).toISOString().slice(0, 10),
    ].join(' '),
  );

/** What was left out, by reason. */
export const leftOut = (file: Awaited<ReturnType<typeof readOne>>) =>
  Object.fromEntries(file.leftOut.map(({ why, count }) => [why, count]));
