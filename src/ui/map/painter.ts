import type { PointLooks } from './point-style.ts';
import type { MapView, Size } from './viewport.ts';

/** Draws the points of the map on a canvas of its own. */
export interface Painter {
  /** What is drawn from now on. */
  setLooks(looks: PointLooks): void;
  /** @param ratio device pixels of a CSS pixel */
  paint(view: MapView, size: Size, ratio: number): void;
  dispose(): void;
}

/** Points grow slower than what is between them, so that a crowd opens. */
export const growth = (zoom: number): number => Math.max(0.75, zoom ** 0.3);

/** Points are a little larger where the picture is. */
export const pointScale = ({ width, height }: Size): number =>
  Math.min(1.25, Math.max(0.8, Math.min(width, height) / 640));
