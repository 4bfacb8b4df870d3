import { formatCount, formatRate } from '../kit/format.ts';
import { ChartFrame } from './chart-frame.tsx';
import { type CountBar, CountBars, countRows } from './count-bars.tsx';
import './histogram.css';

/** Height of the highest bar, CSS pixels. */
const HEIGHT = 96;
/** Five digits do not fit above a bar on a phone. */
const MAX_EXACT = 10_000;

/** How often each of up to ten values occurs: bars for the eye, a table for screen readers. */
export function Histogram(props: {
  readonly title: string;
  /** The distribution in one sentence. */
  readonly summary: string;
  readonly bins: readonly CountBar[];
  /** Of the labels. */
  readonly unit: string;
  /** The columns of the table: the value, and how often. */
  readonly columns: readonly [string, string];
}) {
  const { title, summary, bins, unit, columns } = props;
  return (
    <ChartFrame
      className="histogram"
      isPanel
      title={title}
      hint={summary}
      drawing={
        <CountBars
          bars={bins}
          height={HEIGHT}
          countText={(count) => (count > 0 ? shortCount(count) : '')}
          hint={({ label, count }) => `${label} ${unit}: ${formatCount(count)}`}
        />
      }
      table={{ title: null, content: countRows(columns, bins) }}
    />
  );
}

function shortCount(count: number): string {
  return count < MAX_EXACT ? formatCount(count) : formatRate(count);
}
