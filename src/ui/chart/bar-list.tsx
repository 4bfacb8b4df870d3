import { formatCount } from '../kit/format.ts';
import { kit as texts } from '../kit/texts.ts';
import { ChartFrame } from './chart-frame.tsx';
import { CountBars, countRows } from './count-bars.tsx';
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
  const { title, hint, across, counted } = props;
  const isCrowded = props.bars.length > MAX_LABELLED;
  const bars = props.bars.map(({ label, shortLabel, count }, n) => ({
    label,
    tick: isCrowded && n % 4 !== 0 ? '' : (shortLabel ?? label),
    count,
  }));
  return (
    <ChartFrame
      className="bar-list"
      title={title}
      level={3}
      hint={hint}
      drawing={
        <CountBars
          bars={bars}
          height={HEIGHT}
          countText={(count) => (isCrowded ? '' : formatCount(count))}
          hint={({ label, count }) => `${across} ${label}: ${formatCount(count)} ${counted}`}
        />
      }
      below={
        <p className="muted bar-list__axes" aria-hidden="true">
          {across} → {counted} ↑
        </p>
      }
      table={{ title: texts.asTable, content: countRows([across, counted], bars) }}
    />
  );
}
