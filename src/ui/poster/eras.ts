/** What the time of a movie does to its poster: pictures of their time, and inks as they were printed then. */
import type { Palette } from './palettes.ts';

export type Era = 'silent' | 'studio' | 'modern' | 'sixties' | 'seventies' | 'eighties' | 'digital' | 'today';

/** First year after each era, oldest first. */
const ENDS: readonly (readonly [end: number, era: Era])[] = [
  [1930, 'silent'],
  [1950, 'studio'],
  [1960, 'modern'],
  [1970, 'sixties'],
  [1980, 'seventies'],
  [1990, 'eighties'],
  [2010, 'digital'],
];

/** The era of a year; `today` where the year is unknown. */
export function eraOf(year: number | null): Era {
  return ENDS.find(([end]) => (year ?? Number.POSITIVE_INFINITY) < end)?.[1] ?? 'today';
}

/** How inks age: a share of grey of the same lightness, then a share of a tint. */
interface Ageing {
  readonly grey: number;
  readonly tint: string;
  readonly share: number;
}

const AGEING: Partial<Readonly<Record<Era, Ageing>>> = {
  silent: { grey: 0.75, tint: '#b08a5a', share: 0.3 },
  studio: { grey: 0.35, tint: '#c9a878', share: 0.18 },
  modern: { grey: 0.1, tint: '#e8c98a', share: 0.14 },
  seventies: { grey: 0.08, tint: '#c8742c', share: 0.22 },
  // Less grey than there was: colours grow louder.
  eighties: { grey: -0.3, tint: '#e0359a', share: 0.08 },
};

const aged = new Map<string, Palette>();

/** The inks of a palette as an era printed them. Ground and title stay: their contrast is tested. */
export function agedPalette(palette: Palette, era: Era): Palette {
  const ageing = AGEING[era];
  if (ageing === undefined) return palette;
  const key = `${era} ${Object.values(palette).join('')}`;
  const known = aged.get(key);
  if (known !== undefined) return known;
  const { a, b, c } = palette;
  const made = { ...palette, a: age(a, ageing), b: age(b, ageing), c: age(c, ageing) };
  aged.set(key, made);
  return made;
}

function age(colour: string, { grey, tint, share }: Ageing): string {
  const channels = channelsOf(colour);
  // Lightness of Rec. 601, which is enough for ink.
  const light = 0.299 * channels[0] + 0.587 * channels[1] + 0.114 * channels[2];
  const tints = channelsOf(tint);
  return `#${channels
    .map((channel, n) => (1 - share) * (channel + grey * (light - channel)) + share * tints[n])
    .map((channel) =>
      Math.min(255, Math.max(0, Math.round(channel)))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

const channelsOf = (colour: string): number[] =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
