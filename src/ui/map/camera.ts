import { isMotionAllowed } from '../kit/use-flip.ts';
import { between, clamped, type MapView } from './viewport.ts';

const FLIGHT_MS = 700;
/** A view that has not moved for so long has settled. */
const SETTLE_MS = 200;

/** Where the map is looked at, as it moves. */
export interface Camera {
  view(): MapView;
  /** At once; a flight under way ends. */
  set(view: MapView): void;
  /** There by and by, or at once for who prefers stillness. */
  flyTo(view: MapView): void;
  dispose(): void;
}

/**
 * @param moved asks for a picture
 * @param settled told the view once it rests
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
        // Smooth at both ends.
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
