import type { Point, Size } from './viewport.ts';

/** A name beside its point, in pixels. */
export interface MapLabel {
  readonly index: number;
  readonly x: number;
  readonly y: number;
  readonly align: 'left' | 'right';
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const HEIGHT = 16;
const GAP = 7;
/** Each name gets this many pixels of the picture, so that the points stay visible. */
const ROOM = 15_000;
/** The number of names to try for each name drawn. */
const TRIED = 12;

/**
 * Places names for as many points as there is room for, in the given order. Each name stands to the right of its point,
 * or to the left if it would cover another name on the right.
 * @param covered the parts of the picture that something else covers
 * @param first the points that always get a name, even if it covers something
 * @param order the points by the priority of their names
 * @param at gives the position of a point in the picture
 * @param widthOf gives the width of a point's name
 */
export function mapLabels(
  covered: readonly Box[],
  first: readonly number[],
  order: readonly number[],
  size: Size,
  at: (index: number) => Point,
  widthOf: (index: number) => number,
): MapLabel[] {
  const most = Math.max(6, Math.floor((size.width * size.height) / ROOM));
  const taken: Box[] = [...covered];
  const labels: MapLabel[] = [];
  const forced = new Set(first);
  const tries = [...first, ...order.filter((index) => !forced.has(index)).slice(0, most * TRIED)];
  for (const index of tries) {
    if (labels.length >= most + first.length) break;
    const { x, y } = at(index);
    const width = widthOf(index);
    for (const align of ['left', 'right'] as const) {
      const left = align === 'left' ? x + GAP : x - GAP - width;
      const box = { left, right: left + width, top: y - HEIGHT / 2, bottom: y + HEIGHT / 2 };
      const fits =
        box.left >= 2 && box.right <= size.width - 2 && box.top >= 2 && box.bottom <= size.height - 2;
      const isFree = fits && !taken.some((other) => overlaps(box, other));
      if (!isFree && !(forced.has(index) && (fits || align === 'right'))) continue;
      taken.push(box);
      labels.push({ index, x: align === 'left' ? left : box.right, y, align });
      break;
    }
  }
  return labels;
}

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
