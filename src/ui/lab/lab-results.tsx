import { useState } from 'react';
import type { ComparedMeasure, LabData, LabResult } from '../../protocol/lab-messages.ts';
import type { LabSettings } from '../../protocol/lab-settings.ts';
import { isRecommenderId, type RecommenderId } from '../../protocol/recommender-catalog.ts';
import { Disclosure } from '../kit/disclosure.tsx';
import { useRecommenderName, useTexts, useWords } from '../state/use-words.ts';
import { AccuracyVarietyChart } from './accuracy-variety-chart.tsx';
import { ColdStartChart } from './cold-start-chart.tsx';
import { LabExport } from './lab-export.tsx';
import {
  bestOf,
  comparedMeasures,
  figureOf,
  isNeutral,
  measureGroups,
  sortResults,
  versus,
} from './measures.ts';
import { NewPeopleChart, TestedPeople } from './new-people-chart.tsx';
import { PopularityChart } from './popularity-chart.tsx';
import { QualityChart, StarsChart } from './quality-chart.tsx';
import { ResultsTable, type Sorting } from './results-table.tsx';
import { type LabState, resultsOf } from './state.ts';
import { measureTexts, summaryText, table as texts } from './texts.ts';
import { UserGroupChart } from './user-group-chart.tsx';

/** The table of results, and the charts as soon as there is a result. */
export function LabResults({
  state,
  settings,
}: {
  readonly state: LabState;
  readonly settings: LabSettings;
}) {
  const [measure, setMeasure] = useState<ComparedMeasure>('ndcg');
  const [chosen, setChosen] = useState<RecommenderId | null>(null);
  const [sorting, setSorting] = useState<Sorting>({ order: 'ndcg', reversed: false });
  const { k } = settings;
  const { data } = state;
  const results = resultsOf(state);
  const stars = results.some((result) => figureOf(result, 'rmse') !== null);
  const against = results.some(({ id }) => id === chosen) ? chosen : bestOf(results, measure);
  const chooseMeasure = (next: ComparedMeasure) => {
    setMeasure(next);
    setSorting({ order: next, reversed: false });
  };
  return (
    <>
      <section className="panel lab-measured" aria-label={texts.title}>
        {results.length > 0 && (
          <>
            <Summary state={state} measure={measure} k={k} />
            <Choices
              results={results}
              k={k}
              measure={measure}
              chosen={chosen}
              onMeasure={chooseMeasure}
              onChosen={setChosen}
            />
          </>
        )}
        <ResultsTable
          state={state}
          k={k}
          measure={measure}
          against={against}
          sorting={sorting}
          onSort={setSorting}
        />
        {data !== null && results.length > 0 && (
          <p className="muted lab-measured__hint">
            {texts.hint(data.tested[data.tested.population])} {texts.pHint}
          </p>
        )}
        <Definitions k={k} />
        {results.length > 0 && <LabExport state={state} settings={settings} against={against} />}
      </section>
      {data !== null && <TestedPeople data={data} k={k} />}
      {data !== null && results.length > 0 && (
        <div className="lab-charts">
          <QualityChart results={results} measure={measure} k={k} />
          {stars && <StarsChart results={results} />}
          <AccuracyVarietyChart results={results} k={k} wide={stars} />
          <ColdStartChart results={results} data={data} k={k} />
          {isApart(results, data) && <NewPeopleChart results={results} data={data} k={k} />}
          <UserGroupChart axis="activity" results={results} data={data} k={k} />
          <UserGroupChart axis="taste" results={results} data={data} k={k} />
          <PopularityChart results={sortResults(results, 'ndcg', false)} data={data} />
        </div>
      )}
    </>
  );
}

/** Whether there is something to show apart: new people beside known ones, or a recommender with nothing to say. */
function isApart(results: readonly LabResult[], { tested }: LabData): boolean {
  const hasBoth = tested.known > 0 && tested.new > 0;
  return hasBoth || results.some(({ silent }) => silent.known + silent.new > 0);
}

/** Selects the measure of the comparison and the recommender that the others are compared with. */
function Choices(props: {
  readonly results: readonly LabResult[];
  readonly k: number;
  readonly measure: ComparedMeasure;
  readonly chosen: RecommenderId | null;
  readonly onMeasure: (measure: ComparedMeasure) => void;
  readonly onChosen: (id: RecommenderId | null) => void;
}) {
  const { results, k, measure, chosen, onMeasure, onChosen } = props;
  const nameOf = useRecommenderName();
  const ofMeasures = useTexts(measureTexts);
  return (
    <div className="lab-measured__choices">
      <label>
        {texts.compareBy}{' '}
        <select
          value={measure}
          onChange={({ target }) =>
            onMeasure(comparedMeasures.find((one) => one === target.value) ?? measure)
          }
        >
          {comparedMeasures.map((one) => (
            <option key={one} value={one}>
              {ofMeasures[one].name} ({ofMeasures[one].term(k)})
            </option>
          ))}
        </select>
      </label>
      <label>
        {texts.compareWith}{' '}
        <select
          value={chosen ?? ''}
          onChange={({ target: { value } }) => onChosen(isRecommenderId(value) ? value : null)}
        >
          <option value="">{texts.best}</option>
          {results.map(({ id }) => (
            <option key={id} value={id}>
              {nameOf(id)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

/** States which recommender is first, and how certain that is. */
function Summary(props: { readonly state: LabState; readonly measure: ComparedMeasure; readonly k: number }) {
  const { state, measure, k } = props;
  const words = useWords();
  const results = resultsOf(state);
  const best = results.find(({ id }) => id === bestOf(results, measure));
  if (best === undefined || isNeutral(measure)) return null;
  const others = results.flatMap(({ id }) => {
    const pair = versus(state.comparisons, id, best.id, measure);
    return pair === null ? [] : [{ id, verdict: pair.verdict }];
  });
  const value = figureOf(best, measure) ?? Number.NaN;
  const first = { id: best.id, value, term: measureTexts[measure].term(k) };
  return (
    <p className="lab-measured__summary">{summaryText(first, others, state.phase === 'running', words)}</p>
  );
}

function Definitions({ k }: { readonly k: number }) {
  const ofMeasures = useTexts(measureTexts);
  return (
    <Disclosure title={texts.definitions}>
      <dl className="lab-definitions">
        {measureGroups.flatMap(({ measures }) =>
          measures.map((measure) => {
            const { name, term, help } = ofMeasures[measure];
            return (
              <div key={measure}>
                <dt>
                  {name} <span className="muted">({term(k)})</span>
                </dt>
                <dd className="muted">{help}</dd>
              </div>
            );
          }),
        )}
        <div>
          <dt>{texts.seconds}</dt>
          <dd className="muted">{texts.secondsHelp}</dd>
        </div>
      </dl>
    </Disclosure>
  );
}
