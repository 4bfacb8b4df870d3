import { areasAt, type MapArea } from './areas.ts';
import { type AreaLabel, areaLabels, type Box, type MapLabel, mapLabels } from './labels.ts';
import { type MapView, type Point, type Size, toScreen } from './viewport.ts';

/** The names and marks drawn over the points. */
export interface MapMarks {
  /** The names of all points. */
  readonly names: readonly string[];
  /** The points, best known first. */
  readonly order: readonly number[];
  /** `[n, 2]` */
  readonly points: Float32Array;
  /** The neighbourhoods, larger ones first. */
  readonly areas: readonly MapArea[];
  readonly chosen: number | null;
  readonly hovered: number | null;
  /** The points inside the last drawn line. */
  readonly caught: readonly number[];
  readonly you: { readonly at: readonly [number, number]; readonly name: string } | null;
  /** The line that the person is drawing, in pixels. */
  readonly lasso: readonly Point[];
}

export interface OverlayInks {
  readonly ground: string;
  readonly ink: string;
  readonly muted: string;
  readonly accent: string;
}

const FONT = '550 12px "Inter Variable", "Inter Fallback", system-ui, sans-serif';
const AREA_FONT = '700 13px "Inter Variable", "Inter Fallback", system-ui, sans-serif';
/** Letters of a neighbourhood stand apart, as those of districts on a street map. */
const AREA_SPACING = '0.06em';
/** A longer name is cut to this length. */
const LONGEST = 34;
/** The area of the buttons, measured from the right and bottom edges. */
const TOOLS = { width: 72, height: 216 };
/** Points farther than this outside the picture are skipped. */
const MARGIN = 20;

/** @param context the context of a separate canvas that is as large as the picture */
export function paintOverlay(
  context: CanvasRenderingContext2D,
  marks: MapMarks,
  view: MapView,
  size: Size,
  ratio: number,
  inks: OverlayInks,
): void {
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, size.width, size.height);
  context.font = FONT;
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  const at = (index: number) => toScreen(view, size, marks.points[2 * index], marks.points[2 * index + 1]);
  const { chosen, hovered, you } = marks;
  for (const index of marks.caught) ring(context, at(index), 5, inks.accent, 1.5);
  const place = you === null ? null : toScreen(view, size, ...you.at);
  const covered = place === null ? [toolsBox(size)] : [toolsBox(size), pinBox(place)];
  const areas = writeAreas(context, marks, view, size, covered, inks);
  const nameOf = (index: number) => short(marks.names[index]);
  const labels = mapLabels(
    [...covered, ...areas.map(({ box }) => box)],
    chosen === null ? [] : [chosen],
    seenOf(marks.order, at, size),
    size,
    at,
    (index) => context.measureText(nameOf(index)).width,
  );
  for (const label of labels) write(context, label, nameOf(label.index), label.index === chosen, inks);
  if (hovered !== null) ring(context, at(hovered), 8, inks.ink, 1.5);
  if (chosen !== null) ring(context, at(chosen), 9, inks.accent, 3);
  if (you !== null && place !== null) pin(context, place, you.name, inks);
  if (marks.lasso.length > 1) drawLasso(context, marks.lasso, inks);
}

const short = (name: string): string =>
  name.length > LONGEST ? `${name.slice(0, LONGEST - 1).trimEnd()}…` : name;

const isSeen = ({ x, y }: Point, { width, height }: Size): boolean =>
  x > -MARGIN && y > -MARGIN && x < width + MARGIN && y < height + MARGIN;

/** The points within the picture, in the given order; computed only as far as they are read. */
function* seenOf(order: readonly number[], at: (index: number) => Point, size: Size): Generator<number> {
  for (const index of order) if (isSeen(at(index), size)) yield index;
}

