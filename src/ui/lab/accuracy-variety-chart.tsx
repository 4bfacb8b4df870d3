import { useState } from 'react';
import type { LabResult, Measure } from '../../protocol/lab-messages.ts';
import { inWords, type Words } from '../../protocol/words.ts';
import { ChartFrame } from '../chart/chart-frame.tsx';
import { type LabelPlace, placeLabels } from '../chart/label-placement.ts';
import { linearScale } from '../chart/linear-scale.ts';
import { formatBound, formatErrorExactly } from '../kit/format.ts';
import { SegmentedControl } from '../kit/segmented-control.tsx';
import { useRecommenderName, useTexts, useWords } from '../state/use-words.ts';
import { charts } from './chart-texts.ts';
import { figureOf, intervalOf, sortResults } from './measures.ts';
import { lookOfRecommender } from './recommender-style.ts';
import { measureTexts } from './texts.ts';
import './lab-charts.css';

const texts = charts.variety;
const ACROSS = ['diversity', 'coverage', 'novelty'] as const;
const HEIGHT = 340;
const [LEFT, RIGHT, TOP, BOTTOM] = [44, 16, 16, 44];
/** Below this width the chart numbers the points and lists their names underneath. */
const NARROW = 480;
/** The approximate width of a letter in the font of the charts. */
const LETTER = 6.9;

/** Accuracy against variety of the lists: one point for each recommender. */
export function AccuracyVarietyChart(props: {
  readonly results: readonly LabResult[];
  readonly k: number;
  readonly wide: boolean;
}) {
  const { results, k, wide } = props;
  const nameOf = useRecommenderName();
  const measures = useTexts(measureTexts);
  const [across, setAcross] = useState<(typeof ACROSS)[number]>('diversity');
  const options = ACROSS.map((id) => ({ id, name: measures[id].name }));
  const { name, term, help } = measures[across];
  return (
    <ChartFrame
      isPanel
      isRoomy
      isWide={wide}
      title={texts.title}
      hint={`${texts.hint} ${name}: ${help}`}
      choice={
        <SegmentedControl
          label={texts.across}
          isLabelShown
          size="small"
          options={options}
          value={across}
          onChange={setAcross}
        />
      }
      drawing={(width) => (
        <>
          <Points results={results} across={across} k={k} width={width} />
          {width < NARROW && <Numbers results={results} />}
        </>
      )}
      table={{
        title: charts.asTable,
        content: (
          <>
            <thead>
              <tr>
                <th scope="col">{charts.recommender}</th>
                <th scope="col">{measureTexts.ndcg.term(k)}</th>
                <th scope="col">{term(k)}</th>
              </tr>
            </thead>
            <tbody>
              {sortResults(results, 'ndcg', false).map((result) => (
                <tr key={result.id}>
                  <th scope="row">{nameOf(result.id)}</th>
                  <td>{formatErrorExactly(figureOf(result, 'ndcg') ?? Number.NaN)}</td>
                  <td>{formatErrorExactly(figureOf(result, across) ?? Number.NaN)}</td>
                </tr>
              ))}
            </tbody>
          </>
        ),
      }}
    />
  );
}

