import { Swatch } from '../chart/swatch.tsx';
import { formatErrorExactly } from '../kit/format.ts';
import { type Against, type Line, valueAt } from './chart-data.ts';
import { lookOfLine } from './chart-options.ts';
import { training as texts } from './texts.ts';

/** Names each line and shows its value at the pointer, or at its end without a pointer. */
export function ChartLegend(props: {
  readonly lines: readonly Line[];
  readonly currentId: number | null;
  readonly against: Against;
  readonly cursor: number | null;
}) {
  const { lines, currentId, against, cursor } = props;
  if (lines.length === 0) return null;
  const where =
    cursor === null
      ? texts.keyEnd
      : against === 'epochs'
        ? texts.keyAtEpoch(cursor)
        : texts.keyAtSeconds(cursor);
  return (
    <div className="chart-legend numbers">
      <p className="muted">{where}</p>
      <ul aria-label={texts.key}>
        {[...lines].reverse().map((line) => {
          const value = valueAt(line, cursor);
          return (
            <li key={`${line.curve.number} ${line.kind}`} className="chart-legend__line">
              <Swatch style={lookOfLine(line, currentId)} />
              {texts.keyNames[line.kind](line.curve.number)}
              <strong>{value === null ? '–' : formatErrorExactly(value)}</strong>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
