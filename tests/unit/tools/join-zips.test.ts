import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { unzipWhole } from '../../../src/dataset/archive/zip.ts';
import { readZipDirectory } from '../../../src/dataset/archive/zip-directory.ts';
import { joinZips } from '../../../tools/shelf/join-zips.ts';
import { MOVIES, RATINGS, zip } from '../../fixtures/archives.ts';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('an archive of parts of others', () => {
  const whole = zip({ 'films/movies.csv': MOVIES, 'films/ratings.csv': RATINGS, 'films/Über uns.txt': 'ü' });
  const stored = zip({ 'more/notes.txt': 'as it is' }, 0);

  it('holds the same files with the same checksums, for our reader and for another one', () => {
    const joined = joinZips([whole, stored]);
    expect(readZipDirectory(joined).map(({ path, crc, size }) => ({ path, crc, size }))).toEqual(
      [...readZipDirectory(whole), ...readZipDirectory(stored)].map(({ path, crc, size }) => ({
        path,
        crc,
        size,
      })),
    );
    const files = readZipDirectory(joined).map((entry) => text(unzipWhole(joined, entry, 1e6)));
    expect(files).toEqual([MOVIES, RATINGS, 'ü', 'as it is']);
    expect(Object.entries(unzipSync(joined)).map(([path, bytes]) => [path, text(bytes)])).toEqual([
      ['films/movies.csv', MOVIES],
      ['films/ratings.csv', RATINGS],
      ['films/Über uns.txt', 'ü'],
      ['more/notes.txt', 'as it is'],
    ]);
  });

  it('can be divided and put together again', () => {
    const movies = joinZips([whole], (name) => name === 'movies.csv');
    const ratings = joinZips([whole], (name) => name === 'ratings.csv');
    expect(readZipDirectory(movies).map(({ name }) => name)).toEqual(['movies.csv']);
    const [first, second] = readZipDirectory(joinZips([movies, ratings]));
    expect([first.name, second.name]).toEqual(['movies.csv', 'ratings.csv']);
    expect(text(unzipWhole(joinZips([movies, ratings]), second, 1e6))).toBe(RATINGS);
  });

  it('refuses what is no archive, or is cut short', () => {
    expect(() => joinZips([new Uint8Array([1, 2, 3])])).toThrow(/not a zip/);
    expect(() => joinZips([whole.slice(0, whole.length - 30)])).toThrow(/damaged/);
  });
});
