import { useState } from 'react';
import type { LabData, LabResult } from '../../protocol/lab-messages.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import { ChartFrame } from '../chart/chart-frame.tsx';
import { spreadLabels } from '../chart/line-end-labels.ts';
import { linearScale, type Scale } from '../chart/linear-scale.ts';
import { Swatch } from '../chart/swatch.tsx';
import { formatBound } from '../kit/format.ts';
import { charts, intervalText } from './chart-texts.ts';
import { lookOfRecommender } from './recommender-style.ts';
import { measureTexts } from './texts.ts';
import './lab-charts.css';
import { useRecommenderName } from '../state/use-words.ts';

const texts = charts.curve;
const HEIGHT = 360;
const [LEFT, TOP, BOTTOM] = [44, 16, 44];
/** Below this width only the legend shows the names. */
const NARROW = 560;
/** A chart with at most this many lines shows their intervals by default. */
const FEW = 3;

/** The quality of the lists of newcomers by number of ratings: one line for each recommender. */
export function ColdStartChart(props: {
  readonly results: readonly LabResult[];
  readonly data: LabData;
  readonly k: number;
}) {
  const { data, k } = props;
  const [bright, setBright] = useState<RecommenderId | null>(null);
  const nameOf = useRecommenderName();
  const results = [...props.results.filter(({ curve }) => curve.length > 0)].sort(
    (a, b) => lastOf(b) - lastOf(a),
  );
  if (results.length === 0) return null;
  return (
    <ChartFrame
      isPanel
      isRoomy
      isWide
      title={texts.title}
      hint={`${texts.hint(data.newcomers)} ${measureTexts.ndcg.term(k)}. ${charts.interval}`}
      drawing={(width) => <Lines results={results} k={k} width={width} bright={bright} />}
      below={<Key results={results} onBright={setBright} />}
      table={{
        title: charts.asTable,
        content: (
          <>
            <thead>
              <tr>
                <th scope="col">{charts.recommender}</th>
                {results[0].curve.map(({ given }) => (
                  <th key={given} scope="col">
                    {texts.given(given)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {results.map(({ id, curve }) => (
                <tr key={id}>
                  <th scope="row">{nameOf(id)}</th>
                  {curve.map(({ given, ndcg }) => (
                    <td key={given}>{intervalText(ndcg)}</td>
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

const lastOf = ({ curve }: LabResult): number => curve[curve.length - 1].ndcg.mean;

/** Hovering over a name highlights its line. Keyboard users find the same values in the table. */
function Key(props: {
  readonly results: readonly LabResult[];
  readonly onBright: (id: RecommenderId | null) => void;
}) {
  const { results, onBright } = props;
  const nameOf = useRecommenderName();
  return (
    <ul className="lab-legend" aria-label={texts.key}>
      {results.map(({ id }) => (
        <li
          key={id}
          className="lab-legend__entry"
          onPointerEnter={() => onBright(id)}
          onPointerLeave={() => onBright(null)}
        >
          <Swatch style={lookOfRecommender(id)} />
          {nameOf(id)}
        </li>
      ))}
    </ul>
  );
}

/** The scale is a square root, because the first ratings change the most. */
const placeOf = (given: number): number => Math.sqrt(given);

function Lines(props: {
  readonly results: readonly LabResult[];
  readonly k: number;
  readonly width: number;
  readonly bright: RecommenderId | null;
}) {
  const { results, k, width, bright } = props;
  const nameOf = useRecommenderName();
  const right = width < NARROW ? 16 : 172;
  const given = results[0].curve.map((point) => point.given);
  const intervals = (id: RecommenderId) => id === bright || (bright === null && results.length <= FEW);
  const bounds = results.flatMap(({ curve }) => curve.flatMap(({ ndcg }) => [ndcg.low, ndcg.high]));
  const scale: Scale = linearScale(bounds, 0, 6);
  const most = placeOf(given[given.length - 1]);
  const x = (n: number) => LEFT + 12 + ((width - LEFT - 12 - right) * placeOf(n)) / most;
  const y = (value: number) => HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * scale.at(value);
  const names =
    width < NARROW
      ? []
      : spreadLabels(
          results.map((result) => ({
            text: nameOf(result.id),
            colour: `var(${lookOfRecommender(result.id).ink})`,
            x: x(given[given.length - 1]),
            y: y(lastOf(result)),
          })),
          { gap: 16, reach: right, bottom: HEIGHT - BOTTOM },
        );
  const faint = (id: RecommenderId) => (bright === null || bright === id ? 'lab-line' : 'lab-faint');
  return (
    <svg width={width} height={HEIGHT} role="presentation">
      {scale.ticks.map((tick) => (
        <g key={tick}>
          <line className="chart-frame__grid" x1={LEFT} x2={width - right} y1={y(tick)} y2={y(tick)} />
          <text className="muted" x={LEFT - 8} y={y(tick)} dy="0.35em" textAnchor="end">
            {formatBound(tick)}
          </text>
        </g>
      ))}
      {given.map((n) => (
        <text key={n} className="muted" x={x(n)} y={HEIGHT - BOTTOM + 18} textAnchor="middle">
          {formatBound(n)}
        </text>
      ))}
      <text className="muted" x={width - right} y={HEIGHT - 6} textAnchor="end">
        {texts.axis} →
      </text>
      <text className="muted" x={0} y={4}>
        ↑ {measureTexts.ndcg.term(k)}
      </text>
      {[...results].reverse().map((result) => (
        <g key={result.id} className={faint(result.id)}>
          <Line result={result} x={x} y={y} intervals={intervals(result.id)} />
        </g>
      ))}
      {names.map(({ text, colour, x: at, y: height }) => (
        <text
          key={text}
          className={faint(results.find(({ id }) => nameOf(id) === text)?.id ?? results[0].id)}
          x={at + 12}
          y={height}
          dy="0.35em"
          style={{ fill: colour }}
        >
          {text}
        </text>
      ))}
    </svg>
  );
}

function Line(props: {
  readonly result: LabResult;
  readonly x: (given: number) => number;
  readonly y: (value: number) => number;
  readonly intervals: boolean;
}) {
  const { result, x, y, intervals } = props;
  const nameOf = useRecommenderName();
  const { ink, dash, width } = lookOfRecommender(result.id);
  const stroke = `var(${ink})`;
  return (
    <>
      <polyline
        points={result.curve.map(({ given, ndcg }) => `${x(given)},${y(ndcg.mean)}`).join(' ')}
        fill="none"
        style={{ stroke }}
        strokeWidth={width}
        strokeDasharray={dash.join(' ')}
        strokeLinejoin="round"
      />
      {result.curve.map(({ given, ndcg }) => (
        <g key={given} style={{ stroke, fill: stroke }}>
          <title>{`${nameOf(result.id)}, ${texts.given(given)}: ${intervalText(ndcg)}`}</title>
          {intervals && (
            <line x1={x(given)} x2={x(given)} y1={y(ndcg.low)} y2={y(ndcg.high)} strokeWidth={2} />
          )}
          <circle cx={x(given)} cy={y(ndcg.mean)} r={3.5} />
          <circle cx={x(given)} cy={y(ndcg.mean)} r={9} style={{ stroke: 'none', fill: 'transparent' }} />
        </g>
      ))}
    </>
  );
}
