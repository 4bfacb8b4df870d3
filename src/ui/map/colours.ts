import { useEffect, useState } from 'react';
import type { OverlayInks } from './overlay.ts';
import { type Colour, families, type MapInks } from './point-style.ts';

export interface AllInks extends MapInks, OverlayInks {}

/** Parses `#rrggbb`, the format of the theme tokens; any other text gives black. */
function colourFrom(hex: string): Colour {
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex.trim());
  if (found === null) return [0, 0, 0];
  return [Number.parseInt(found[1], 16), Number.parseInt(found[2], 16), Number.parseInt(found[3], 16)];
}

function inksNow(): AllInks {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  const colour = (name: string) => colourFrom(token(name));
  return {
    families: families.map((family) => colour(family.token)),
    ramp: [colour('--map-low'), colour('--map-middle'), colour('--map-high')],
    faint: colour('--line-strong'),
    ground: token('--raised'),
    ink: token('--ink'),
    muted: token('--muted'),
    accent: token('--accent'),
  };
}

/** The colours of the current theme. A canvas does not follow a style sheet, so they are read here. */
export function useMapInks(): AllInks {
  const [inks, setInks] = useState(inksNow);
  useEffect(() => {
    const changed = () => setInks(inksNow());
    const dark = matchMedia('(prefers-color-scheme: dark)');
    addEventListener('themechange', changed);
    dark.addEventListener('change', changed);
    return () => {
      removeEventListener('themechange', changed);
      dark.removeEventListener('change', changed);
    };
  }, []);
  return inks;
}
