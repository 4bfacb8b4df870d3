import { useEffect, useLayoutEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { type Against, chartColumns, type Line } from './chart-data.ts';
import { chartOptions } from './chart-options.ts';
import { training as texts } from './texts.ts';

const HEIGHT = 320;

/**
 * Draws the curves during training. The legend below and the table show the same numbers. The set of lines is fixed: a
 * parent that shows other lines gives this component another `key`.
 */
export function TrainingChart(props: {
  readonly lines: readonly Line[];
  readonly currentId: number | null;
  readonly against: Against;
  /** The number of planned epochs. */
  readonly epochs: number;
  /** Shown while there is no line. */
  readonly empty: string;
  readonly onCursor: (x: number | null) => void;
}) {
  const { lines, currentId, against, epochs, empty, onCursor } = props;
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const latest = useRef(lines);
  useLayoutEffect(() => {
    latest.current = lines;
  }, [lines]);

  useEffect(() => {
    const box = place.current;
    if (box === null) return;
    const build = () => {
      chart.current?.destroy();
      const options = chartOptions({
        width: box.clientWidth,
        height: HEIGHT,
        lines: () => latest.current,
        currentId,
        against,
        epochs,
        style: getComputedStyle(box),
        onCursor,
      });
      chart.current = new uPlot(options, chartColumns(latest.current), box);
    };
    build();
    const resized = new ResizeObserver(() =>
      chart.current?.setSize({ width: box.clientWidth, height: HEIGHT }),
    );
    resized.observe(box);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', build);
    window.addEventListener('themechange', build);
    return () => {
      resized.disconnect();
      dark.removeEventListener('change', build);
      window.removeEventListener('themechange', build);
      chart.current?.destroy();
      chart.current = null;
    };
  }, [currentId, against, epochs, onCursor]);

  useEffect(() => {
    chart.current?.setData(chartColumns(lines));
  }, [lines]);

  return (
    <figure className="training__figure">
      <figcaption className="visually-hidden">{texts.chart}</figcaption>
      <div ref={place} className="training__chart" aria-hidden="true" />
      {lines.length === 0 && <p className="training__waiting muted">{empty}</p>}
    </figure>
  );
}
