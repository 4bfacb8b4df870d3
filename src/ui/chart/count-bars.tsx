import type { ReactNode } from 'react';
import { formatCount } from '../kit/format.ts';
import './count-bars.css';

/** How often something occurs. */
export interface CountBar {
  /** What is counted: in the table, and on hover. */
  readonly label: string;
  /** Under the bar, where there is little room. */
  readonly tick: string;
  readonly count: number;
}

/** Counts as bars side by side, the highest of which is `height` CSS pixels high. */
export function CountBars(props: {
  readonly bars: readonly CountBar[];
  readonly height: number;
  /** What is above a bar. */
  readonly countText: (count: number) => string;
  /** A bar in words, on hover. */
  readonly hint: (bar: CountBar) => string;
}) {
  const { bars, height, countText, hint } = props;
  const greatest = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <div className="count-bars">
      {bars.map((bar) => (
        <div key={bar.label} className="count-bars__column" title={hint(bar)}>
          <span className="count-bars__count">{countText(bar.count)}</span>
          <span className="count-bars__bar" style={{ height: `${(bar.count / greatest) * height}px` }} />
          <span className="count-bars__tick">{bar.tick}</span>
        </div>
      ))}
    </div>
  );
}

/** Head and body of a table of the same counts. */
export function countRows(columns: readonly [string, string], bars: readonly CountBar[]): ReactNode {
  return (
    <>
      <thead>
        <tr>
          <th scope="col">{columns[0]}</th>
          <th scope="col">{columns[1]}</th>
        </tr>
      </thead>
      <tbody>
        {bars.map(({ label, count }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{formatCount(count)}</td>
          </tr>
        ))}
      </tbody>
    </>
  );
}
