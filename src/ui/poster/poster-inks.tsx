import { useTurn } from '../kit/use-turn.ts';
import { allPalettes } from './palettes.ts';

/**
 * The gradients and textures that all posters share. They are on the page once, so that a poster needs few elements; the
 * page itself comes first.
 */
export function PosterInks() {
  if (!useTurn()) return null;
  return (
    <svg className="poster-inks" aria-hidden="true" focusable="false" width="0" height="0">
      <defs>
        {allPalettes.map(({ ground }, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and posters refer to its indices
          <Fades key={`${n}${ground}`} ground={ground} n={n} />
        ))}
        <linearGradient id="texture-glow" x1="0" y1="0" x2="1" y2="1">
          <stop offset="0" stopColor="#fff" stopOpacity="0.22" />
          <stop offset="0.5" stopColor="#fff" stopOpacity="0" />
          <stop offset="1" stopColor="#000" stopOpacity="0.22" />
        </linearGradient>
        <pattern id="texture-scratches" width="61" height="300" patternUnits="userSpaceOnUse">
          <path
            d="M9 0v190M33 60v240M34 0v20M52 110v90"
            stroke="#fff"
            strokeOpacity="0.3"
            strokeWidth="0.7"
          />
          <path d="M20 0v300" stroke="#000" strokeOpacity="0.2" strokeWidth="0.8" />
        </pattern>
        <pattern
          id="texture-halftone"
          width="5"
          height="5"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(30)"
        >
          <circle cx="2.5" cy="2.5" r="1.1" fill="#000" fillOpacity="0.14" />
        </pattern>
        <pattern id="texture-weave" width="6" height="6" patternUnits="userSpaceOnUse">
          <path d="M0 1.5h6M1.5 0v6" stroke="#fff" strokeOpacity="0.1" />
        </pattern>
        <pattern id="texture-grain" width="37" height="31" patternUnits="userSpaceOnUse">
          <path
            d="M3 4h1M11 9h1M19 3h1M27 12h1M33 6h1M7 17h1M15 22h1M23 19h1M31 25h1M4 27h1M12 29h1M21 28h1M35 17h1M18 13h1"
            stroke="#fff"
            strokeOpacity="0.34"
          />
          <path
            d="M6 8h1M14 15h1M25 6h1M30 19h1M9 24h1M20 9h1M34 29h1M2 14h1"
            stroke="#000"
            strokeOpacity="0.34"
          />
        </pattern>
        <pattern id="texture-scanlines" width="4" height="4" patternUnits="userSpaceOnUse">
          <path d="M0 1h4" stroke="#000" strokeOpacity="0.2" strokeWidth="1.4" />
        </pattern>
        <pattern id="texture-grid" width="20" height="20" patternUnits="userSpaceOnUse">
          <path d="M0 0h20M0 0v20" stroke="#fff" strokeOpacity="0.13" />
        </pattern>
        <pattern
          id="texture-hatch"
          width="5"
          height="5"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path d="M0 0v5" stroke="#000" strokeOpacity="0.14" strokeWidth="1.5" />
        </pattern>
      </defs>
    </svg>
  );
}

/** A gradient from transparent to the ground of a palette: a title on it is readable over any picture. */
function Fades({ ground, n }: { readonly ground: string; readonly n: number }) {
  return (
    <linearGradient id={`fade-${n}`} x1="0" y1="1" x2="0" y2="0">
      <stop offset="0" stopColor={ground} stopOpacity="0" />
      <stop offset="0.34" stopColor={ground} stopOpacity="0.94" />
      <stop offset="0.5" stopColor={ground} />
    </linearGradient>
  );
}
