import { formatCount, formatRate } from '../kit/format.ts';
import { ChartFrame } from './chart-frame.tsx';
import './histogram.css';

interface Bin {
  /** In the table, and with the unit on hover. */
  readonly label: string;
  /** Under the bar, where there is room for two letters. */
  readonly tick: string;
  readonly count: number;
}

/** Height of the highest bar, CSS pixels. */
const HEIGHT = 96;
/** Five digits do not fit above a bar on a phone. */
const MAX_EXACT = 10_000;

/** How often each of up to ten values occurs: bars for the eye, a table for screen readers. */
export function Histogram(props: {
  readonly title: string;
  /** The distribution in one sentence. */
  readonly summary: string;
  readonly bins: readonly Bin[];
  /** Of the labels. */
  readonly unit: string;
  /** The columns of the table: the value, and how often. */
  readonly columns: readonly [string, string];
}) {
  const { title, summary, bins, unit, columns } = props;
  const greatest = Math.max(1, ...bins.map(({ count }) => count));
  return (
    <ChartFrame
      className="histogram"
      isPanel
      title={title}
      hint={summary}
      drawing={
        <div className="histogram__bars">
          {bins.map(({ label, tick, count }) => (
            <div key={label} className="histogram__column" title={`${label} ${unit}: ${formatCount(count)}`}>
              <span className="histogram__count">{count > 0 ? shortCount(count) : ''}</span>
              <span className="histogram__bar" style={{ height: `${(count / greatest) * HEIGHT}px` }} />
              <span className="histogram__label">{tick}</span>
            </div>
          ))}
        </div>
      }
      table={{
        title: null,
        content: (
          <>
            <thead>
              <tr>
                <th scope="col">{columns[0]}</th>
                <th scope="col">{columns[1]}</th>
              </tr>
            </thead>
            <tbody>
              {bins.map(({ label, count }) => (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  <td>{formatCount(count)}</td>
                </tr>
              ))}
            </tbody>
          </>
        ),
      }}
    />
  );
}

function shortCount(count: number): string {
  return count < MAX_EXACT ? formatCount(count) : formatRate(count);
}
