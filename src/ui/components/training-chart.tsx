import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { chartData, chartOptions } from '../chart.ts';
import { training as texts } from '../texts-training.ts';
import type { TrainingState } from '../training-state.ts';

const HEIGHT = 320;

/** The curve as it grows, the run before it faintly below. The table beside it says the same in numbers. */
export function TrainingChart({ training }: { readonly training: TrainingState }) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const { current, earlier } = training;
  const latest = useRef({ current, earlier });
  latest.current = { current, earlier };
  const epochs = Math.max(current?.run.settings.epochs ?? 20, earlier?.points.length ?? 0);

  useEffect(() => {
    const box = place.current;
    if (box === null) return;
    const build = () => {
      chart.current?.destroy();
      const { current, earlier } = latest.current;
      const options = chartOptions({
        width: box.clientWidth,
        height: HEIGHT,
        epochs,
        style: getComputedStyle(box),
      });
      chart.current = new uPlot(options, chartData(current, earlier), box);
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
  }, [epochs]);

  useEffect(() => {
    chart.current?.setData(chartData(current, earlier));
  }, [current, earlier]);

  const points = current?.points.length ?? 0;
  return (
    <figure className="training__figure">
      <figcaption className="visually-hidden">{texts.chart}</figcaption>
      <div ref={place} className="training__chart" aria-hidden="true" />
      {points === 0 && (
        <p className="training__waiting muted">{training.phase === 'none' ? texts.nothing : texts.waiting}</p>
      )}
    </figure>
  );
}
