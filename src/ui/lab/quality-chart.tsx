import { useState } from 'react';
import type { ComparedMeasure, LabResult } from '../../protocol/lab-messages.ts';
import { ChartFrame } from '../chart/chart-frame.tsx';
import { formatErrorExactly } from '../kit/format.ts';
import { SegmentedControl } from '../kit/segmented-control.tsx';
import { useRecommenderName, useTexts } from '../state/use-words.ts';
import { charts as texts } from './chart-texts.ts';
import { type IntervalRow, IntervalRows } from './interval-rows.tsx';
import { intervalOf, sortResults } from './measures.ts';
import { lookOfRecommender } from './recommender-style.ts';
import { measureTexts } from './texts.ts';

/** One measure of all recommenders, best first, as bars with intervals. */
export function QualityChart(props: {
  readonly results: readonly LabResult[];
  readonly measure: ComparedMeasure;
  readonly k: number;
}) {
  const { results, measure, k } = props;
  const { term, help } = useTexts(measureTexts[measure]);
  const rows = rowsOf(results, measure);
  const zero = measure !== 'rmse' && measure !== 'mae';
  return (
    <ChartFrame
      isPanel
      isRoomy
      title={texts.quality.title(term(k))}
      hint={`${help} ${texts.interval}`}
      drawing={(width) => <IntervalRows rows={rows} width={width} zero={zero} />}
      table={{ title: texts.asTable, content: <IntervalTable rows={rows} /> }}
    />
  );
}

/** The errors of predicted stars, for the recommenders that predict stars. */
export function StarsChart({ results }: { readonly results: readonly LabResult[] }) {
  const [measure, setMeasure] = useState<'rmse' | 'mae'>('rmse');
  const rows = rowsOf(results, measure);
  const options = (['rmse', 'mae'] as const).map((id) => ({ id, name: measureTexts[id].term(0) }));
  return (
    <ChartFrame
      isPanel
      isRoomy
      title={texts.stars.title}
      hint={`${measureTexts[measure].help} ${texts.stars.hint}`}
      choice={
        <SegmentedControl
          label={texts.stars.which}
          isLabelShown
          size="small"
          options={options}
          value={measure}
          onChange={setMeasure}
        />
      }
      drawing={(width) => <IntervalRows rows={rows} width={width} zero={false} />}
      table={{ title: texts.asTable, content: <IntervalTable rows={rows} /> }}
    />
  );
}

function rowsOf(results: readonly LabResult[], measure: ComparedMeasure): IntervalRow[] {
  return sortResults(results, measure, false).flatMap((result) => {
    const interval = intervalOf(result, measure);
    return interval === null
      ? []
      : [{ id: result.id, marks: [{ name: '', interval, ink: lookOfRecommender(result.id).ink }] }];
  });
}

function IntervalTable({ rows }: { readonly rows: readonly IntervalRow[] }) {
  const nameOf = useRecommenderName();
  return (
    <>
      <thead>
        <tr>
          <th scope="col">{texts.recommender}</th>
          <th scope="col">{texts.value}</th>
          <th scope="col">{texts.low}</th>
          <th scope="col">{texts.high}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, marks: [{ interval }] }) => (
          <tr key={id}>
            <th scope="row">{nameOf(id)}</th>
            <td>{formatErrorExactly(interval.mean)}</td>
            <td>{formatErrorExactly(interval.low)}</td>
            <td>{formatErrorExactly(interval.high)}</td>
          </tr>
        ))}
      </tbody>
    </>
  );
}
