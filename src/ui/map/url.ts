import { type MapMode, mapModes } from './point-style.ts';
import { clamped, type MapView, wholeMap } from './viewport.ts';

/** What the map shows; kept in the address, so that it can be linked and gone back to. */
export interface MapPlace {
  /** The movie whose card is open. */
  readonly movie: number | null;
  /** Null: the default, which is at the movie if there is one. */
  readonly view: MapView | null;
  readonly mode: MapMode;
}

/** Anything in the address that makes no sense is as if it were not there. */
export function mapPlaceFrom(params: URLSearchParams): MapPlace {
  const movie = params.get('film') ?? '';
  const [x, y, zoom] = ['x', 'y', 'zoom'].map((name) => numberFrom(params.get(name)));
  return {
    movie: /^\d{1,9}$/.test(movie) ? Number(movie) : null,
    view: x === null || y === null || zoom === null || zoom <= 0 ? null : clamped({ x, y, zoom }),
    mode: mapModes.find((mode) => mode === params.get('colour')) ?? 'genre',
  };
}

/** Only what is not as it begins. */
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
