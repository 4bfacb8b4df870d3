import { memo } from 'react';
import type { Movie } from '../../protocol/movie-card.ts';
import { designPoster, type PosterDesign } from './design.ts';
import { HEIGHT, type Shape, WIDTH } from './shapes.ts';
import { LINE_HEIGHT } from './title-layout.ts';
import './poster.css';

const MARGIN = 15;
/** Height of the gradient between a title at the top and the picture. Below a picture the title has a plain edge. */
const FADE = 18;

interface PosterProps {
  readonly movie: Movie;
}

/** Every message of the worker has new movie objects; the same movie keeps its poster. */
const samePoster = (a: PosterProps, b: PosterProps) =>
  a.movie === b.movie || (a.movie.id === b.movie.id && a.movie.title === b.movie.title);

/** A generated poster, designed from the movie's id, genres and year. It is decoration: the title always stands beside it. */
export const Poster = memo(function Poster({ movie }: PosterProps) {
  const design = designPoster(movie);
  const { palette, paletteIndex, titleAt, title } = design;
  const block = title.lines.length * title.size * LINE_HEIGHT + 22;
  const bottom = titleAt === 'bottom';
  return (
    <svg
      className="poster"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
      focusable="false"
    >
      <rect width={WIDTH} height={HEIGHT} fill={palette.ground} />
      <g transform={design.mirrored ? `matrix(-1 0 0 1 ${WIDTH} 0)` : undefined}>
        {design.shapes.map((shape, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the shapes of a movie never change their order
          <path key={n} {...inked(shape, design)} />
        ))}
      </g>
      {bottom ? (
        <rect y={HEIGHT - block - MARGIN} width={WIDTH} height={block + MARGIN} fill={palette.ground} />
      ) : (
        <rect width={WIDTH} height={block + MARGIN + FADE} fill={`url(#fade-${paletteIndex})`} />
      )}
      <rect width={WIDTH} height={HEIGHT} fill={`url(#texture-${design.texture})`} />
      {design.framed && (
        <rect
          x="6"
          y="6"
          width={WIDTH - 12}
          height={HEIGHT - 12}
          fill="none"
          stroke={palette.ink}
          opacity="0.55"
        />
      )}
      <Title design={design} year={movie.year} />
    </svg>
  );
}, samePoster);

function inked({ d, ink, stroke, opacity }: Shape, { palette }: PosterDesign) {
  return {
    d,
    ...(stroke === undefined
      ? { fill: palette[ink] }
      : { fill: 'none', stroke: palette[ink], strokeWidth: stroke }),
    ...(opacity === undefined ? {} : { opacity }),
  };
}

function Title({ design, year }: { readonly design: PosterDesign; readonly year: number | null }) {
  const { face, size, lines } = design.title;
  const step = size * LINE_HEIGHT;
  const bottom = design.titleAt === 'bottom';
  const first = bottom ? HEIGHT - MARGIN - 3 - (lines.length - 1) * step : MARGIN + size * 0.8;
  const yearY = bottom ? first - size * 0.76 - 9 : first + (lines.length - 1) * step + 19;
  return (
    <g fill={design.palette.ink}>
      <text className={`poster__title poster__title--${face}`} fontSize={size}>
        {lines.map((line, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a title never change their order
          <tspan key={n} x={MARGIN} y={first + n * step}>
            {line}
          </tspan>
        ))}
      </text>
      {year !== null && (
        <text className="poster__year" x={MARGIN} y={yearY} fontSize="11">
          {year}
        </text>
      )}
    </g>
  );
}
