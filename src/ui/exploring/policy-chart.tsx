import type { PolicyResult } from '../../protocol/exploring-messages.ts';
import { ChartFrame } from '../chart/chart-frame.tsx';
import { spreadLabels } from '../chart/line-end-labels.ts';
import { linearScale } from '../chart/linear-scale.ts';
import { formatBound } from '../kit/format.ts';
import { useWords } from '../state/use-words.ts';
import { policyStyles } from './policy-style.ts';
import { policyTexts, exploring as texts } from './texts.ts';

const HEIGHT = 300;
/** Space around the lines; their names are on the right. CSS pixels. */
const [LEFT, RIGHT, TOP, BOTTOM] = [40, 112, 20, 44];

interface Curves {
  readonly policies: readonly PolicyResult[];
  readonly of: 'reward' | 'error';
}

/** One line for each policy over the number of answers, with its name at the end. */
export function PolicyChart(
  props: Curves & {
    readonly title: string;
    readonly hint: string;
    readonly axis: string;
    readonly format: (value: number) => string;
  },
) {
  const { policies, of, title, hint, axis, format } = props;
  const columns = stepsShown(policies[0][of].length - 1);
  return (
    <ChartFrame
      isRoomy
      level={3}
      title={title}
      hint={hint}
      drawing={(width) => <Lines policies={policies} of={of} axis={axis} width={width} />}
      table={{
        title: texts.asTable,
        content: (
          <>
            <thead>
              <tr>
                <th scope="col">{texts.table.way}</th>
                {columns.map((n) => (
                  <th key={n} scope="col">
                    {texts.after(n)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {policies.map((one) => (
                <tr key={one.policy}>
                  <th scope="row">{policyTexts[one.policy].name}</th>
                  {columns.map((n) => (
                    <td key={n}>{format(one[of][n])}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </>
        ),
      }}
    />
  );
}

/** Start, a quarter, half and end. */
function stepsShown(steps: number): number[] {
  return [...new Set([0, Math.round(steps / 4), Math.round(steps / 2), steps])];
}

/** Round numbers of steps at equal distances; the last one may lie before the end. */
function stepTicks(steps: number): number[] {
  return linearScale([steps], 0, 5).ticks.filter((tick) => Number.isInteger(tick) && tick <= steps);
}

function Lines({ policies, of, axis, width }: Curves & { readonly axis: string; readonly width: number }) {
  const words = useWords();
  const steps = policies[0][of].length - 1;
  const scale = linearScale(
    policies.flatMap((one) => one[of]),
    of === 'reward' ? 0 : null,
    5,
  );
  const x = (n: number) => LEFT + ((width - LEFT - RIGHT) * n) / steps;
  const y = (value: number) => HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * scale.at(value);
  const names = spreadLabels(
    policies.map((one) => ({
      text: policyTexts[one.policy].name,
      colour: `var(${policyStyles[one.policy].ink})`,
      x: x(steps),
      y: y(one[of][steps]),
    })),
    { gap: 16, reach: RIGHT, bottom: HEIGHT - BOTTOM },
  );
  return (
    <svg width={width} height={HEIGHT} role="presentation">
      {scale.ticks.map((tick) => (
        <g key={tick}>
          <line className="chart-frame__grid" x1={LEFT} x2={x(steps)} y1={y(tick)} y2={y(tick)} />
          <text className="muted" x={LEFT - 8} y={y(tick)} dy="0.35em" textAnchor="end">
            {formatBound(tick)}
          </text>
        </g>
      ))}
      {stepTicks(steps).map((n) => (
        <text key={n} className="muted" x={x(n)} y={HEIGHT - BOTTOM + 18} textAnchor="middle">
          {formatBound(n)}
        </text>
      ))}
      <text className="muted" x={x(steps)} y={HEIGHT - 6} textAnchor="end">
        {texts.steps(words)} →
      </text>
      <text className="muted" x={0} y={4}>
        ↑ {axis}
      </text>
      {policies.map((one) => (
        <polyline
          key={one.policy}
          points={one[of].map((value, n) => `${x(n)},${y(value)}`).join(' ')}
          fill="none"
          style={{ stroke: `var(${policyStyles[one.policy].ink})` }}
          strokeWidth={policyStyles[one.policy].width}
          strokeDasharray={policyStyles[one.policy].dash.join(' ')}
          strokeLinejoin="round"
        />
      ))}
      {names.map(({ text, colour, x: at, y: height }) => (
        <text key={text} x={at + 8} y={height} dy="0.35em" style={{ fill: colour }}>
          {text}
        </text>
      ))}
    </svg>
  );
}
