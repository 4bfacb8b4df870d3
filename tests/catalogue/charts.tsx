import { useState } from 'react';
import { BarList } from '../../src/ui/chart/bar-list.tsx';
import { ChartFrame } from '../../src/ui/chart/chart-frame.tsx';
import { Histogram } from '../../src/ui/chart/histogram.tsx';
import { linearScale } from '../../src/ui/chart/linear-scale.ts';
import { Swatch } from '../../src/ui/chart/swatch.tsx';
import { SegmentedControl } from '../../src/ui/kit/segmented-control.tsx';
import { Specimen } from './specimen.tsx';

const DASHES = [[], [8, 4], [2, 3], [10, 3, 2, 3]];
const STYLES = [1, 2, 3, 4, 5, 6].map((n) => ({ ink: `--run-${n}`, dash: DASHES[n % 4], width: 2 }));
const VALUES = [0.12, 0.19, 0.23, 0.25];

export function Charts() {
  return (
    <>
      <Specimen name="Swatch">
        {STYLES.map((style) => (
          <Swatch key={style.ink} style={style} />
        ))}
        <Swatch style={{ ink: '--accent', dash: [], width: 2.5 }} />
      </Specimen>
      <Specimen name="ChartFrame: plain">
        <ChartFrame
          title="How the errors fell"
          level={3}
          hint="Further down is better."
          drawing={<p>The drawing</p>}
          table={{ title: 'As a table', content: TABLE }}
        />
      </Specimen>
      <Specimen name="ChartFrame: a roomy panel with a choice, drawn for its width">
        <Roomy />
      </Specimen>
      <Bars />
    </>
  );
}

const TABLE = (
  <tbody>
    {VALUES.map((value, n) => (
      <tr key={value}>
        <th scope="row">{n}</th>
        <td>{value}</td>
      </tr>
    ))}
  </tbody>
);

function Roomy() {
  const [measure, setMeasure] = useState<'rmse' | 'mae'>('rmse');
  return (
    <ChartFrame
      isPanel
      isRoomy
      title="How good the lists are"
      hint="Longer is better. Thin lines are 95% intervals."
      choice={
        <SegmentedControl
          label="Which error"
          isLabelShown
          size="small"
          options={[
            { id: 'rmse', name: 'RMSE' },
            { id: 'mae', name: 'MAE' },
          ]}
          value={measure}
          onChange={setMeasure}
        />
      }
      drawing={(width) => <Line width={width} />}
      below={<p className="muted">Below the drawing</p>}
      table={{ title: 'As a table', content: TABLE }}
    />
  );
}

/** A line over a grid, as the charts of the Lab draw it. */
function Line({ width }: { readonly width: number }) {
  const scale = linearScale(VALUES, 0, 4);
  const y = (value: number) => 130 - 120 * scale.at(value);
  const x = (n: number) => 40 + ((width - 60) * n) / (VALUES.length - 1);
  return (
    <svg width={width} height={140} role="presentation">
      {scale.ticks.map((tick) => (
        <g key={tick}>
          <line className="chart-frame__grid" x1={40} x2={width} y1={y(tick)} y2={y(tick)} />
          <text className="muted" x={32} y={y(tick)} dy="0.35em" textAnchor="end">
            {tick}
          </text>
        </g>
      ))}
      <polyline
        points={VALUES.map((value, n) => `${x(n)},${y(value)}`).join(' ')}
        fill="none"
        style={{ stroke: 'var(--accent)' }}
        strokeWidth={2.5}
      />
      <text className="halo" x={x(1)} y={y(VALUES[1])} dy="-0.6em">
        A name over the line
      </text>
    </svg>
  );
}

function Bars() {
  const stars = [12, 30, 45, 90, 140, 420, 610, 980, 450, 10_300];
  const bins = (counts: readonly number[]) =>
    counts.map((count, n) => ({
      label: String((n + 1) / 2),
      tick: n % 2 === 1 ? `${(n + 1) / 2}★` : '·',
      count,
    }));
  return (
    <>
      <Specimen name="BarList: a few, many">
        <BarList
          title="How often films are rated"
          hint="Half of the films have three or fewer."
          across="Ratings, from"
          counted="Films"
          bars={[3446, 2190, 1250, 960, 820, 540, 110].map((count, n) => ({
            label: `${2 ** n}–${2 ** (n + 1) - 1}`,
            shortLabel: String(2 ** n),
            count,
          }))}
        />
        <BarList
          title="Ratings over time"
          hint="Every rating has a date."
          across="Year"
          counted="Ratings"
          bars={Array.from({ length: 23 }, (_, n) => ({ label: String(1996 + n), count: (n * 37) % 100 }))}
        />
      </Specimen>
      <Specimen name="Histogram: counts of up to five digits, none">
        <Histogram
          title="Everyone’s ratings"
          summary="4.1 stars on average"
          bins={bins(stars)}
          unit="★"
          columns={['Stars', 'Ratings']}
        />
        <Histogram
          title="Nobody’s ratings"
          summary="Nobody has rated it."
          bins={bins(stars.map(() => 0))}
          unit="★"
          columns={['Stars', 'Ratings']}
        />
      </Specimen>
    </>
  );
}
