import type { Point, Size } from './viewport.ts';

/** A name beside its point; pixels. */
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
/** Pixels of the picture for each name, so that points stay visible. */
const ROOM = 15_000;
/** How many names are tried for each that is drawn. */
const TRIED = 12;

/**
 * Names for as many points as there is room: the first in the order first, each to the right of its point or else to the
 * left, where it covers no other name.
 * @param covered parts of the picture that something else covers
 * @param first points that are named whatever it covers
 * @param order points by how much they deserve a name
 * @param at place of a point in the picture
 * @param widthOf width of a point's name
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
