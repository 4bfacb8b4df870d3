import type uPlot from 'uplot';

/** A name to be written right of the point where its line ends; canvas pixels. */
export interface LineEndLabel {
  readonly text: string;
  readonly colour: string;
  readonly x: number;
  readonly y: number;
}

/** Writes the names with a halo in the colour of the ground, since a short line ends among others. */
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
 * Names that would touch are moved down, and up again where that leaves the chart.
 * @param room `gap`: least distance of two lines of text; `reach`: how far a name extends to the right
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
