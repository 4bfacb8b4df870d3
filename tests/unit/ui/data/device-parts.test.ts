import { describe, expect, it } from 'vitest';
import { devicePartsOf, ratingsThatFit } from '../../../../src/ui/data/device-parts.ts';

describe('what fits a device', () => {
  it('grows with its memory, never to nothing, and without a limit from 8 GB on', () => {
    const fits = [0.25, 0.5, 1, 2, 4, 8].map(ratingsThatFit);
    expect(fits).toEqual(fits.toSorted((a, b) => a - b));
    expect(fits[0]).toBe(100_000);
    expect(fits[5]).toBe(Number.POSITIVE_INFINITY);
    expect(ratingsThatFit(4)).toBeGreaterThan(10e6);
    expect(ratingsThatFit(4)).toBeLessThan(15e6);
  });

  it('is that of 4 GB where the browser does not say', () => {
    expect(ratingsThatFit(undefined)).toBe(ratingsThatFit(4));
  });
});

describe('what a person may use of a data set', () => {
  const kinds = (ratings: number, memory?: number) => devicePartsOf(ratings, memory).map(({ kind }) => kind);

  it('is all of a small one, without a question', () => {
    expect(devicePartsOf(120_000, 4)).toEqual([{ kind: 'all', ratings: 120_000 }]);
  });

  it('is a tenth, too, of a large one that fits', () => {
    expect(kinds(26e6, 8)).toEqual(['all', 'tenth']);
    expect(devicePartsOf(26e6, 8)[1].ratings).toBe(2.6e6);
  });

  it('is first of all what fits, where all of it does not', () => {
    expect(kinds(26e6, 4)).toEqual(['fits', 'tenth', 'all']);
    expect(devicePartsOf(26e6, 4)[0].ratings).toBe(ratingsThatFit(4));
    // A tenth of it would not fit either.
    expect(kinds(26e6, 2)).toEqual(['fits', 'all']);
  });
});
