import type { Point, Size } from './viewport.ts';

/** A name in the picture, in pixels. */
export interface MapLabel {
  readonly index: number;
  readonly x: number;
  readonly y: number;
  readonly align: 'left' | 'right' | 'center';
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const HEIGHT = 16;
const GAP = 7;
/** Between two names in a line, so that they do not read as one. */
const BETWEEN = 8;
/** Each name gets this many pixels of the picture, so that the points stay visible. */
const ROOM = 15_000;
/** The number of names to try for each name drawn. */
const TRIED = 12;
/** The height of a neighbourhood's name. */
const AREA_HEIGHT = 20;
/** Two neighbourhoods of one name that are nearer than this are one neighbourhood to the eye. */
const SAME_NAME = 260;

/**
 * Places names for as many points as there is room for, in the given order. Each name stands to the right of its point,
 * or to the left if it would cover another name on the right. No two names overlap, whatever the zoom.
 * @param covered the parts of the picture that something else covers
 * @param first the points that always get a name, even if it covers something
 * @param order the points by the priority of their names; read only as far as needed
 * @param at gives the position of a point in the picture
 * @param widthOf gives the width of a point's name
 */
export function mapLabels(
  covered: readonly Box[],
  first: readonly number[],
  order: Iterable<number>,
  size: Size,
  at: (index: number) => Point,
  widthOf: (index: number) => number,
): MapLabel[] {
  const most = Math.max(6, Math.floor((size.width * size.height) / ROOM));
  const taken: Box[] = [...covered];
  const labels: MapLabel[] = [];
  const place = (index: number, isForced: boolean) => {
    const { x, y } = at(index);
    const width = widthOf(index);
    for (const align of ['left', 'right'] as const) {
      const left = align === 'left' ? x + GAP : x - GAP - width;
      const box = { left, right: left + width, top: y - HEIGHT / 2, bottom: y + HEIGHT / 2 };
      const fits = isInside(box, size);
      const isFree = fits && !taken.some((other) => overlaps(box, other));
      if (!isFree && !(isForced && (fits || align === 'right'))) continue;
      taken.push(box);
      labels.push({ index, x: align === 'left' ? left : box.right, y, align });
      return;
    }
  };
  for (const index of first) place(index, true);
  const forced = new Set(first);
  let tried = 0;
  for (const index of order) {
    if (labels.length >= most + first.length || tried >= most * TRIED) break;
    if (forced.has(index)) continue;
    tried++;
    place(index, false);
  }
  return labels;
}

/** A name of a neighbourhood, and what it covers. */
export interface AreaLabel extends MapLabel {
  readonly box: Box;
}

/**
 * Places names of neighbourhoods over their middles, in the given order, as far as there is room. Of two that share a
 * name and are close only the first is named.
 * @param covered the parts of the picture that something else covers
 * @param names the neighbourhoods by the priority of their names
 * @param at gives the middle of a neighbourhood in the picture
 * @param widthOf gives the width of a neighbourhood's name
 */
export function areaLabels(
  covered: readonly Box[],
  names: readonly string[],
  size: Size,
  at: (index: number) => Point,
  widthOf: (index: number) => number,
): AreaLabel[] {
  const taken: Box[] = [...covered];
  const labels: AreaLabel[] = [];
  for (const [index, name] of names.entries()) {
    const { x, y } = at(index);
    // Most are outside when the map is magnified, and need not be measured.
    if (x < 0 || y < 0 || x > size.width || y > size.height) continue;
    const half = widthOf(index) / 2;
    const box = { left: x - half, right: x + half, top: y - AREA_HEIGHT / 2, bottom: y + AREA_HEIGHT / 2 };
    const isRepeated = labels.some(
      (other) => names[other.index] === name && Math.hypot(other.x - x, other.y - y) < SAME_NAME,
    );
    if (isRepeated || !isInside(box, size) || taken.some((other) => overlaps(box, other))) continue;
    taken.push(box);
    labels.push({ index, x, y, align: 'center', box });
  }
  return labels;
}

const isInside = ({ left, right, top, bottom }: Box, { width, height }: Size): boolean =>
  left >= 2 && right <= width - 2 && top >= 2 && bottom <= height - 2;

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right + BETWEEN && b.left < a.right + BETWEEN && a.top < b.bottom && b.top < a.bottom;
}
