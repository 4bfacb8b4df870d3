/** The visible part of the plane: the centre of the picture and the zoom; at zoom 1 the whole plane fits. */
export interface MapView {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** A size in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const wholeMap: MapView = { x: 0, y: 0, zoom: 1 };
const DEEPEST = 60;
const WIDEST = 0.7;
/** The centre of the picture stays on the map, which spans -1 to 1. */
const FARTHEST = 1;
/** The share of the shorter side that the whole map fills. */
const FILLS = 0.94;

/** The number of pixels per unit of the plane. */
export function scaleOf({ zoom }: MapView, { width, height }: Size): number {
  return (zoom * FILLS * Math.min(width, height)) / 2;
}

export function toScreen(view: MapView, size: Size, x: number, y: number): Point {
  const scale = scaleOf(view, size);
  return { x: size.width / 2 + (x - view.x) * scale, y: size.height / 2 - (y - view.y) * scale };
}

export function toMap(view: MapView, size: Size, { x, y }: Point): Point {
  const scale = scaleOf(view, size);
  return { x: view.x + (x - size.width / 2) / scale, y: view.y - (y - size.height / 2) / scale };
}

/** Limits a view to the valid range. */
export function clamped({ x, y, zoom }: MapView): MapView {
  const within = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));
  return {
    x: within(x, -FARTHEST, FARTHEST),
    y: within(y, -FARTHEST, FARTHEST),
    zoom: within(zoom, WIDEST, DEEPEST),
  };
}

/** Zooms by a factor; the point under the pixel stays there. */
export function zoomedAt(view: MapView, size: Size, factor: number, at: Point): MapView {
  const { zoom } = clamped({ ...view, zoom: view.zoom * factor });
  const held = toMap(view, size, at);
  const moved = toMap({ ...view, zoom }, size, at);
  return clamped({ x: view.x + held.x - moved.x, y: view.y + held.y - moved.y, zoom });
}

/** Moves the map by a distance in pixels. */
export function movedBy(view: MapView, size: Size, dx: number, dy: number): MapView {
  const scale = scaleOf(view, size);
  return clamped({ ...view, x: view.x - dx / scale, y: view.y + dy / scale });
}

/** Interpolates between two views: the zoom changes by equal factors, and the centre moves with it. @param t 0..1 */
export function between(from: MapView, to: MapView, t: number): MapView {
  const zoom = from.zoom * (to.zoom / from.zoom) ** t;
  // The same step looks longer at a higher zoom, so the centre moves with 1 / zoom.
  const gone = from.zoom === to.zoom ? t : (1 / zoom - 1 / from.zoom) / (1 / to.zoom - 1 / from.zoom);
  return { x: from.x + (to.x - from.x) * gone, y: from.y + (to.y - from.y) * gone, zoom };
}
