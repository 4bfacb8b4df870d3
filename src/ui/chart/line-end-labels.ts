import type uPlot from 'uplot';

/** A name that is written right of the end of its line; canvas pixels. */
export interface LineEndLabel {
  readonly text: string;
  readonly colour: string;
  readonly x: number;
  readonly y: number;
}

/** Draws the names with a halo in the colour of the ground, since a short line may end among other lines. */
export function drawLineEndLabels(
  chart: uPlot,
  names: readonly LineEndLabel[],
  font: string,
  ground: string,
): void {
  const { ctx, bbox } = chart;
  const ratio = bbox.width / Math.max(1, chart.over.clientWidth);
  ctx.save();
  ctx.font = font.replace('13px', `600 ${13 * ratio}px`);
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.lineJoin = 'round';
  ctx.lineWidth = 4 * ratio;
  ctx.strokeStyle = ground;
  for (const { text, colour, x, y } of spreadLabels(names, {
    gap: 16 * ratio,
    reach: 96 * ratio,
    bottom: bbox.top + bbox.height,
  })) {
    ctx.strokeText(text, x + 8 * ratio, y);
    ctx.fillStyle = colour;
    ctx.fillText(text, x + 8 * ratio, y);
  }
  ctx.restore();
}

/**
 * Moves names apart that would touch: down first, then up again where they would leave the chart.
 * @param room `gap` is the least distance between two lines of text, `reach` is how far a name extends to the right,
 * `bottom` is where the chart ends
 */
export function spreadLabels(
  names: readonly LineEndLabel[],
  room: { readonly gap: number; readonly reach: number; readonly bottom: number },
): LineEndLabel[] {
  const { gap, reach, bottom } = room;
  const placed: LineEndLabel[] = [];
  for (const name of [...names].sort((a, b) => a.y - b.y)) {
    const above = placed.filter(({ x }) => Math.abs(x - name.x) < reach).map(({ y }) => y + gap);
    placed.push({ ...name, y: Math.max(name.y, ...above) });
  }
  const lifted: LineEndLabel[] = [];
  for (const name of placed.reverse()) {
    const below = lifted.filter(({ x }) => Math.abs(x - name.x) < reach).map(({ y }) => y - gap);
    lifted.push({ ...name, y: Math.min(name.y, bottom, ...below) });
  }
  return lifted.reverse();
}
