import type { Camera } from './camera.ts';
import { movedBy, type Point, type Size, zoomedAt } from './viewport.ts';

/** What a hand does on the map beyond moving it. */
export interface GestureEvents {
  /** Null once the pointer is gone or busy. */
  hover(at: Point | null): void;
  tap(at: Point, touch: boolean): void;
  /** A line is being drawn, and whether it has ended. */
  lasso(line: readonly Point[], ended: boolean): void;
  isLassoing(): boolean;
}

/** Farther than this a press is no tap. */
const TAP_PX = 6;
const WHEEL = 0.0016;
/** A line with its steps in pixels is enough for a hand. */
const LASSO_STEP = 4;

/** Mouse, pen and fingers: drag to move, wheel or two fingers to magnify, tap to choose. @returns takes it all off again */
export function listenToGestures(
  on: HTMLElement,
  camera: Camera,
  size: () => Size,
  events: GestureEvents,
): () => void {
  const down = new Map<number, Point>();
  let start: Point | null = null;
  let moved = false;
  let line: Point[] | null = null;

  const at = (event: MouseEvent): Point => {
    const { left, top } = on.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const pressed = (event: PointerEvent) => {
    if (event.button !== 0) return;
    on.setPointerCapture(event.pointerId);
    const place = at(event);
    down.set(event.pointerId, place);
    events.hover(null);
    if (down.size > 1) {
      moved = true;
      line = null;
      return;
    }
    start = place;
    moved = false;
    line = events.isLassoing() ? [place] : null;
  };
  const dragged = (event: PointerEvent) => {
    const place = at(event);
    const before = down.get(event.pointerId);
    if (before === undefined) {
      if (event.pointerType !== 'touch') events.hover(place);
      return;
    }
    if (line !== null) {
      const last = line[line.length - 1];
      if (distance(last, place) < LASSO_STEP) return;
      line.push(place);
      moved = true;
      return events.lasso(line, false);
    }
    if (start !== null && !moved && distance(start, place) < TAP_PX) return;
    moved = true;
    const others = [...down].filter(([id]) => id !== event.pointerId);
    if (others.length === 1) pinch(others[0][1], before, place);
    else if (others.length === 0)
      camera.set(movedBy(camera.view(), size(), place.x - before.x, place.y - before.y));
    down.set(event.pointerId, place);
  };
  const pinch = (other: Point, before: Point, now: Point) => {
    const middle = { x: (other.x + now.x) / 2, y: (other.y + now.y) / 2 };
    const was = { x: (other.x + before.x) / 2, y: (other.y + before.y) / 2 };
    const shifted = movedBy(camera.view(), size(), middle.x - was.x, middle.y - was.y);
    const factor = distance(other, now) / Math.max(1, distance(other, before));
    camera.set(zoomedAt(shifted, size(), factor, middle));
  };
  const released = (event: PointerEvent) => {
    if (!down.delete(event.pointerId)) return;
    if (line !== null) {
      events.lasso(line, true);
      line = null;
    } else if (!moved && event.type === 'pointerup') events.tap(at(event), event.pointerType === 'touch');
  };
  const turned = (event: WheelEvent) => {
    event.preventDefault();
    // Pixels, lines or pages: a notch is about a hundred pixels.
    const unit = event.deltaMode === 0 ? 1 : event.deltaMode === 1 ? 33 : 400;
    // A pinch on a touch pad comes as a small turn with Ctrl.
    const steep = event.ctrlKey ? 6 : 1;
    const factor = Math.exp(-event.deltaY * unit * WHEEL * steep);
    camera.set(zoomedAt(camera.view(), size(), factor, at(event)));
  };
  const left = () => events.hover(null);

  on.addEventListener('pointerdown', pressed);
  on.addEventListener('pointermove', dragged);
  on.addEventListener('pointerup', released);
  on.addEventListener('pointercancel', released);
  on.addEventListener('pointerleave', left);
  on.addEventListener('wheel', turned, { passive: false });
  return () => {
    on.removeEventListener('pointerdown', pressed);
    on.removeEventListener('pointermove', dragged);
    on.removeEventListener('pointerup', released);
    on.removeEventListener('pointercancel', released);
    on.removeEventListener('pointerleave', left);
    on.removeEventListener('wheel', turned);
  };
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
