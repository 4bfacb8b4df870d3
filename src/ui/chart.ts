import type uPlot from 'uplot';
import { formatError } from './format.ts';
import { training as texts } from './texts-training.ts';
import type { Curve } from './training-state.ts';

/** Columns for uPlot: epoch, error in training, held-out error, and both of the earlier run. */
export function chartData(current: Curve | null, earlier: Curve | null): uPlot.AlignedData {
  const length = Math.max(current?.points.length ?? 0, earlier?.points.length ?? 0);
  const epochs = Array.from({ length }, (_, n) => n + 1);
  const column = (curve: Curve | null, key: 'trainRmse' | 'validationRmse') =>
    epochs.map((_, n) => curve?.points[n]?.[key] ?? null);
  return [
    epochs,
    column(earlier, 'trainRmse'),
    column(earlier, 'validationRmse'),
    column(current, 'trainRmse'),
    column(current, 'validationRmse'),
  ];
}

/** Few inks, axes with units, names at the ends of the lines instead of a legend. */
export function chartOptions(of: {
  readonly width: number;
  readonly height: number;
  readonly epochs: number;
  readonly style: CSSStyleDeclaration;
}): uPlot.Options {
  const ink = (name: string) => of.style.getPropertyValue(name).trim();
  const font = `13px ${of.style.fontFamily}`;
  const axis = (label: string, size: number): uPlot.Axis => ({
    label,
    labelFont: font,
    labelSize: 28,
    font,
    size,
    stroke: ink('--muted'),
    grid: { stroke: ink('--line'), width: 1 },
    ticks: { show: false },
  });
  const line = (stroke: string, width: number, dash?: number[]): uPlot.Series => ({
    stroke,
    width,
    points: { show: false },
    ...(dash === undefined ? {} : { dash }),
  });
  return {
    width: of.width,
    height: of.height,
    padding: [20, narrow(of.width) ? 12 : 108, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false, range: [1, Math.max(2, of.epochs)] } },
    axes: [
      {
        ...axis(texts.epochAxis, 32),
        values: (_, splits) => splits.map((n) => (Number.isInteger(n) ? String(n) : '')),
      },
      { ...axis(texts.errorAxis, 52), values: (_, splits) => splits.map((n) => formatError(n)) },
    ],
    series: [
      {},
      line(ink('--line-strong'), 1.5, [4, 4]),
      line(ink('--line-strong'), 1.5, [4, 4]),
      line(ink('--muted'), 2),
      line(ink('--accent'), 2.5),
    ],
    hooks: { draw: [(chart) => labelEnds(chart, font, ink)] },
  };
}

/** Too narrow for names beside the lines: they stand above them. */
const narrow = (width: number): boolean => width < 480;

/** Writes each line's name beside its last point, pushed apart where two would touch. */
function labelEnds(chart: uPlot, font: string, ink: (name: string) => string): void {
  const { ctx } = chart;
  const ratio = chart.bbox.width / Math.max(1, chart.over.clientWidth);
  const ends = [
    { series: 2, name: texts.earlier, colour: ink('--muted') },
    { series: 3, name: texts.trainSeries, colour: ink('--muted') },
    { series: 4, name: texts.validationSeries, colour: ink('--accent') },
  ].flatMap(({ series, name, colour }) => {
    const values = chart.data[series] ?? [];
    let last = values.length - 1;
    while (last >= 0 && values[last] == null) last--;
    const value = values[last];
    if (last < 0 || value == null) return [];
    const x = chart.valToPos(chart.data[0][last] ?? 0, 'x', true);
    return [{ name, colour, x, y: chart.valToPos(value, 'y', true) }];
  });
  ends.sort((a, b) => a.y - b.y);
  const gap = 17 * ratio;
  for (let n = 1; n < ends.length; n++) ends[n].y = Math.max(ends[n].y, ends[n - 1].y + gap);
  ctx.save();
  ctx.font = font.replace('13px', `600 ${13 * ratio}px`);
  ctx.textBaseline = 'middle';
  const above = narrow(chart.width);
  ctx.textAlign = above ? 'right' : 'left';
  for (const { name, colour, x, y } of ends) {
    ctx.fillStyle = colour;
    if (above) ctx.fillText(name, Math.max(x, chart.bbox.left + ctx.measureText(name).width), y - 12 * ratio);
    else ctx.fillText(name, x + 8 * ratio, y);
  }
  ctx.restore();
}
