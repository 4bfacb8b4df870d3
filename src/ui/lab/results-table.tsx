import type { ComparedMeasure, LabResult, Measure } from '../../protocol/lab-messages.ts';
import { type RecommenderId, recommenderInfo } from '../../protocol/recommender-catalog.ts';
import { inWords, type Words } from '../../protocol/words.ts';
import { formatErrorExactly, formatMeasured, formatSignedExactly } from '../kit/format.ts';
import { useRecommenderName, useTexts, useWords } from '../state/use-words.ts';
import { intervalText } from './chart-texts.ts';
import {
  bestOf,
  figureOf,
  intervalOf,
  isAscending,
  isNeutral,
  type LabOrder,
  measureGroups,
  sortResults,
  versus,
} from './measures.ts';
import { lookOfRecommender } from './recommender-style.ts';
import { type LabRow, type LabState, resultsOf } from './state.ts';
import {
  groupTexts,
  measureTexts,
  pairText,
  pText,
  stageText,
  table as texts,
  verdictText,
} from './texts.ts';
import './results-table.css';

export interface Sorting {
  readonly order: LabOrder;
  readonly reversed: boolean;
}

const MEASURES: readonly Measure[] = measureGroups.flatMap((group) => [...group.measures]);

/** One row for each measured recommender. The rows that are not measured yet are below. */
export function ResultsTable(props: {
  readonly state: LabState;
  readonly k: number;
  readonly measure: ComparedMeasure;
  readonly against: RecommenderId | null;
  readonly sorting: Sorting;
  readonly onSort: (sorting: Sorting) => void;
}) {
  const { state, k, measure, against, sorting, onSort } = props;
  const words = useWords();
  const nameOf = useRecommenderName();
  const ofMeasures = useTexts(measureTexts);
  const results = resultsOf(state);
  const head = { k, sorting, onSort };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: keyboard users need the focus to scroll the table
    <section className="results-table" aria-label={texts.region} tabIndex={0}>
      <table className="numbers">
        <thead>
          <tr>
            <th rowSpan={2} scope="col" className="results-table__name">
              {texts.recommender}
            </th>
            <th rowSpan={2} scope="col" className="results-table__versus">
              {texts.against} {against === null ? '' : nameOf(against)}
            </th>
            {measureGroups.map(({ id, measures }) => (
              <th key={id} scope="colgroup" colSpan={measures.length} className="results-table__group">
                {groupTexts[id]}
              </th>
            ))}
            <SortHead
              {...head}
              order="seconds"
              name={texts.seconds}
              term={texts.secondsTerm}
              help={texts.secondsHelp}
              rows={2}
            />
          </tr>
          <tr>
            {MEASURES.map((one) => {
              const { name, term, help } = ofMeasures[one];
              return <SortHead key={one} {...head} order={one} name={name} term={term(k)} help={help} />;
            })}
          </tr>
        </thead>
        <tbody>
          {sortResults(results, sorting.order, sorting.reversed).map((result) => (
            <tr key={result.id}>
              <Name id={result.id} />
              <Against state={state} id={result.id} against={against} measure={measure} />
              {MEASURES.map((one) => (
                <Cell
                  key={one}
                  result={result}
                  measure={one}
                  best={bestOf(results, one) === result.id}
                  wide={one === measure}
                />
              ))}
              <td title={texts.secondsHelp}>
                {formatMeasured(1000 * (result.seconds.fit + result.seconds.rank))}
              </td>
            </tr>
          ))}
          {state.rows
            .filter(({ result }) => result === null)
            .map((row) => (
              <tr key={row.id} className="results-table__later">
                <Name id={row.id} />
                <td colSpan={MEASURES.length + 2}>{laterText(row, state.phase === 'running', words)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  );
}

function laterText({ at, problem }: LabRow, running: boolean, words: Words): string {
  // Problems of a run are written down as a whole.
  if (problem !== null) return inWords(`${problem.message} ${problem.advice}`, words);
  return at === null ? (running ? texts.waiting : texts.left) : stageText(at, words);
}

function SortHead(props: {
  readonly order: LabOrder;
  readonly name: string;
  readonly term: string;
  readonly help: string;
  readonly rows?: number;
  readonly sorting: Sorting;
  readonly onSort: (sorting: Sorting) => void;
}) {
  const { order, name, term, help, rows = 1, sorting, onSort } = props;
  const current = sorting.order === order;
  return (
    <th
      scope="col"
      rowSpan={rows}
      title={help}
      {...(current ? { 'aria-sort': isAscending(order, sorting.reversed) ? 'ascending' : 'descending' } : {})}
    >
      <button
        type="button"
        className="results-table__sort"
        onClick={() => onSort({ order, reversed: current && !sorting.reversed })}
      >
        {name}
        <span className="muted">{term}</span>
      </button>
    </th>
  );
}

function Name({ id }: { readonly id: RecommenderId }) {
  const { name, term, description } = useTexts(recommenderInfo[id]);
  return (
    <th scope="row" className="results-table__name" title={description}>
      <div className="results-table__who">
        <span
          className="lab-dot"
          style={{ background: `var(${lookOfRecommender(id).ink})` }}
          aria-hidden="true"
        />
        <span>
          {name}
          <span className="muted">{term}</span>
        </span>
      </div>
    </th>
  );
}

function Against(props: {
  readonly state: LabState;
  readonly id: RecommenderId;
  readonly against: RecommenderId | null;
  readonly measure: ComparedMeasure;
}) {
  const { state, id, against, measure } = props;
  if (id === against) return <td className="muted results-table__versus">{texts.chosen}</td>;
  const pair = versus(state.comparisons, id, against, measure);
  if (pair === null) return <td className="muted">–</td>;
  return (
    <td className="results-table__versus" title={pairText(pair)}>
      <span className={pair.verdict === 'even' ? 'muted' : 'results-table__clear'}>
        {verdictText(pair.verdict)}
      </span>
      <span className="muted">
        {formatSignedExactly(pair.difference.mean)} · {pText(pair)}
      </span>
    </td>
  );
}

/** @param props `wide`: the cell shows the interval, not only on hover */
function Cell(props: {
  readonly result: LabResult;
  readonly measure: Measure;
  readonly best: boolean;
  readonly wide: boolean;
}) {
  const { result, measure, best, wide } = props;
  const value = figureOf(result, measure);
  if (value === null) return <td className="muted">–</td>;
  const interval = intervalOf(result, measure);
  const strong = best && !isNeutral(measure);
  return (
    <td title={interval === null ? undefined : intervalText(interval)}>
      <span className={strong ? 'results-table__best' : ''}>{formatErrorExactly(value)}</span>
      {interval !== null && wide && (
        <span className="muted">
          {formatErrorExactly(interval.low)}–{formatErrorExactly(interval.high)}
        </span>
      )}
    </td>
  );
}
