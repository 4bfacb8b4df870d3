import type { DrawnMap, MapTint } from '../../protocol/map-messages.ts';
import { tellingGenre } from '../poster/palettes.ts';

/** What the colours of the map show. */
export const mapModes = ['genre', 'stars', 'ratings'] as const;
export type MapMode = (typeof mapModes)[number];

/** Shapes repeat what the colours show, for people who cannot distinguish the colours. */
export type MapShape = 'circle' | 'square' | 'diamond' | 'triangle';
export const shapes: readonly MapShape[] = ['circle', 'square', 'diamond', 'triangle'];

/** Genres are grouped into families, because nobody can distinguish more than nine colours. */
export const families = [
  { id: 'animation', token: '--map-1', shape: 'triangle', genres: ['Animation', 'Children', 'Musical'] },
  { id: 'fantasy', token: '--map-2', shape: 'diamond', genres: ['Sci-Fi', 'Fantasy'] },
  { id: 'horror', token: '--map-3', shape: 'square', genres: ['Horror'] },
  {
    id: 'action',
    token: '--map-4',
    shape: 'circle',
    genres: ['Action', 'Adventure', 'War', 'Western', 'IMAX'],
  },
  { id: 'crime', token: '--map-5', shape: 'diamond', genres: ['Crime', 'Thriller', 'Mystery', 'Film-Noir'] },
  { id: 'romance', token: '--map-6', shape: 'triangle', genres: ['Romance'] },
  { id: 'comedy', token: '--map-7', shape: 'circle', genres: ['Comedy'] },
  { id: 'drama', token: '--map-8', shape: 'square', genres: ['Drama'] },
  { id: 'documentary', token: '--map-9', shape: 'diamond', genres: ['Documentary'] },
  { id: 'other', token: '--muted', shape: 'circle', genres: [] },
] as const satisfies readonly {
  readonly id: string;
  readonly token: string;
  readonly shape: MapShape;
  readonly genres: readonly string[];
}[];
type Family = (typeof families)[number];
export type FamilyId = Family['id'];
const OTHER = families.length - 1;

/** The family of a movie's most characteristic genre. @returns its index in `families` */
export function familyOf(genres: readonly string[]): number {
  const telling = tellingGenre(genres);
  const found = families.findIndex(({ genres: own }) => own.some((genre) => genre === telling));
  return found < 0 ? OTHER : found;
}

/** Red, green and blue, each 0..255. */
export type Colour = readonly [number, number, number];

/** The colours of the theme. */
export interface MapInks {
  readonly families: readonly Colour[];
  /** The ramp from few stars to many. */
  readonly ramp: readonly [Colour, Colour, Colour];
  readonly faint: Colour;
}

/** Interpolates a colour on the ramp. @param at 0..1 */
function rampColour([low, middle, high]: MapInks['ramp'], at: number): Colour {
  const t = Math.min(1, Math.max(0, Number.isNaN(at) ? 0 : at)) * 2;
  const [from, to, part] = t <= 1 ? [low, middle, t] : [middle, high, t - 1];
  const mix = (c: 0 | 1 | 2) => Math.round(from[c] + (to[c] - from[c]) * part);
  return [mix(0), mix(1), mix(2)];
}

/** The range of stars that the colours span: it leaves out 2 % at each end and is rounded outward to a tenth. */
export function rangeOf(stars: Float32Array): readonly [number, number] {
  if (stars.length === 0) return [0.5, 5];
  const sorted = stars.slice().sort();
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))];
  const low = Math.floor(at(0.02) * 10) / 10;
  return [low, Math.max(low + 0.1, Math.ceil(at(0.98) * 10) / 10)];
}

/** The style of a rated movie: the colour shows the rating, and the shape repeats it in three steps. */
export function givenLook(stars: number, inks: MapInks): Pick<Look, 'shape' | 'colour'> {
  const shape: MapShape = stars >= 3.5 ? 'circle' : stars >= 2.5 ? 'square' : 'diamond';
  return { shape: shapes.indexOf(shape), colour: rampColour(inks.ramp, (stars - 0.5) / 4.5) };
}

/** The style of every point, in drawing order. */
export interface PointLooks {
  /** The movie of each point. `[n]` */
  readonly order: Int32Array;
  /** `[n, 2]` */
  readonly points: Float32Array;
  /** Diameter at magnification 1, CSS pixels. `[n]` */
  readonly size: Float32Array;
  /** Red, green, blue, alpha. `[n, 4]` */
  readonly colour: Uint8Array;
  /** Index in `shapes`. `[n]` */
  readonly shape: Uint8Array;
}

const FAINT = 70;
const PLAIN = 215;

/** Diameter by number of ratings. */
const sizeOf = (count: number): number => 1.8 + 0.8 * Math.log2(1 + count) ** 0.9;

/**
 * Well-known movies are larger and on top. In the stars mode, movies with many stars are larger and on top; in the
 * ratings mode, rated movies are.
 * @param only the family to highlight; the other families are faint; null highlights all
 */
export function looksOf(
  { movies, counts, points }: DrawnMap,
  tint: MapTint | null,
  rated: ReadonlyMap<number, number>,
  mode: MapMode,
  only: FamilyId | null,
  inks: MapInks,
): PointLooks {
  const [low, high] = rangeOf(tint?.predicted ?? new Float32Array(0));
  const looks = movies.map(({ id, genres }, i): Look => {
    const size = sizeOf(counts[i]);
    const family = familyOf(genres);
    const seen = only === null || families[family].id === only;
    const faint: Look = { size, shape: 0, colour: inks.faint, alpha: FAINT, rank: size };
    if (!seen) return { ...faint, rank: -1 };
    const stars = mode === 'ratings' ? (rated.get(id) ?? null) : (tint?.predicted?.[i] ?? null);
    if (mode === 'genre') {
      const shape = shapes.indexOf(families[family].shape);
      return { size, shape, colour: inks.families[family], alpha: PLAIN, rank: size };
    }
    if (stars === null) return { ...faint, rank: -1 };
    if (mode === 'ratings') {
      return { ...givenLook(stars, inks), size: 9 + stars, alpha: 255, rank: 100 };
    }
    const share = Math.min(1, Math.max(0, (stars - low) / (high - low)));
    const colour = rampColour(inks.ramp, share);
    return { size: size * (0.6 + 0.7 * share), shape: 0, colour, alpha: PLAIN, rank: share };
  });
  return packed(looks, points);
}

interface Look {
  readonly size: number;
  readonly shape: number;
  readonly colour: Colour;
  readonly alpha: number;
  /** A point with a higher rank is drawn later. */
  readonly rank: number;
}

function packed(looks: readonly Look[], points: Float32Array): PointLooks {
  const order = Int32Array.from(looks.keys()).sort((a, b) => looks[a].rank - looks[b].rank || a - b);
  const colour = new Uint8Array(4 * looks.length);
  order.forEach((i, n) => {
    colour.set([...looks[i].colour, looks[i].alpha], 4 * n);
  });
  return {
    order,
    points: Float32Array.from({ length: points.length }, (_, at) => points[2 * order[at >> 1] + (at & 1)]),
    size: Float32Array.from(order, (i) => looks[i].size),
    colour,
    shape: Uint8Array.from(order, (i) => looks[i].shape),
  };
}
