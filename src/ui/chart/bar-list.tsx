import { formatCount } from '../kit/format.ts';
import { kit as texts } from '../kit/texts.ts';
import { ChartFrame } from './chart-frame.tsx';
import './bar-list.css';

interface Bar {
  readonly label: string;
  /** Shown under the bar in place of a label that is too long for it. */
  readonly shortLabel?: string;
  readonly count: number;
}

/** With more bars than this only every fourth has a label, and none has its number. */
const MAX_LABELLED = 14;
/** Height of the highest bar, CSS pixels. */
const HEIGHT = 112;

/** Counts as bars side by side, and as a table. */
export function BarList(props: {
  readonly title: string;
  readonly hint: string;
  readonly bars: readonly Bar[];
  /** What the bars stand for, and what is counted in each. */
  readonly across: string;
  readonly counted: string;
}) {
  const { title, hint, bars, across, counted } = props;
  const greatest = Math.max(1, ...bars.map(({ count }) => count));
  const labelStep = bars.length > MAX_LABELLED ? 4 : 1;
  return (
    <ChartFrame
      className="bar-list"
      title={title}
      level={3}
      hint={hint}
      drawing={
        <div className="bar-list__bars">
          {bars.map(({ label, shortLabel, count }, n) => (
            <div
              key={label}
              className="bar-list__column"
              title={`${across} ${label}: ${formatCount(count)} ${counted}`}
            >
              <span className="bar-list__count">{labelStep === 1 ? formatCount(count) : ''}</span>
              <span className="bar-list__bar" style={{ height: `${(count / greatest) * HEIGHT}px` }} />
              <span className="bar-list__label">{n % labelStep === 0 ? (shortLabel ?? label) : ''}</span>
            </div>
          ))}
        </div>
      }
      below={
        <p className="muted bar-list__axes" aria-hidden="true">
          {across} → {counted} ↑
        </p>
      }
      table={{
        title: texts.asTable,
        content: (
          <>
            <thead>
              <tr>
                <th scope="col">{across}</th>
                <th scope="col">{counted}</th>
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
        ),
      }}
    />
  );
}
