import { describe, expect, it } from 'vitest';
import { toBase64url } from '../../../src/base/base64url.ts';
import { crc32 } from '../../../src/base/crc32.ts';
import { Problem } from '../../../src/base/problem.ts';
import { createRandom } from '../../../src/base/random.ts';
import {
  cleanName,
  MOST_OF_NAME,
  packTaste,
  readTasteText,
  type Taste,
  type TasteRating,
  tasteText,
} from '../../../src/base/taste-text.ts';
import { fc } from '../../fixtures/property.ts';

const DAY = 86_400_000;

const ratingArbitrary = fc.record({
  movieId: fc.oneof(fc.integer({ min: 0, max: 300_000 }), fc.integer({ min: 0, max: 2 ** 31 - 1 })),
  rating: fc.integer({ min: 1, max: 10 }).map((half) => half / 2),
});
const ratingsArbitrary = fc
  .uniqueArray(ratingArbitrary, { selector: ({ movieId }) => movieId, maxLength: 80 })
  .map((ratings) => ratings.sort((a, b) => a.movieId - b.movieId));
const tasteArbitrary: fc.Arbitrary<Taste> = fc
  .record({
    name: fc.string({ unit: 'grapheme', maxLength: 30 }).map(cleanName),
    ratings: ratingsArbitrary,
    more: fc.nat({ max: 100_000 }),
    day: fc.integer({ min: 18_262, max: 60_000 }),
  })
  .map(({ name, ratings, more, day }) => ({ name, ratings, total: ratings.length + more, at: day * DAY }));

/** What reading a text ends in: a taste, or a Problem. Anything else fails the test. */
function read(text: string): Taste | Problem {
  try {
    return readTasteText(text);
  } catch (thrown) {
    if (thrown instanceof Problem) return thrown;
    throw thrown;
  }
}

/** Ratings as of somebody who has seen much: most ids below 10,000, the others up to 300,000, as in MovieLens. */
function realistic(count: number, seed: number): TasteRating[] {
  const random = createRandom(seed);
  const ids = new Set<number>();
  while (ids.size < count) {
    ids.add(1 + random.integer(random.uniform() < 0.55 ? 9000 : 300_000));
  }
  return [...ids].map((movieId) => ({ movieId, rating: (1 + random.integer(10)) / 2 }));
}

/** 500 ids up to 300,000 that take most room: as many large gaps as there can be. */
function worst(): TasteRating[] {
  const ratings: TasteRating[] = [];
  let movieId = 0;
  for (let n = 0; n < 500; n++) {
    // What the rest needs at least is one id each.
    movieId += movieId + 1639 + (500 - n) <= 300_000 ? 1639 : 1;
    ratings.push({ movieId, rating: 5 });
  }
  return ratings;
}

describe('a taste as text', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(tasteArbitrary, (taste) => {
        expect(readTasteText(tasteText(taste))).toEqual(taste);
      }),
    );
  });

  it('is that of the format, byte by byte', () => {
    const text = tasteText({
      name: 'Zoë',
      ratings: [
        { movieId: 296, rating: 4.5 },
        { movieId: 1, rating: 5 },
      ],
      total: 300,
      at: Date.UTC(2026, 10, 29),
    });
    // 2026-11-29 is day 2,524: 0xdc 0x13; 300 is 0xac 0x02; 10 * 1 + 9 = 19; 10 * 294 + 8 = 2948: 0x84 0x17.
    const content = [1, 0xdc, 0x13, 0xac, 0x02, 4, 0x5a, 0x6f, 0xc3, 0xab, 19, 0x84, 0x17];
    const crc = crc32(Uint8Array.from(content));
    const tail = [crc & 255, (crc >>> 8) & 255, (crc >>> 16) & 255, crc >>> 24];
    expect(text).toBe(Buffer.from([...content, ...tail]).toString('base64url'));
  });

  it('holds 500 ratings with ids up to 300,000 and a long name in 1,700 characters, whatever the ids', () => {
    const name = 'é'.repeat(MOST_OF_NAME);
    for (const ratings of [worst(), ...[1, 2, 3, 4, 5].map((seed) => realistic(500, seed))]) {
      expect(new Set(ratings.map(({ movieId }) => movieId)).size).toBe(500);
      const text = tasteText({ name, ratings, total: 100_000, at: Date.UTC(2060, 0, 1) });
      expect(text.length).toBeLessThanOrEqual(1700);
      expect(readTasteText(text).ratings.length).toBe(500);
    }
    expect(Math.max(...worst().map(({ movieId }) => movieId))).toBeLessThanOrEqual(300_000);
  });

  it('refuses what it cannot hold', () => {
    const of = (ratings: readonly TasteRating[]) => () => tasteText({ name: '', ratings, total: 9, at: 0 });
    expect(of([{ movieId: 1, rating: 5.5 }])).toThrow(RangeError);
    expect(of([{ movieId: 1, rating: 3.3 }])).toThrow(RangeError);
    expect(of([{ movieId: 1.5, rating: 3 }])).toThrow(RangeError);
    expect(of([{ movieId: 2 ** 31, rating: 3 }])).toThrow(RangeError);
    expect(of([1, 1].map((movieId) => ({ movieId, rating: 3 })))).toThrow(RangeError);
  });
});

