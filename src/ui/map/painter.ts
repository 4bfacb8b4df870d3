import type { PointLooks } from './point-style.ts';
import type { MapView, Size } from './viewport.ts';

/** Draws the points of the map on a separate canvas. */
export interface Painter {
  /** Sets the points to draw from now on. */
  setLooks(looks: PointLooks): void;
  /** @param ratio device pixels per CSS pixel */
  paint(view: MapView, size: Size, ratio: number): void;
  dispose(): void;
}

/** Points grow more slowly than the distances between them, so that dense groups spread out. */
export const growth = (zoom: number): number => Math.max(0.75, zoom ** 0.3);

/** Points are a little larger in a larger picture. */
export const pointScale = ({ width, height }: Size): number =>
  Math.min(1.25, Math.max(0.8, Math.min(width, height) / 640));
