import { describe, expect, it } from 'vitest';
import type { Movie } from '../../../../src/dataset/dataset.ts';
import { worldPopularity, worldPopularityOf } from '../../../../src/recommenders/models/world-popularity.ts';

const movie = (id: number, year: number | null): Movie => ({ id, title: `Film ${id}`, year, genres: [] });

describe('popularity by the statistics of the world', () => {
  it('counts per year since it came out, so that a recent movie may pass an older one with more ratings', () => {
    expect(worldPopularityOf(2021, 10_000, 3.8)).toBeGreaterThan(worldPopularityOf(1994, 60_000, 3.8));
    // In its first year a movie counts as one year old, not as a few weeks.
    expect(worldPopularityOf(2023, 500, 3.5)).toBe(worldPopularityOf(2022.6, 500, 3.5));
  });

  it('shrinks the mean of few ratings, and prefers the better one of two movies seen as often', () => {
    expect(worldPopularityOf(2000, 5000, 4.2)).toBeGreaterThan(worldPopularityOf(2000, 5000, 2.9));
    const gap = (count: number) => worldPopularityOf(2000, count, 5) - worldPopularityOf(2000, count, 1);
    expect(gap(5)).toBeLessThan(gap(5000));
  });

  it('is 0 where nothing is known, and a finite number where the year is not', () => {
    const movies = [movie(1, 1999), movie(2, null)];
    const scores = worldPopularity(movies, {
      count: Int32Array.of(0, 300),
      mean: Float32Array.of(Number.NaN, 3),
    }).score({ ratings: { item: new Int32Array(0), value: new Float32Array(0) }, genres: [] });
    expect(scores[0]).toBe(0);
    expect(scores[1]).toBeGreaterThan(0);
    expect(scores[1]).toBeLessThan(10);
  });
});
