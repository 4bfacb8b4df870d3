import { type MapLabel, mapLabels } from './labels.ts';
import { type MapView, type Point, type Size, toScreen } from './viewport.ts';

/** The names and marks drawn over the points. */
export interface MapMarks {
  /** The names of all points. */
  readonly names: readonly string[];
  /** The points, best known first. */
  readonly order: readonly number[];
  /** `[n, 2]` */
  readonly points: Float32Array;
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
  readonly accent: string;
}

const FONT = '550 12px "Inter Variable", "Inter Fallback", system-ui, sans-serif';
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
  const first = chosen === null ? [] : [chosen];
  const nameOf = (index: number) => short(marks.names[index]);
  const order = marks.order.filter((index) => isSeen(at(index), size));
  const tools = {
    left: size.width - TOOLS.width,
    right: size.width,
    top: size.height - TOOLS.height,
    bottom: size.height,
  };
  const labels = mapLabels(
    [tools],
    first,
    order,
    size,
    at,
    (index) => context.measureText(nameOf(index)).width,
  );
  for (const label of labels) write(context, label, nameOf(label.index), label.index === chosen, inks);
  if (hovered !== null) ring(context, at(hovered), 8, inks.ink, 1.5);
  if (chosen !== null) ring(context, at(chosen), 9, inks.accent, 3);
  if (you !== null) pin(context, toScreen(view, size, ...you.at), you.name, inks);
  if (marks.lasso.length > 1) drawLasso(context, marks.lasso, inks);
}

const short = (name: string): string =>
  name.length > LONGEST ? `${name.slice(0, LONGEST - 1).trimEnd()}…` : name;

const isSeen = ({ x, y }: Point, { width, height }: Size): boolean =>
  x > -MARGIN && y > -MARGIN && x < width + MARGIN && y < height + MARGIN;

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
