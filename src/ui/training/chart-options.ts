import type uPlot from 'uplot';
import { drawLineEndLabels, type LineEndLabel } from '../chart/line-end-labels.ts';
import type { LineStyle } from '../chart/swatch.tsx';
import { formatError } from '../kit/format.ts';
import { type Against, errorRange, type Line } from './chart-data.ts';
import { drawsLook, lookOf, trainLook } from './run-style.ts';
import { training as texts } from './texts.ts';

const EPOCH_STEPS = [1, 2, 5, 10, 20, 50, 100];
/** Steps of the error axis that two digits can show. */
const ERROR_STEPS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];

/** Below this width only run numbers fit beside the lines, not names. */
const narrow = (width: number): boolean => width < 480;

/** @param currentId the run drawn in the accent colour */
export function lookOfLine({ curve, kind }: Line, currentId: number | null): LineStyle {
  if (kind === 'train') return trainLook;
  if (kind === 'draws') return drawsLook;
  return lookOf(curve.number, curve.run.id === currentId);
}

/** The chart uses few colours, axes with units, and names at the ends of the lines. */
export function chartOptions(of: {
  readonly width: number;
  readonly height: number;
  readonly lines: () => readonly Line[];
  readonly currentId: number | null;
  readonly against: Against;
  /** The number of planned epochs. */
  readonly epochs: number;
  readonly style: CSSStyleDeclaration;
  /** Receives the position of the pointer in units of the x axis. */
  readonly onCursor: (x: number | null) => void;
}): uPlot.Options {
  const ink = (name: string) => of.style.getPropertyValue(name).trim();
  const font = `13px ${of.style.fontFamily}`;
  const inEpochs = of.against === 'epochs';
  return {
    width: of.width,
    height: of.height,
    padding: [16, narrow(of.width) ? 28 : 104, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
    scales: {
      x: {
        time: false,
        range: (_, _low, high) => (inEpochs ? [1, Math.max(2, of.epochs, high)] : [0, high]),
      },
      y: { range: () => errorRange(of.lines()) },
    },
    axes: axesOf(inEpochs, font, ink),
    series: [
      {},
      ...of.lines().map((line): uPlot.Series => {
        const { ink: name, dash, width } = lookOfLine(line, of.currentId);
        return { stroke: ink(name), width, dash: [...dash], spanGaps: true, points: { show: false } };
      }),
    ],
    hooks: {
      draw: [
        (chart) =>
          drawLineEndLabels(chart, namesOf(chart, of.lines(), of.currentId, ink), font, ink('--raised')),
      ],
      setCursor: [({ cursor, data }) => of.onCursor(cursor.idx == null ? null : data[0][cursor.idx])],
    },
  };
}

function axesOf(inEpochs: boolean, font: string, ink: (name: string) => string): uPlot.Axis[] {
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
  return [
    {
      ...axis(inEpochs ? texts.epochAxis : texts.secondsAxis, 32),
      ...(inEpochs ? { incrs: EPOCH_STEPS } : {}),
    },
    {
      ...axis(texts.errorAxis, 52),
      incrs: ERROR_STEPS,
      values: (_, splits) => splits.map((n) => formatError(n)),
    },
  ];
}

/** Draws each line's name at its end. Lines of single draws are pale, but their name must still be readable. */
function namesOf(
  chart: uPlot,
  lines: readonly Line[],
  currentId: number | null,
  ink: (name: string) => string,
): LineEndLabel[] {
  const short = narrow(chart.width);
  return lines
    .filter(({ kind }) => kind === 'held' || !short)
    .map((line) => ({
      text: short ? String(line.curve.number) : texts.lineNames[line.kind](line.curve.number),
      colour: ink(line.kind === 'held' ? lookOfLine(line, currentId).ink : '--muted'),
      x: chart.valToPos(line.xs[line.xs.length - 1], 'x', true),
      y: chart.valToPos(line.ys[line.ys.length - 1], 'y', true),
    }));
}
