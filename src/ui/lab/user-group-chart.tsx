import type { LabData, LabGroup, LabResult } from '../../protocol/lab-messages.ts';
import { ChartFrame } from '../chart/chart-frame.tsx';
import { useRecommenderName, useTexts, useWords } from '../state/use-words.ts';
import { groupNames, groupText, intervalText, charts as texts } from './chart-texts.ts';
import { type IntervalRow, IntervalRows } from './interval-rows.tsx';
import { sortResults } from './measures.ts';
import { measureTexts } from './texts.ts';
import './lab-charts.css';

/** The two thirds that the chart compares. The table also has the third between them. */
const AXES = {
  activity: { pair: ['occasional', 'active'], all: ['occasional', 'regular', 'active'] },
  taste: { pair: ['niche', 'mainstream'], all: ['niche', 'mixed', 'mainstream'] },
} as const;
const LOOKS = [
  { ink: '--run-4', square: true },
  { ink: '--run-1', square: false },
];

/** NDCG of the people in the two outer thirds, for each recommender. */
export function UserGroupChart(props: {
  readonly axis: keyof typeof AXES;
  readonly results: readonly LabResult[];
  readonly data: LabData;
  readonly k: number;
}) {
  const { axis, results, data, k } = props;
  const words = useWords();
  const nameOf = useRecommenderName();
  const { activityHint, tasteHint } = useTexts(texts.groups);
  const there = (name: LabGroup['name']) => data.groups.some((group) => group.name === name);
  const [pair, all] = [AXES[axis].pair.filter(there), AXES[axis].all.filter(there)];
  // So few people are tested that no third of them is left, or none of them has a rating to go by.
  if (pair.length === 0) return null;
  const sorted = sortResults(results, 'ndcg', false);
  const placeOf = (name: LabGroup['name']) => data.groups.findIndex((group) => group.name === name);
  const rows: IntervalRow[] = sorted.map((result) => ({
    id: result.id,
    marks: pair.flatMap((name, n) => {
      const interval = result.byGroup[placeOf(name)];
      return interval === null ? [] : [{ name: groupNames[name], interval, ...LOOKS[n] }];
    }),
  }));
  const hint = axis === 'activity' ? activityHint : tasteHint;
  return (
    <ChartFrame
      isPanel
      isRoomy
      title={texts.groups[axis]}
      hint={`${hint} ${measureTexts.ndcg.term(k)}. ${texts.interval}`}
      choice={
        <ul className="lab-legend">
          {pair.map((name, n) => (
            <li key={name} className="lab-legend__entry">
              <Mark look={LOOKS[n]} />
              {groupText(data.groups[placeOf(name)], words)}
            </li>
          ))}
        </ul>
      }
      drawing={(width) => <IntervalRows rows={rows} width={width} zero />}
      table={{
        title: texts.asTable,
        content: (
          <>
            <thead>
              <tr>
                <th scope="col">{texts.recommender}</th>
                {all.map((name) => (
                  <th key={name} scope="col">
                    {groupText(data.groups[placeOf(name)], words)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {sorted.map(({ id, byGroup }) => (
                <tr key={id}>
                  <th scope="row">{nameOf(id)}</th>
                  {all.map((name) => {
                    const interval = byGroup[placeOf(name)];
                    return <td key={name}>{interval === null ? '–' : intervalText(interval)}</td>;
                  })}
                </tr>
              ))}
            </tbody>
          </>
        ),
      }}
    />
  );
}

function Mark({ look: { ink, square } }: { readonly look: (typeof LOOKS)[number] }) {
  return (
    <svg width={12} height={12} aria-hidden="true" focusable="false" style={{ fill: `var(${ink})` }}>
      {square ? <rect x={1} y={1} width={10} height={10} /> : <circle cx={6} cy={6} r={5} />}
    </svg>
  );
}
