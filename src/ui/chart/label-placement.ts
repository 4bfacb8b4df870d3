/** A point whose name is to be written beside it; pixels. */
export interface Labelled {
  readonly x: number;
  readonly y: number;
  /** The width of the name. */
  readonly width: number;
}

/** Where a name is written: its anchor, and on which side of the anchor the text is. */
export interface LabelPlace {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const HEIGHT = 15;
const GAP = 9;

/**
 * Places names around their points. The positions right, left, above and below are tried first, then those farther out.
 * A name takes the first position where it covers no point and no earlier name and stays inside; if there is none, the
 * position where it covers least.
 * @param width of the drawing, pixels
 * @param height of the drawing, pixels
 * @returns the position of each name, in the order of the points
 */
export function placeLabels(points: readonly Labelled[], width: number, height: number): LabelPlace[] {
  const taken: Box[] = points.map(({ x, y }) => boxAround(x, y, 6));
  return points.map((point) => {
    let best: { readonly place: LabelPlace; readonly box: Box; readonly cost: number } | null = null;
    for (const place of candidates(point)) {
      const box = boxOf(place, point.width);
      const outside =
        Math.max(0, -box.left) +
        Math.max(0, box.right - width) +
        Math.max(0, -box.top) +
        Math.max(0, box.bottom - height);
      const cost = taken.reduce((sum, other) => sum + overlap(box, other), 0) + outside * HEIGHT;
      if (best === null || cost < best.cost) best = { place, box, cost };
      if (cost === 0) break;
    }
    if (best === null) throw new Error('a point has candidates for its name');
    taken.push(best.box);
    return best.place;
  });
}

function candidates({ x, y }: Labelled): LabelPlace[] {
  const places: LabelPlace[] = [];
  for (const away of [1, 1.9, 2.8]) {
    const [dx, dy] = [GAP, (HEIGHT + 2) * (away - 1)];
    places.push(
      { x: x + dx, y: y - dy, anchor: 'start' },
      { x: x - dx, y: y - dy, anchor: 'end' },
      { x: x + dx, y: y + dy, anchor: 'start' },
      { x: x - dx, y: y + dy, anchor: 'end' },
      { x, y: y - HEIGHT * away, anchor: 'middle' },
      { x, y: y + HEIGHT * away, anchor: 'middle' },
    );
  }
  return places;
}

function boxOf({ x, y, anchor }: LabelPlace, width: number): Box {
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return { left, right: left + width, top: y - HEIGHT / 2, bottom: y + HEIGHT / 2 };
}

const boxAround = (x: number, y: number, r: number): Box => ({
  left: x - r,
  right: x + r,
  top: y - r,
  bottom: y + r,
});

/** The area that two boxes have in common. */
function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}
