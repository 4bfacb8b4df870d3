import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { MovieCollector } from '../../../src/dataset/archive/movie-collector.ts';
import { readMovies } from '../../../src/dataset/archive/movielens.ts';
import { SkippedRowsCounter } from '../../../src/dataset/archive/skipped-rows.ts';
import { unzipWhole } from '../../../src/dataset/archive/zip.ts';
import { readZipDirectory } from '../../../src/dataset/archive/zip-directory.ts';
import { decodeStarter, type Starter } from '../../../src/dataset/starter.ts';
import { builtInGenres } from '../../../src/ui/state/built-in-genres.ts';
import { joinZips } from '../../../tools/shelf/join-zips.ts';
import { shelfParts } from '../../../tools/shelf/shelf-parts.ts';

let archive: Uint8Array;
let parts: ReturnType<typeof shelfParts>;
let starter: Starter;

beforeAll(() => {
  archive = readFileSync('public/datasets/matinee-films.zip');
  parts = shelfParts(archive);
  starter = decodeStarter(JSON.parse(new TextDecoder().decode(parts.starter.content)), 'films');
});

describe('the parts of the built-in data set', () => {
  it('hold together every table of the archive, each once and unchanged', () => {
    const { movies, ratings, details, descriptions } = parts;
    const joined = joinZips([movies, ratings, details, descriptions].map(({ content }) => content));
    const facts = (bytes: Uint8Array) =>
      readZipDirectory(bytes)
        .filter(({ name }) => name.endsWith('.csv'))
        .map(({ name, crc, size }) => `${name} ${crc} ${size}`)
        .sort();
    expect(facts(joined)).toEqual(facts(archive));
  });

  it('have names that change with their content', () => {
    const other = shelfParts(joinZips([archive], (name) => name !== 'links.csv'));
    expect(other.movies.file).not.toBe(parts.movies.file);
    expect(other.ratings.file).toBe(parts.ratings.file);
  });
});

describe('the starter of the built-in data set', () => {
  it('is small: at most 600 movies and 25 KB as sent', () => {
    expect(starter.dataset.movies.length).toBeLessThanOrEqual(600);
    expect(gzipSync(parts.starter.content).length).toBeLessThan(25_000);
  });

  it('has the movies as the whole data set has them', () => {
    const collector = new MovieCollector(new SkippedRowsCounter());
    const entry = readZipDirectory(archive).find(({ name }) => name === 'movies.csv');
    if (entry === undefined) throw new Error('no movies.csv');
    readMovies(unzipWhole(archive, entry, 1e8), collector, new SkippedRowsCounter());
    for (const movie of starter.dataset.movies) {
      const { alsoKnownAs: _, ...whole } = collector.movies[collector.index.get(movie.id) ?? -1];
      expect(movie).toEqual(whole);
    }
  });

  it('has well-known movies enough for a list of every genre that can be picked', () => {
    for (const genre of builtInGenres) {
      const own = starter.dataset.movies.filter(({ genres }) => genres.includes(genre));
      expect(own.length, genre).toBeGreaterThanOrEqual(36);
    }
    expect(starter.genres.map(({ name }) => name)).toEqual([...builtInGenres]);
    const recent = starter.dataset.movies.filter(({ year }) => (year ?? 0) >= 2017);
    expect(recent.length).toBeGreaterThan(30);
  });
});
