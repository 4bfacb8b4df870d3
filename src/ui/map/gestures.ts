import type { Camera } from './camera.ts';
import { movedBy, type Point, type Size, zoomedAt } from './viewport.ts';

/** Handlers for gestures on the map other than moving it. */
export interface GestureEvents {
  /** Receives null once the pointer has left or is busy. */
  hover(at: Point | null): void;
  tap(at: Point, touch: boolean): void;
  /** Receives the line that the person draws, and whether it is complete. */
  lasso(line: readonly Point[], ended: boolean): void;
  isLassoing(): boolean;
}

/** A press that moves farther than this is not a tap. */
const TAP_PX = 6;
const WHEEL = 0.0016;
/** Pixels between the points of a line. */
const LASSO_STEP = 4;

/** Tracks the pointers that are down on the map and their gesture. */
class Gestures {
  readonly #on: HTMLElement;
  readonly #camera: Camera;
  readonly #size: () => Size;
  readonly #events: GestureEvents;
  readonly #down = new Map<number, Point>();
  #start: Point | null = null;
  #moved = false;
  #line: Point[] | null = null;

  constructor(on: HTMLElement, camera: Camera, size: () => Size, events: GestureEvents) {
    this.#on = on;
    this.#camera = camera;
    this.#size = size;
    this.#events = events;
  }

  press(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.#on.setPointerCapture(event.pointerId);
    const place = this.#at(event);
    this.#down.set(event.pointerId, place);
    this.#events.hover(null);
    if (this.#down.size > 1) {
      this.#moved = true;
      this.#line = null;
      return;
    }
    this.#start = place;
    this.#moved = false;
    this.#line = this.#events.isLassoing() ? [place] : null;
  }

  move(event: PointerEvent): void {
    const place = this.#at(event);
    const before = this.#down.get(event.pointerId);
    if (before === undefined) {
      if (event.pointerType !== 'touch') this.#events.hover(place);
      return;
    }
    if (this.#line !== null) {
      this.#draw(this.#line, place);
      return;
    }
    if (this.#start !== null && !this.#moved && distance(this.#start, place) < TAP_PX) return;
    this.#moved = true;
    const others = [...this.#down].filter(([id]) => id !== event.pointerId);
    if (others.length === 1) this.#pinch(others[0][1], before, place);
    else if (others.length === 0)
      this.#camera.set(movedBy(this.#camera.view(), this.#size(), place.x - before.x, place.y - before.y));
    this.#down.set(event.pointerId, place);
  }

  release(event: PointerEvent): void {
    if (!this.#down.delete(event.pointerId)) return;
    if (this.#line !== null) {
      this.#events.lasso(this.#line, true);
      this.#line = null;
    } else if (!this.#moved && event.type === 'pointerup')
      this.#events.tap(this.#at(event), event.pointerType === 'touch');
  }

  wheel(event: WheelEvent): void {
    event.preventDefault();
    // The delta is in pixels, lines or pages; one wheel notch is about a hundred pixels.
    const unit = event.deltaMode === 0 ? 1 : event.deltaMode === 1 ? 33 : 400;
    // Browsers report a pinch on a touch pad as a small wheel turn with Ctrl.
    const steep = event.ctrlKey ? 6 : 1;
    const factor = Math.exp(-event.deltaY * unit * WHEEL * steep);
    this.#camera.set(zoomedAt(this.#camera.view(), this.#size(), factor, this.#at(event)));
  }

  #at(event: MouseEvent): Point {
    const { left, top } = this.#on.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  #draw(line: Point[], place: Point): void {
    const last = line[line.length - 1];
    if (distance(last, place) < LASSO_STEP) return;
    line.push(place);
    this.#moved = true;
    this.#events.lasso(line, false);
  }

  #pinch(other: Point, before: Point, now: Point): void {
    const size = this.#size();
    const middle = { x: (other.x + now.x) / 2, y: (other.y + now.y) / 2 };
    const was = { x: (other.x + before.x) / 2, y: (other.y + before.y) / 2 };
    const shifted = movedBy(this.#camera.view(), size, middle.x - was.x, middle.y - was.y);
    const factor = distance(other, now) / Math.max(1, distance(other, before));
    this.#camera.set(zoomedAt(shifted, size, factor, middle));
  }
}

/**
 * Listens to mouse, pen and touch: a drag moves the map, the wheel or two fingers zoom, a tap selects.
 * @returns removes the listeners
 */
export function listenToGestures(
  on: HTMLElement,
  camera: Camera,
  size: () => Size,
  events: GestureEvents,
): () => void {
  const gestures = new Gestures(on, camera, size, events);
  const release = (event: PointerEvent) => gestures.release(event);
  const listeners = new AbortController();
  const { signal } = listeners;
  on.addEventListener('pointerdown', (event) => gestures.press(event), { signal });
  on.addEventListener('pointermove', (event) => gestures.move(event), { signal });
  on.addEventListener('pointerup', release, { signal });
  on.addEventListener('pointercancel', release, { signal });
  on.addEventListener('pointerleave', () => events.hover(null), { signal });
  on.addEventListener('wheel', (event) => gestures.wheel(event), { passive: false, signal });
  return () => listeners.abort();
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
