import { createFlatPainter } from './canvas-painter.ts';
import { type MapMarks, type OverlayInks, paintOverlay } from './overlay.ts';
import type { Painter } from './painter.ts';
import type { PointLooks } from './point-style.ts';
import type { MapView, Size } from './viewport.ts';
import { createGlPainter } from './webgl-painter.ts';

/** The picture of the map: points below, names and marks above. It is painted only after a change. */
export interface MapStage {
  /** Whether the graphics card draws the points. */
  readonly fast: boolean;
  size(): Size;
  setLooks(looks: PointLooks): void;
  setMarks(change: Partial<MapMarks>): void;
  setInks(inks: OverlayInks): void;
  /** Paints at the next frame. */
  request(): void;
  dispose(): void;
}

const nothing: MapMarks = {
  names: [],
  order: [],
  points: new Float32Array(0),
  areas: [],
  chosen: null,
  hovered: null,
  caught: [],
  you: null,
  lasso: [],
};

/**
 * @param box the element that the picture fills; the renderer adds two canvases to it
 * @param view the current view
 * @returns null if the browser has no canvas
 */
export function createMapStage(box: HTMLElement, view: () => MapView): MapStage | null {
  let frame = 0;
  let size: Size = { width: 0, height: 0 };
  let marks = nothing;
  let inks: OverlayInks | null = null;
  const request = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(paint);
  };
  const { below, painter, fast } = pointLayer(box, request);
  const above = layer(box);
  const context = above.getContext('2d');

  function resize(): void {
    size = { width: box.clientWidth, height: box.clientHeight };
    const ratio = devicePixelRatio;
    for (const canvas of [below, above]) {
      canvas.width = Math.round(size.width * ratio);
      canvas.height = Math.round(size.height * ratio);
    }
    // A canvas is blank after a change of size until it is painted.
    paint();
  }
  function paint(): void {
    if (size.width === 0 || size.height === 0 || inks === null || context === null) return;
    painter?.paint(view(), size, devicePixelRatio);
    paintOverlay(context, marks, view(), size, devicePixelRatio, inks);
  }

  if (painter === null || context === null) return null;
  const resized = new ResizeObserver(resize);
  resized.observe(box);
  resize();
  return {
    fast,
    size: () => size,
    setLooks(looks) {
      painter.setLooks(looks);
      request();
    },
    setMarks(change) {
      marks = { ...marks, ...change };
      request();
    },
    setInks(next) {
      inks = next;
      request();
    },
    request,
    dispose() {
      cancelAnimationFrame(frame);
      resized.disconnect();
      painter.dispose();
      below.remove();
      above.remove();
    },
  };
}

/** Creates the canvas of the points with its painter: WebGL if available, else 2D, else null. */
function pointLayer(box: HTMLElement, request: () => void) {
  const canvas = layer(box);
  const glPainter = createGlPainter(canvas, request);
  if (glPainter !== null) return { below: canvas, painter: glPainter as Painter | null, fast: true };
  // A canvas that was asked for WebGL may refuse a 2D context.
  canvas.remove();
  const plain = layer(box);
  return { below: plain, painter: createFlatPainter(plain), fast: false };
}

function layer(box: HTMLElement): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.className = 'map__layer';
  canvas.setAttribute('aria-hidden', 'true');
  box.append(canvas);
  return canvas;
}
