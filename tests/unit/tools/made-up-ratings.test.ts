import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readArchive } from '../../../src/dataset/archive/read-archive.ts';
import { doublingBins, medianOf, shareOfTop } from '../../../src/dataset/long-tail.ts';
import { itemStatistics, userStatistics } from '../../../src/dataset/statistics.ts';
import { madeUpDataset, sizeFor } from '../../bench/made-up-ratings.ts';
import { writeMadeUpZip } from '../../bench/made-up-zip.ts';

const size = { users: 200, movies: 3000, ratings: 20_000 };

describe('made-up ratings', () => {
  const dataset = madeUpDataset(size, 1);

  it('are written as a zip from which our reader makes the same data set, and which another reader opens', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'matinee-'));
    try {
      const path = join(folder, 'made-up.zip');
      const bytes = await writeMadeUpZip(path, size, 1);
      const zip = new Uint8Array(readFileSync(path));
      const { dataset: read } = await readArchive(zip, 'made-up.zip');
      expect(read.ratings).toEqual(dataset.ratings);
      expect(read.movies).toEqual(dataset.movies);
      expect(read.report).toEqual(dataset.report);
      expect(unzipSync(zip)['made-up/ratings.csv'].length).toBe(bytes);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('are exactly as many as asked for, at every size that the benches use', () => {
    expect(dataset.ratings.item.length).toBe(20_000);
    expect(dataset.ratings.rowStart[200]).toBe(20_000);
    expect(sizeFor(26e6)).toEqual({ users: 162_500, movies: 63_021, ratings: 26e6 });
  });

  it('differ with the seed only', () => {
    expect(madeUpDataset(size, 1).ratings).toEqual(dataset.ratings);
    expect(madeUpDataset(size, 2).ratings.item).not.toEqual(dataset.ratings.item);
  });

  it('are uneven: active users have many times the median, few movies have most ratings', () => {
    const users = userStatistics(dataset.ratings).count;
    expect(Math.min(...users)).toBeGreaterThanOrEqual(20);
    expect(medianOf(users)).toBeLessThan(80);
    expect(Math.max(...users)).toBeGreaterThan(400);
    const movies = itemStatistics(dataset.ratings).count;
    expect(shareOfTop(movies, 0.1)).toBeGreaterThan(0.35);
    expect(doublingBins(movies).length).toBeGreaterThan(4);
  });

  it('are rated after the movies came out', () => {
    const { item, time } = dataset.ratings;
    const early = Array.from(item).filter(
      (i, n) => new Date(time[n] * 1000).getUTCFullYear() < (dataset.movies[i].year ?? 0),
    );
    expect(early).toEqual([]);
  });

  it('refuse a size at which users would run out of movies', () => {
    expect(() => madeUpDataset({ users: 10, movies: 100, ratings: 900 }, 1)).toThrow(RangeError);
  });
});
