import { isMotionAllowed } from '../kit/use-flip.ts';
import { between, clamped, type MapView } from './viewport.ts';

const FLIGHT_MS = 700;
/** A view counts as settled after this many milliseconds without movement. */
const SETTLE_MS = 200;

/** The current view of the map, which can be animated. */
export interface Camera {
  view(): MapView;
  /** Sets the view at once and ends a running animation. */
  set(view: MapView): void;
  /** Animates to the view, or jumps there if the person prefers reduced motion. */
  flyTo(view: MapView): void;
  dispose(): void;
}

/**
 * @param moved requests a repaint
 * @param settled receives the view once it has stopped moving
 */
export function createCamera(first: MapView, moved: () => void, settled: (view: MapView) => void): Camera {
  let view = clamped(first);
  let flight = 0;
  let rest: ReturnType<typeof setTimeout> | undefined;

  function go(to: MapView): void {
    view = clamped(to);
    moved();
    clearTimeout(rest);
    rest = setTimeout(() => settled(view), SETTLE_MS);
  }

  return {
    view: () => view,
    set(to) {
      cancelAnimationFrame(flight);
      go(to);
    },
    flyTo(to) {
      cancelAnimationFrame(flight);
      if (!isMotionAllowed()) return go(to);
      const from = view;
      const began = performance.now();
      const step = (now: number) => {
        const t = Math.min(1, Math.max(0, (now - began) / FLIGHT_MS));
        // The animation starts and ends smoothly.
        go(t < 1 ? between(from, to, t * t * (3 - 2 * t)) : to);
        if (t < 1) flight = requestAnimationFrame(step);
      };
      flight = requestAnimationFrame(step);
    },
    dispose() {
      cancelAnimationFrame(flight);
      clearTimeout(rest);
    },
  };
}
