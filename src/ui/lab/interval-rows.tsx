import type { Interval } from '../../protocol/lab-messages.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import { linearScale } from '../chart/linear-scale.ts';
import { formatBound, formatErrorExactly } from '../kit/format.ts';
import { useRecommenderName } from '../state/use-words.ts';
import { intervalText } from './chart-texts.ts';

/** A value with its interval in a row. */
interface Mark {
  /** Empty if the row has only one mark. */
  readonly name: string;
  readonly interval: Interval;
  readonly ink: string;
  readonly square?: boolean;
}

/** The row of one recommender. */
export interface IntervalRow {
  readonly id: RecommenderId;
  readonly marks: readonly Mark[];
}

const TOP = 4;
const AXIS = 28;
const VALUES = 48;
/** Below this width the names are above their rows. */
const NARROW = 440;

/**
 * Rows of values with their intervals. The chart draws bars if the axis begins at zero. Otherwise it draws dots,
 * because the length of a bar would be misleading.
 */
export function IntervalRows(props: {
  readonly rows: readonly IntervalRow[];
  readonly width: number;
  /** Whether the axis begins at zero. */
  readonly zero: boolean;
}) {
  const { rows, width, zero } = props;
  const nameOf = useRecommenderName();
  const narrow = width < NARROW;
  const marks = rows.flatMap((row) => row.marks);
  const left = narrow ? 8 : 172;
  const single = rows.every((row) => row.marks.length === 1);
  const right = single ? VALUES : 12;
  const inner = width - left - right;
  const bounds = marks.flatMap(({ interval }) => [interval.low, interval.high]);
  const scale = linearScale(bounds, zero ? 0 : null, narrow ? 4 : 6);
  const x = (value: number) => left + inner * scale.at(value);
  const step = (narrow ? 44 : single ? 30 : 40) + (narrow && !single ? 8 : 0);
  const bottom = TOP + rows.length * step;
  return (
    <svg width={width} height={bottom + AXIS} role="presentation">
      {scale.ticks.map((tick) => (
        <g key={tick}>
          <line className="chart-frame__grid" x1={x(tick)} x2={x(tick)} y1={TOP} y2={bottom} />
          <text className="muted" x={x(tick)} y={bottom + 18} textAnchor="middle">
            {formatBound(tick)}
          </text>
        </g>
      ))}
      {rows.map((row, n) => {
        const top = TOP + n * step;
        const middle = narrow ? top + step / 2 + 9 : top + step / 2;
        return (
          <g key={row.id}>
            <text
              className={narrow ? 'halo' : ''}
              x={narrow ? left : left - 12}
              y={narrow ? top + 13 : middle}
              dy={narrow ? 0 : '0.35em'}
              textAnchor={narrow ? 'start' : 'end'}
            >
              {nameOf(row.id)}
            </text>
            {row.marks.map((mark, place) => (
              <MarkLine
                key={mark.name}
                mark={mark}
                y={middle + (place - (row.marks.length - 1) / 2) * 14}
                x={x}
                from={zero && single ? x(0) : null}
              />
            ))}
            {single && (
              <text x={width} y={middle} dy="0.35em" textAnchor="end">
                {formatErrorExactly(row.marks[0].interval.mean)}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

function MarkLine(props: {
  readonly mark: Mark;
  readonly y: number;
  readonly x: (value: number) => number;
  /** The start of the bar; null for a dot. */
  readonly from: number | null;
}) {
  const { mark, y, x, from } = props;
  const { interval, square = false } = mark;
  const colour = `var(${mark.ink})`;
  const [low, at, high] = [x(interval.low), x(interval.mean), x(interval.high)];
  return (
    <g>
      <title>{`${mark.name}${mark.name === '' ? '' : ': '}${intervalText(interval)}`}</title>
      {/* The area that responds to the pointer. */}
      <rect x={low - 6} y={y - 8} width={high - low + 12} height={16} fill="transparent" />
      {from !== null && (
        <rect
          x={from}
          y={y - 7}
          width={Math.max(1, at - from)}
          height={14}
          rx={2}
          style={{ fill: colour }}
          opacity={0.45}
        />
      )}
      <line x1={low} x2={high} y1={y} y2={y} style={{ stroke: colour }} strokeWidth={2} />
      {square ? (
        <rect x={at - 5} y={y - 5} width={10} height={10} style={{ fill: colour }} />
      ) : (
        <circle cx={at} cy={y} r={5} style={{ fill: colour }} />
      )}
    </g>
  );
}
