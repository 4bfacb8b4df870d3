import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compositions, genreCompositions } from '../../../../src/ui/poster/compositions.ts';
import { designPoster, textureOf } from '../../../../src/ui/poster/design.ts';
import { allPalettes, genrePalettes, tellingGenre } from '../../../../src/ui/poster/palettes.ts';
import { LINE_HEIGHT, setTitle, widthOf } from '../../../../src/ui/poster/title-layout.ts';
import { builtInGenres } from '../../../../src/ui/state/built-in-genres.ts';
import { contrast } from '../../../fixtures/contrast.ts';
import { movie } from '../../../fixtures/movies.ts';

describe('a poster', () => {
  it('is the same for the same movie', () => {
    const shawshank = movie(318, { title: 'The Shawshank Redemption', genres: ['Crime', 'Drama'] });
    expect(designPoster(shawshank)).toEqual(designPoster({ ...shawshank }));
  });

  it('differs between movies of one genre', () => {
    const seen = new Set(
      Array.from({ length: 60 }, (_, id) => JSON.stringify(designPoster(movie(id)).shapes)),
    );
    expect(seen.size).toBe(60);
    expect(
      new Set(Array.from({ length: 60 }, (_, id) => designPoster(movie(id)).composition)).size,
    ).toBeGreaterThan(5);
  });

  it('takes its palette from the telling genre and its texture from the decade', () => {
    const noir = designPoster(movie(1, { genres: ['Crime', 'Drama', 'Film-Noir'], year: 1944 }));
    expect(genrePalettes['Film-Noir']).toContain(noir.palette);
    expect(noir).toMatchObject({ texture: 'halftone', framed: true });
    expect([1925, 1965, 1975, 1985, 1995, 2005, 2015, null].map(textureOf)).toEqual([
      'scratches',
      'weave',
      'grain',
      'scanlines',
      'grid',
      'hatch',
      'glow',
      'grain',
    ]);
  });

  it('is drawn for movies without year or genres', () => {
    expect(designPoster(movie(5, { year: null, genres: [] })).shapes.length).toBeGreaterThan(0);
  });

  it('is a handful of elements of finite numbers', () => {
    for (const name of Object.keys(compositions))
      expect(Object.values(genreCompositions).flat()).toContain(name);
    for (let id = 0; id < 400; id++) {
      for (const genre of builtInGenres) {
        const { shapes } = designPoster(movie(id, { genres: [genre] }));
        expect(shapes.length).toBeLessThanOrEqual(8);
        for (const { d } of shapes) expect(d).not.toMatch(/NaN|Infinity|undefined/);
      }
    }
  });
});

describe('a title', () => {
  it('is never wider or taller than its place, and loses no letter that fits', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 120 }),
        fc.constantFrom('sans', 'caps', 'serif'),
        (text, face) => {
          const set = setTitle(text, face);
          for (const line of set.lines) expect(widthOf(line, face) * set.size).toBeLessThanOrEqual(170.001);
          expect(set.lines.length * set.size * LINE_HEIGHT).toBeLessThanOrEqual(92);
        },
      ),
    );
  });

  it('breaks between words and gets smaller as it gets longer', () => {
    expect(setTitle('Heat', 'sans')).toEqual({ face: 'sans', size: 36, lines: ['Heat'] });
    const long = setTitle('Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb', 'sans');
    expect(long.lines.join(' ')).toBe('Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb');
    expect(long.size).toBeLessThan(20);
  });
});

describe('palettes', () => {
  it('exist for every genre of the built-in data', () => {
    for (const genre of builtInGenres) {
      expect(tellingGenre([genre])).toBe(genre);
      expect(genrePalettes[genre]?.length).toBeGreaterThan(0);
      expect(genreCompositions[genre]?.length).toBeGreaterThan(2);
    }
  });

  it('set titles at 4.5:1 or better', () => {
    for (const { ground, ink } of allPalettes)
      expect(contrast(ground, ink), `${ink} on ${ground}`).toBeGreaterThan(4.5);
  });
});
