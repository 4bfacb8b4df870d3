/** What of the plane is seen: the middle of the picture, and how far it is magnified; at 1 all of it fits. */
export interface MapView {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** CSS pixels. */
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
/** The middle of the picture stays on the map, which reaches from -1 to 1. */
const FARTHEST = 1;
/** Of the shorter side that the whole map fills. */
const FILLS = 0.94;

/** Pixels of one unit of the plane. */
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

/** Within what there is to see. */
export function clamped({ x, y, zoom }: MapView): MapView {
  const within = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));
  return {
    x: within(x, -FARTHEST, FARTHEST),
    y: within(y, -FARTHEST, FARTHEST),
    zoom: within(zoom, WIDEST, DEEPEST),
  };
}

/** Magnified by a factor; what is under the pixel stays there. */
export function zoomedAt(view: MapView, size: Size, factor: number, at: Point): MapView {
  const { zoom } = clamped({ ...view, zoom: view.zoom * factor });
  const held = toMap(view, size, at);
  const moved = toMap({ ...view, zoom }, size, at);
  return clamped({ x: view.x + held.x - moved.x, y: view.y + held.y - moved.y, zoom });
}

/** The map moved under the picture, pixels. */
export function movedBy(view: MapView, size: Size, dx: number, dy: number): MapView {
  const scale = scaleOf(view, size);
  return clamped({ ...view, x: view.x - dx / scale, y: view.y + dy / scale });
}

/** On the way from one view to another: magnification by equal factors, the middle along with it. @param t 0..1 */
export function between(from: MapView, to: MapView, t: number): MapView {
  const zoom = from.zoom * (to.zoom / from.zoom) ** t;
  // While magnification grows the same step looks longer: the middle goes with 1 / zoom.
  const gone = from.zoom === to.zoom ? t : (1 / zoom - 1 / from.zoom) / (1 / to.zoom - 1 / from.zoom);
  return { x: from.x + (to.x - from.x) * gone, y: from.y + (to.y - from.y) * gone, zoom };
}
