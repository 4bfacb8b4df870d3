import type { LabData, LabResult } from '../../protocol/lab-messages.ts';
import { ChartFrame } from '../chart/chart-frame.tsx';
import { formatCount } from '../kit/format.ts';
import { useRecommenderName, useTexts, useWords } from '../state/use-words.ts';
import { charts, intervalText } from './chart-texts.ts';
import { type IntervalRow, IntervalRows } from './interval-rows.tsx';
import { sortResults } from './measures.ts';
import { tested, testedTexts } from './tested-texts.ts';
import { measureTexts } from './texts.ts';
import './lab-charts.css';

/** Whom the run tests and on what, in sentences. */
export function TestedPeople({ data, k }: { readonly data: LabData; readonly k: number }) {
  const words = useWords();
  const texts = useTexts(tested);
  return (
    <section className="panel lab-tested" aria-labelledby="lab-tested-title">
      <h2 id="lab-tested-title">{texts.title}</h2>
      {data.tested.population === 'new' && (
        <p>
          <strong>{texts.newOnly}</strong>
        </p>
      )}
      <ul>
        {testedTexts(data, k, words).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className="muted">
        {texts.all} {texts.ties}
      </p>
    </section>
  );
}

/** NDCG of known and of new people side by side, and for how many a recommender has nothing to say. */
export function NewPeopleChart(props: {
  readonly results: readonly LabResult[];
  readonly data: LabData;
  readonly k: number;
}) {
  const { results, data, k } = props;
  const nameOf = useRecommenderName();
  const texts = useTexts(tested);
  const sorted = sortResults(results, 'ndcg', false);
  const shown = sorted.map((result) => ({
    ...result,
    known: data.tested.population === 'known' ? result.compared.ndcg : null,
    fresh: data.tested.population === 'new' ? result.compared.ndcg : (result.newPeople?.ndcg ?? null),
  }));
  const rows: IntervalRow[] = shown.map(({ id, known, fresh }) => ({
    id,
    marks: [
      ...(known === null ? [] : [{ name: texts.known, interval: known, ink: '--run-1' }]),
      ...(fresh === null ? [] : [{ name: texts.fresh, interval: fresh, ink: '--run-4', square: true }]),
    ],
  }));
  return (
    <ChartFrame
      isPanel
      isRoomy
      title={texts.newTitle}
      hint={`${texts.newHint} ${texts.silentHelp} ${measureTexts.ndcg.term(k)}. ${charts.interval}`}
      drawing={(width) => <IntervalRows rows={rows} width={width} zero />}
      table={{
        title: charts.asTable,
        content: (
          <>
            <thead>
              <tr>
                <th scope="col">{charts.recommender}</th>
                <th scope="col">{texts.known}</th>
                <th scope="col">{texts.fresh}</th>
                <th scope="col">{texts.silentKnown}</th>
                <th scope="col">{texts.silentNew}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ id, known, fresh, silent }) => (
                <tr key={id}>
                  <th scope="row">{nameOf(id)}</th>
                  <td>{known === null ? '–' : intervalText(known)}</td>
                  <td>{fresh === null ? '–' : intervalText(fresh)}</td>
                  <td>{formatCount(silent.known)}</td>
                  <td>{formatCount(silent.new)}</td>
                </tr>
              ))}
            </tbody>
          </>
        ),
      }}
    />
  );
}