/** Names the neighbourhoods that suit the zoom. @returns the names that had room */
function writeAreas(
  context: CanvasRenderingContext2D,
  marks: MapMarks,
  view: MapView,
  size: Size,
  covered: readonly Box[],
  inks: OverlayInks,
): AreaLabel[] {
  const areas = areasAt(marks.areas, view.zoom);
  const chosen = marks.chosen === null ? [] : [chosenBox(context, marks, marks.chosen, view, size)];
  context.font = AREA_FONT;
  context.letterSpacing = AREA_SPACING;
  const labels = areaLabels(
    [...covered, ...chosen],
    areas.map(({ name }) => name),
    size,
    (index) => toScreen(view, size, ...areas[index].at),
    (index) => context.measureText(areas[index].name).width,
  );
  context.textAlign = 'center';
  context.strokeStyle = inks.ground;
  context.fillStyle = inks.muted;
  context.lineWidth = 5;
  for (const { index, x, y } of labels) {
    context.strokeText(areas[index].name, x, y);
    context.fillText(areas[index].name, x, y);
  }
  context.font = FONT;
  context.letterSpacing = '0px';
  return labels;
}

/** What the chosen movie's mark and its name cover, on whichever side the name stands. */
function chosenBox(
  context: CanvasRenderingContext2D,
  { names, points }: MapMarks,
  chosen: number,
  view: MapView,
  size: Size,
): Box {
  const { x, y } = toScreen(view, size, points[2 * chosen], points[2 * chosen + 1]);
  const reach = context.measureText(short(names[chosen])).width + MARGIN;
  return { left: x - reach, right: x + reach, top: y - 12, bottom: y + 12 };
}

function write(
  context: CanvasRenderingContext2D,
  { x, y, align }: MapLabel,
  name: string,
  strong: boolean,
  inks: OverlayInks,
): void {
  context.textAlign = align;
  context.strokeStyle = inks.ground;
  context.lineWidth = 4;
  context.strokeText(name, x, y);
  context.fillStyle = strong ? inks.accent : inks.ink;
  context.fillText(name, x, y);
}

function ring(context: CanvasRenderingContext2D, { x, y }: Point, r: number, colour: string, width: number) {
  context.beginPath();
  context.arc(x, y, r, 0, 2 * Math.PI);
  context.lineWidth = width;
  context.strokeStyle = colour;
  context.stroke();
}

/** What the buttons cover. */
const toolsBox = ({ width, height }: Size): Box => ({
  left: width - TOOLS.width,
  right: width,
  top: height - TOOLS.height,
  bottom: height,
});

/** What the mark of the person's own place covers: its crosshairs, and the plate with its name above. */
const pinBox = ({ x, y }: Point) => ({ left: x - 18, right: x + 18, top: y - 40, bottom: y + 18 });

/** Draws a ring with crosshairs, a mark that no movie has, and its name on a plate. */
function pin(context: CanvasRenderingContext2D, { x, y }: Point, name: string, inks: OverlayInks): void {
  ring(context, { x, y }, 11, inks.ground, 6);
  ring(context, { x, y }, 11, inks.accent, 3);
  context.beginPath();
  for (const [dx, dy] of [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ]) {
    context.moveTo(x + 11 * dx, y + 11 * dy);
    context.lineTo(x + 17 * dx, y + 17 * dy);
  }
  context.stroke();
  const width = context.measureText(name).width + 14;
  context.fillStyle = inks.accent;
  context.beginPath();
  context.roundRect(x - width / 2, y - 40, width, 20, 10);
  context.fill();
  context.textAlign = 'center';
  context.fillStyle = inks.ground;
  context.fillText(name, x, y - 29.5);
}

function drawLasso(context: CanvasRenderingContext2D, line: readonly Point[], { accent }: OverlayInks): void {
  context.beginPath();
  for (const { x, y } of line) context.lineTo(x, y);
  context.closePath();
  context.globalAlpha = 0.12;
  context.fillStyle = accent;
  context.fill();
  context.globalAlpha = 1;
  context.lineWidth = 2;
  context.strokeStyle = accent;
  context.setLineDash([6, 4]);
  context.stroke();
  context.setLineDash([]);
}
