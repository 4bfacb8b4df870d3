import { createRandom } from '../../base/random.ts';
import type { Movie } from '../../protocol/movie-card.ts';
import { type CompositionName, compositions, eraCompositions, genreCompositions } from './compositions.ts';
import { agedPalette, eraOf } from './eras.ts';
import { allPalettes, type Palette, palettesOf, tellingGenre } from './palettes.ts';
import type { Shape } from './shapes.ts';
import { type Face, type SetTitle, setTitle } from './title-layout.ts';

export type Texture = 'scratches' | 'halftone' | 'weave' | 'grain' | 'scanlines' | 'grid' | 'hatch' | 'glow';

/** Everything that is drawn of a poster. A movie always has the same design. */
export interface PosterDesign {
  readonly palette: Palette;
  /** Position in `allPalettes`, which numbers the shared gradients. */
  readonly paletteIndex: number;
  readonly composition: CompositionName;
  readonly shapes: readonly Shape[];
  /** Whether left and right of the shapes change places. */
  readonly mirrored: boolean;
  readonly titleAt: 'top' | 'bottom';
  readonly title: SetTitle;
  readonly texture: Texture;
  /** Whether it has a thin inner frame, as many posters had before 1960. */
  readonly framed: boolean;
}

const FACES: Readonly<Record<string, readonly Face[]>> = {
  Drama: ['serif', 'sans'],
  Romance: ['serif'],
  'Film-Noir': ['caps', 'serif'],
  Western: ['caps', 'serif'],
  War: ['caps'],
  Horror: ['caps', 'sans'],
  Thriller: ['caps', 'sans'],
  Action: ['caps'],
  'Sci-Fi': ['caps', 'sans'],
  Mystery: ['serif', 'caps'],
  Fantasy: ['serif'],
  Crime: ['sans', 'caps'],
  Documentary: ['sans', 'serif'],
};

/** So many posters are in the manner of their time; the others are in that of their genre. */
const ERA_SHARE = 0.3;

/**
 * Designs the poster of a movie: palette and typeface suit the genre, inks and texture suit the era, and the composition
 * suits either. The movie's id decides the rest: its measures, which side is left, and which of two inks is in front.
 */
export function designPoster(movie: Movie): PosterDesign {
  const random = createRandom(movie.id);
  const pick = <T>(from: readonly T[]): T => from[random.integer(from.length)];
  const genre = tellingGenre(movie.genres);
  const palette = pick(palettesOf(genre));
  const era = eraOf(movie.year);
  const ofEra = random.uniform() < ERA_SHARE ? eraCompositions[era] : undefined;
  const ofGenre = genre === null ? undefined : genreCompositions[genre];
  const composition = pick<CompositionName>(ofEra ?? ofGenre ?? ['split', 'arcs']);
  const face = pick<Face>((genre === null ? undefined : FACES[genre]) ?? ['sans']);
  const { title, draw } = compositions[composition];
  const shapes = draw((min, max) => min + (max - min) * random.uniform());
  const inks = agedPalette(palette, era);
  return {
    // Famous movies of one genre and decade stand side by side, so the same composition must not look the same twice.
    palette: random.uniform() < 0.5 ? inks : { ...inks, a: inks.b, b: inks.a },
    paletteIndex: allPalettes.indexOf(palette),
    composition,
    shapes,
    mirrored: random.uniform() < 0.5,
    titleAt: title,
    title: setTitle(face === 'caps' ? movie.title.toUpperCase() : movie.title, face),
    texture: textureOf(movie.year),
    framed: movie.year !== null && movie.year < 1960,
  };
}

export function textureOf(year: number | null): Texture {
  if (year === null) return 'grain';
  if (year < 1940) return 'scratches';
  if (year < 1960) return 'halftone';
  if (year < 1970) return 'weave';
  if (year < 1980) return 'grain';
  if (year < 1990) return 'scanlines';
  if (year < 2000) return 'grid';
  return year < 2010 ? 'hatch' : 'glow';
}