describe('as many ratings as fit', () => {
  it('are the first ones, never longer than the room, and one more would not fit', () => {
    fc.assert(
      fc.property(fc.nat({ max: 900 }), fc.integer({ min: 60, max: 900 }), fc.nat(), (count, room, seed) => {
        const ratings = realistic(count, seed);
        const { text, included } = packTaste(ratings, { name: 'Ada', at: Date.UTC(2026, 0, 1) }, room);
        expect(text.length).toBeLessThanOrEqual(room);
        const taste = readTasteText(text);
        expect(taste.total).toBe(count);
        expect(new Set(taste.ratings.map(({ movieId }) => movieId))).toEqual(
          new Set(ratings.slice(0, included).map(({ movieId }) => movieId)),
        );
        // Lengths are estimated from above: by a few bytes for the head and the gaps, and one more rating has up to seven.
        if (included < count) expect(text.length).toBeGreaterThan(room - 24);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a damaged link', () => {
  it('with another character anywhere is refused', () => {
    fc.assert(
      fc.property(
        tasteArbitrary,
        fc.nat(),
        fc.string({ minLength: 1, maxLength: 1 }),
        (taste, where, other) => {
          const text = tasteText(taste);
          const at = where % text.length;
          fc.pre(text[at] !== other);
          const found = read(text.slice(0, at) + other + text.slice(at + 1));
          expect(found).toMatchObject({ code: 'link-broken' });
        },
      ),
    );
  });

  it('cut anywhere, or with more behind it, is refused', () => {
    fc.assert(
      fc.property(
        tasteArbitrary,
        fc.nat(),
        fc.string({ minLength: 1, maxLength: 9 }),
        (taste, where, more) => {
          const text = tasteText(taste);
          expect(read(text.slice(0, where % text.length))).toMatchObject({ code: 'link-broken' });
          expect(read(text + more)).toMatchObject({ code: 'link-broken' });
        },
      ),
    );
  });

  it('of any text at all ends in a Problem', () => {
    const base64url = fc.string({
      unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'),
      maxLength: 300,
    });
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 300 }), base64url), (text) => {
        const found = read(text);
        expect(found).toMatchObject({ code: 'link-broken' });
        expect((found as Problem).advice).not.toBe('');
      }),
      { numRuns: 500 },
    );
    expect(read('A'.repeat(5_000_000))).toMatchObject({ code: 'link-broken' });
  });

  it('of bytes with a right checksum, but of another content, ends in a Problem or in a sound taste', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (content) => {
        const found = read(sealed([1, ...content]));
        if (found instanceof Problem) return;
        const ids = found.ratings.map(({ movieId }) => movieId);
        expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
        expect(found.ratings.every(({ rating }) => rating >= 0.5 && rating <= 5)).toBe(true);
        expect(found.total).toBeGreaterThanOrEqual(ids.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('of a later version says that Matinee must be newer', () => {
    expect(read(sealed([2, 9, 9, 9]))).toMatchObject({ code: 'link-newer' });
  });

  it('with a name that is no UTF-8 is refused', () => {
    expect(read(sealed([1, 0, 0, 2, 0xc3, 0x28]))).toMatchObject({ code: 'link-broken' });
  });
});

/** The text of some bytes, with their checksum. */
function sealed(content: readonly number[]): string {
  const crc = crc32(Uint8Array.from(content));
  return toBase64url(Uint8Array.from([...content, ...[0, 8, 16, 24].map((shift) => (crc >>> shift) & 255)]));
}

describe('the name', () => {
  it('is on one line, without characters that turn or hide text, and not too long', () => {
    expect(cleanName('  Ada\n \u202eLovelace\u0000 ')).toBe('Ada Lovelace');
    expect(cleanName('x'.repeat(99))).toHaveLength(MOST_OF_NAME);
    expect(new TextEncoder().encode(cleanName('漢'.repeat(30))).length).toBe(48);
    expect(cleanName('👩‍👩‍👧 and friends')).toBe('👩‍👩‍👧 and friends');
  });
});
