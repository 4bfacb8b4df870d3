import { useState } from 'react';
import type { LabData, LabResult, TenthsOf } from '../../protocol/lab-messages.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import { ChartFrame } from '../chart/chart-frame.tsx';
import { formatShare } from '../kit/format.ts';
import { SegmentedControl } from '../kit/segmented-control.tsx';
import { useRecommenderName, useTexts, useWords } from '../state/use-words.ts';
import { charts } from './chart-texts.ts';
import { lookOfRecommender } from './recommender-style.ts';
import './lab-charts.css';

/**
 * The recommended movies by popularity, beside the movies that the same people rated: one small chart for each
 * recommender.
 */
export function PopularityChart(props: { readonly results: readonly LabResult[]; readonly data: LabData }) {
  const { results } = props;
  const words = useWords();
  const nameOf = useRecommenderName();
  const texts = useTexts(charts.deciles);
  const [of, setOf] = useState<TenthsOf>('ratings');
  const histories = props.data.histories[of];
  const options = (['ratings', 'movies'] as const).map((id) => ({ id, name: texts.parts[id] }));
  const most = Math.max(...histories, ...results.flatMap(({ byPopularity }) => byPopularity[of]));
  return (
    <ChartFrame
      isPanel
      isRoomy
      isWide
      title={texts.title}
      hint={`${texts.hints[of]} ${texts.how} ${texts.historiesShare(histories[0], words)}`}
      choice={
        <SegmentedControl
          label={texts.by}
          isLabelShown
          size="small"
          options={options}
          value={of}
          onChange={setOf}
        />
      }
      drawing={() => (
        <ul className="popularity-chart">
          {results.map((result) => (
            <li key={result.id}>
              <p className="popularity-chart__name">{nameOf(result.id)}</p>
              <Parts id={result.id} shares={result.byPopularity[of]} histories={histories} most={most} />
              <p className="popularity-chart__share">{texts.share(result.byPopularity[of][0])}</p>
            </li>
          ))}
        </ul>
      )}
      table={{
        title: charts.asTable,
        content: (
          <>
            <thead>
              <tr>
                <th scope="col">{charts.recommender}</th>
                {histories.map((_, n) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the index identifies the tenth
                  <th key={n} scope="col">
                    {texts.decile(n)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <PartsRow name={texts.histories} shares={histories} />
              {results.map(({ id, byPopularity }) => (
                <PartsRow key={id} name={nameOf(id)} shares={byPopularity[of]} />
              ))}
            </tbody>
          </>
        ),
      }}
    />
  );
}

function Parts(props: {
  readonly id: RecommenderId;
  readonly shares: readonly number[];
  readonly histories: readonly number[];
  readonly most: number;
}) {
  const { id, shares, histories, most } = props;
  const words = useWords();
  const texts = charts.deciles;
  const colour = `var(${lookOfRecommender(id).ink})`;
  return (
    <div className="popularity-chart__plot">
      {shares.map((share, n) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: the index identifies the tenth
          key={n}
          className="popularity-chart__tenth"
          title={texts.bar(texts.decile(n), share, histories[n], words)}
        >
          <span
            className="popularity-chart__bar"
            style={{ height: `${(100 * share) / most}%`, background: colour }}
          />
          <span className="popularity-chart__own" style={{ bottom: `${(100 * histories[n]) / most}%` }} />
        </span>
      ))}
    </div>
  );
}

function PartsRow({ name, shares }: { readonly name: string; readonly shares: readonly number[] }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {shares.map((share, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the index identifies the tenth
        <td key={n}>{formatShare(share)}</td>
      ))}
    </tr>
  );
}
