import type { ExperimentState, Share } from '../../protocol/experiment-messages.ts';
import { formatCount, formatShare } from '../kit/format.ts';
import { useStore } from '../state/store.ts';
import { useRecommenderName, useTexts, useWords } from '../state/use-words.ts';
import { experimentResults, experiment as texts, verdictText } from './texts.ts';
import { WinRateChart } from './win-rate-chart.tsx';

/** The results of an experiment: in words, as a chart and as a table. */
export function ExperimentResults({ experiment }: { readonly experiment: ExperimentState }) {
  const store = useStore();
  const words = useWords();
  const { counts, estimates, lists } = experiment;
  const { ties, idle } = counts;
  const { heading, text } = verdictText(experiment, words);
  const save = (format: 'csv' | 'json') =>
    store.send({ type: 'exportExperiment', id: experiment.id, format });
  return (
    <div className="experiment__results">
      <div role="status">
        <h3>{heading}</h3>
        <p>{text}</p>
      </div>
      <WinRateChart experiment={experiment} />
      <p className="muted">{experimentResults.anytime}</p>
      <Table experiment={experiment} />
      <p className="muted">
        {lists === 0 ? experimentResults.none : experimentResults.decided(estimates.decided, ties, idle)}{' '}
        {estimates.decided > 0 && (
          <abbr title={experimentResults.signHint}>{experimentResults.sign(estimates.p)}</abbr>
        )}
      </p>
      <div className="experiment__acts">
        <button type="button" className="button" disabled={lists === 0} onClick={() => save('csv')}>
          {texts.csv}
        </button>
        <button type="button" className="button" disabled={lists === 0} onClick={() => save('json')}>
          {texts.json}
        </button>
        {experiment.stoppedAt !== null && (
          <button
            type="button"
            className="button button--danger"
            onClick={() => store.send({ type: 'removeExperiment', id: experiment.id })}
          >
            {texts.remove}
          </button>
        )}
      </div>
    </div>
  );
}

function Table({ experiment }: { readonly experiment: ExperimentState }) {
  const nameOf = useRecommenderName();
  const results = useTexts(experimentResults);
  const { a, b, counts, estimates } = experiment;
  const { clickThrough, conversion, decided } = estimates;
  const { teams, wins } = counts;
  return (
    <table className="numbers experiment__table">
      <caption>
        {results.caption}. {results.intervals}
      </caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{nameOf(a)}</th>
          <th scope="col">{nameOf(b)}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">
            <abbr title={results.shownHint}>{results.shown}</abbr>
          </th>
          <td>{formatCount(teams.a.shown)}</td>
          <td>{formatCount(teams.b.shown)}</td>
        </tr>
        <tr>
          <th scope="row">
            <abbr title={results.openedHint}>{results.opened}</abbr>
          </th>
          <Rate count={teams.a.opened} rate={clickThrough.a} />
          <Rate count={teams.b.opened} rate={clickThrough.b} />
        </tr>
        <tr>
          <th scope="row">
            <abbr title={results.convertedHint}>{results.converted}</abbr>
          </th>
          <Rate count={teams.a.converted} rate={conversion.a} />
          <Rate count={teams.b.converted} rate={conversion.b} />
        </tr>
        <tr>
          <th scope="row">
            <abbr title={results.wonHint}>{results.won}</abbr>
          </th>
          {(['a', 'b'] as const).map((team) => (
            <td key={team}>
              {formatCount(wins[team])}
              {decided > 0 && ` · ${formatShare(wins[team] / decided)}`}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

function Rate({ count, rate }: { readonly count: number; readonly rate: Share }) {
  return (
    <td>
      {formatCount(count)}
      {rate.share !== null && (
        <>
          {` · ${formatShare(rate.share)}`}
          <span className="muted experiment__interval">
            {experimentResults.interval(rate.low, rate.high)}
          </span>
        </>
      )}
    </td>
  );
}