function Points(props: {
  readonly results: readonly LabResult[];
  readonly across: (typeof ACROSS)[number];
  readonly k: number;
  readonly width: number;
}) {
  const { results, across, k, width } = props;
  const words = useWords();
  const nameOf = useRecommenderName();
  const known = sortResults(results, 'ndcg', false).map((result) => ({
    result,
    ndcg: figureOf(result, 'ndcg') ?? 0,
    other: figureOf(result, across) ?? 0,
  }));
  const narrow = width < NARROW;
  const horizontal = linearScale(drawnValues(results, 'ndcg'), 0, narrow ? 4 : 7);
  const vertical = linearScale(drawnValues(results, across), across === 'coverage' ? 0 : null, 6);
  const x = (value: number) => LEFT + (width - LEFT - RIGHT) * horizontal.at(value);
  const y = (value: number) => HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * vertical.at(value);
  const places = placeLabels(
    known.map(({ result, ndcg, other }) => ({
      x: x(ndcg),
      y: y(other),
      width: (narrow ? 2 : nameOf(result.id).length) * LETTER,
    })),
    width,
    HEIGHT - BOTTOM,
  );
  return (
    <svg width={width} height={HEIGHT} role="presentation">
      {vertical.ticks.map((tick) => (
        <g key={tick}>
          <line className="chart-frame__grid" x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} />
          <text className="muted" x={LEFT - 8} y={y(tick)} dy="0.35em" textAnchor="end">
            {formatBound(tick)}
          </text>
        </g>
      ))}
      {horizontal.ticks.map((tick) => (
        <text key={tick} className="muted" x={x(tick)} y={HEIGHT - BOTTOM + 18} textAnchor="middle">
          {formatBound(tick)}
        </text>
      ))}
      <text className="muted" x={width - RIGHT} y={HEIGHT - 6} textAnchor="end">
        {axisText('ndcg', k, words)} →
      </text>
      <text className="muted" x={0} y={4}>
        ↑ {axisText(across, k, words)}
      </text>
      {known.map(({ result, ndcg, other }, n) => (
        <Leader key={result.id} from={{ x: x(ndcg), y: y(other) }} to={places[n]} />
      ))}
      {known.map(({ result, ndcg, other }) => (
        <Point key={result.id} result={result} across={across} x={x} y={y} ndcg={ndcg} other={other} k={k} />
      ))}
      {known.map(({ result }, n) => (
        <text
          key={result.id}
          className="halo"
          x={places[n].x}
          y={places[n].y}
          dy="0.35em"
          textAnchor={places[n].anchor}
        >
          {narrow ? n + 1 : nameOf(result.id)}
        </text>
      ))}
    </svg>
  );
}

/** All values that a scale has to hold: the figures and the ends of their intervals. */
function drawnValues(results: readonly LabResult[], measure: Measure): number[] {
  return results.flatMap((result) => {
    const interval = intervalOf(result, measure);
    return [figureOf(result, measure) ?? 0, ...(interval === null ? [] : [interval.low, interval.high])];
  });
}

/** A line from a name to its point, where the name does not fit beside the point. */
function Leader(props: {
  readonly from: { readonly x: number; readonly y: number };
  readonly to: LabelPlace;
}) {
  const { from, to } = props;
  if (Math.abs(to.y - from.y) < 18 && Math.abs(to.x - from.x) < 18) return null;
  return (
    <line
      x1={from.x}
      y1={from.y}
      x2={to.x}
      y2={to.y}
      style={{ stroke: 'var(--line-strong)' }}
      opacity={0.7}
    />
  );
}

function Numbers({ results }: { readonly results: readonly LabResult[] }) {
  const nameOf = useRecommenderName();
  return (
    <ol className="lab-chart__numbers">
      {sortResults(results, 'ndcg', false).map(({ id }, n) => (
        <li key={id}>
          <span className="muted">{n + 1}</span> {nameOf(id)}
        </li>
      ))}
    </ol>
  );
}

const axisText = (measure: Measure, k: number, words: Words): string =>
  `${inWords(measureTexts[measure].name, words)} (${measureTexts[measure].term(k)})`;

function Point(props: {
  readonly result: LabResult;
  readonly across: Measure;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly ndcg: number;
  readonly other: number;
  readonly k: number;
}) {
  const { result, across, x, y, ndcg, other, k } = props;
  const nameOf = useRecommenderName();
  const colour = `var(${lookOfRecommender(result.id).ink})`;
  const ranking = intervalOf(result, 'ndcg');
  const variety = intervalOf(result, across);
  const values = (['ndcg', across] as const).map(
    (one) => `${measureTexts[one].term(k)} ${formatErrorExactly(figureOf(result, one) ?? Number.NaN)}`,
  );
  return (
    <g style={{ stroke: colour, fill: colour }}>
      <title>{`${nameOf(result.id)}: ${values.join(', ')}`}</title>
      {ranking !== null && (
        <line x1={x(ranking.low)} x2={x(ranking.high)} y1={y(other)} y2={y(other)} opacity={0.5} />
      )}
      {variety !== null && (
        <line x1={x(ndcg)} x2={x(ndcg)} y1={y(variety.low)} y2={y(variety.high)} opacity={0.5} />
      )}
      <circle cx={x(ndcg)} cy={y(other)} r={5.5} />
    </g>
  );
}
