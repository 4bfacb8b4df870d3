import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/base/random.ts';
import { compositions, eraCompositions, genreCompositions } from '../../../../src/ui/poster/compositions.ts';
import { designPoster, textureOf } from '../../../../src/ui/poster/design.ts';
import { agedPalette, eraOf } from '../../../../src/ui/poster/eras.ts';
import { allPalettes, genrePalettes, tellingGenre } from '../../../../src/ui/poster/palettes.ts';
import { LINE_HEIGHT, setTitle, widthOf } from '../../../../src/ui/poster/title-layout.ts';
import { builtInGenres } from '../../../../src/ui/state/built-in-genres.ts';
import { contrast } from '../../../fixtures/contrast.ts';
import { movie } from '../../../fixtures/movies.ts';
import { fc } from '../../../fixtures/property.ts';

/** As many as the built-in data set has. */
const MOVIES = 18_156;

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
    expect(genrePalettes['Film-Noir']?.map((palette) => agedPalette(palette, 'studio'))).toContain(
      noir.palette,
    );
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

  it('shows one composition from either side and with either ink in front', () => {
    const palettes = genrePalettes.IMAX ?? [];
    const looks = new Map<string, number>();
    for (let id = 0; id < 400; id++) {
      const { mirrored, palette } = designPoster(movie(id, { genres: ['IMAX'], year: 2014 }));
      const look = `${mirrored} ${palettes.some(({ a }) => a === palette.a)}`;
      looks.set(look, (looks.get(look) ?? 0) + 1);
    }
    expect(looks.size).toBe(4);
    for (const share of looks.values()) expect(share).toBeGreaterThan(60);
  });

  it('is drawn for movies without year or genres', () => {
    expect(designPoster(movie(5, { year: null, genres: [] })).shapes.length).toBeGreaterThan(0);
  });

  it('is a handful of elements of finite numbers', () => {
    for (const name of Object.keys(compositions))
      expect([genreCompositions, eraCompositions].flatMap((of) => Object.values(of)).flat()).toContain(name);
    for (let id = 0; id < 400; id++) {
      for (const [n, genre] of builtInGenres.entries()) {
        const { shapes } = designPoster(movie(id, { genres: [genre], year: 1900 + ((id + n) % 124) }));
        expect(shapes.length).toBeLessThanOrEqual(8);
        for (const { d } of shapes) expect(d).not.toMatch(/NaN|Infinity|undefined/);
      }
    }
  });
});

describe('the posters of a whole data set', () => {
  it('all differ, whatever their titles', () => {
    const random = createRandom(7);
    const drawings = new Set<string>();
    for (let id = 1; id <= MOVIES; id++) {
      const genres = [builtInGenres[random.integer(builtInGenres.length)]];
      const year = 1915 + random.integer(109);
      const { shapes, palette, texture } = designPoster(movie(id, { genres, year, title: 'The same' }));
      drawings.add(JSON.stringify([shapes, palette, texture]));
    }
    expect(drawings.size).toBe(MOVIES);
  });

  it('all differ even where genre and year are the same', () => {
    const shapes = Array.from({ length: 3000 }, (_, id) =>
      JSON.stringify(designPoster(movie(id, { genres: ['Drama'], year: 1994 })).shapes),
    );
    expect(new Set(shapes).size).toBe(3000);
  });
});

describe('an era', () => {
  const shareOf = (year: number, composition: string) =>
    Array.from({ length: 600 }, (_, id) => designPoster(movie(id, { year })).composition).filter(
      (one) => one === composition,
    ).length / 600;

  it('has pictures of its own', () => {
    expect(shareOf(1927, 'fan')).toBeGreaterThan(0.1);
    expect(shareOf(1957, 'atoms')).toBeGreaterThan(0.1);
    expect(shareOf(1984, 'horizon')).toBeGreaterThan(0.1);
    expect(shareOf(2019, 'fan')).toBe(0);
    expect(shareOf(1927, 'horizon')).toBe(0);
  });

  it('prints its inks, and leaves ground and title as they are', () => {
    const [palette] = genrePalettes.Action ?? [];
    if (palette === undefined) throw new Error('no palette');
    const grey = (colour: string) => {
      const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
      return Math.max(r, g, b) - Math.min(r, g, b);
    };
    const silent = agedPalette(palette, 'silent');
    expect(grey(silent.a)).toBeLessThan(grey(palette.a) / 2);
    expect(agedPalette(palette, 'today')).toBe(palette);
    for (const year of [1910, 1940, 1955, 1975, 1985])
      for (const one of allPalettes) {
        const { ground, ink, a, b, c } = agedPalette(one, eraOf(year));
        expect([ground, ink]).toEqual([one.ground, one.ink]);
        for (const colour of [a, b, c]) expect(colour).toMatch(/^#[0-9a-f]{6}$/);
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
