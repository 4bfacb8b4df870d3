import { type MapMode, mapModes } from './point-style.ts';
import { clamped, type MapView, wholeMap } from './viewport.ts';

/** What the map shows. The URL stores it, so that links and the Back button work. */
export interface MapPlace {
  /** The movie whose card is open. */
  readonly movie: number | null;
  /** Null stands for the default view, which shows the movie if there is one. */
  readonly view: MapView | null;
  readonly mode: MapMode;
}

/** Ignores invalid values in the URL. */
export function mapPlaceFrom(params: URLSearchParams): MapPlace {
  const movie = params.get('film') ?? '';
  const [x, y, zoom] = ['x', 'y', 'zoom'].map((name) => numberFrom(params.get(name)));
  return {
    movie: /^\d{1,9}$/.test(movie) ? Number(movie) : null,
    view: x === null || y === null || zoom === null || zoom <= 0 ? null : clamped({ x, y, zoom }),
    mode: mapModes.find((mode) => mode === params.get('colour')) ?? 'genre',
  };
}

/** Writes only the values that differ from the defaults. */
export function mapAddressOf({ movie, view, mode }: MapPlace): URLSearchParams {
  const params = new URLSearchParams();
  if (movie !== null) params.set('film', String(movie));
  if (view !== null && !isWhole(view)) {
    params.set('x', view.x.toFixed(3));
    params.set('y', view.y.toFixed(3));
    params.set('zoom', view.zoom.toFixed(2));
  }
  if (mode !== 'genre') params.set('colour', mode);
  return params;
}

const isWhole = ({ x, y, zoom }: MapView): boolean =>
  x === wholeMap.x && y === wholeMap.y && zoom === wholeMap.zoom;

function numberFrom(text: string | null): number | null {
  return text !== null && /^-?\d{1,3}(\.\d{1,6})?$/.test(text) ? Number(text) : null;
}
