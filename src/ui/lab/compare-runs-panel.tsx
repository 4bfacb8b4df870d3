import { useState } from 'react';
import type { ListMeasure } from '../../protocol/lab-messages.ts';
import { FileInput } from '../kit/files.tsx';
import { formatCount, formatErrorExactly, formatSignedExactly } from '../kit/format.ts';
import { useStore } from '../state/store.ts';
import { useRecommenderName, useTexts, useWords } from '../state/use-words.ts';
import { compareSavedRuns, readSavedRun, type SavedRun, whyNotComparable } from './compare-runs.ts';
import { listMeasures } from './measures.ts';
import { compareRuns as texts } from './tested-texts.ts';
import { measureTexts } from './texts.ts';

/** Two exported runs side by side: the paired difference of each recommender with its standard error. */
export function CompareRunsPanel() {
  const words = useWords();
  const ofMeasures = useTexts(measureTexts);
  const [first, setFirst] = useState<SavedRun | null>(null);
  const [second, setSecond] = useState<SavedRun | null>(null);
  const [measure, setMeasure] = useState<ListMeasure>('ndcg');
  const why = first === null || second === null ? null : whyNotComparable(first, second);
  return (
    <section className="panel lab-compare" aria-labelledby="lab-compare-title">
      <h2 id="lab-compare-title">{texts.title}</h2>
      <p className="muted">{texts.hint}</p>
      <div className="lab-compare__files">
        <RunFile label={texts.first} run={first} onRun={setFirst} />
        <RunFile label={texts.second} run={second} onRun={setSecond} />
      </div>
      {first !== null && second !== null && why !== null && (
        <p className="form__fault" role="alert">
          {texts.otherSplit(why, words)}
        </p>
      )}
      {first !== null && second !== null && why === null && (
        <>
          <label>
            {texts.measure}{' '}
            <select
              value={measure}
              onChange={({ target }) =>
                setMeasure(listMeasures.find((one) => one === target.value) ?? measure)
              }
            >
              {listMeasures.map((one) => (
                <option key={one} value={one}>
                  {ofMeasures[one].name} ({ofMeasures[one].term(first.k)})
                </option>
              ))}
            </select>
          </label>
          <Differences first={first} second={second} measure={measure} />
        </>
      )}
    </section>
  );
}

function RunFile(props: {
  readonly label: string;
  readonly run: SavedRun | null;
  readonly onRun: (run: SavedRun) => void;
}) {
  const { label, run, onRun } = props;
  const store = useStore();
  const load = async (chosen: File) => {
    const read = await readSavedRun(chosen);
    if ('problem' in read) store.act({ type: 'refused', problem: read.problem });
    else onRun(read);
  };
  return (
    <div>
      <label className="button">
        {label}
        <FileInput accept=".json,application/json" onFiles={([chosen]) => load(chosen)} />
      </label>
      <p className="muted" role="status">
        {run === null ? '' : texts.chosen(run.name, run.values.size)}
      </p>
    </div>
  );
}

function Differences(props: {
  readonly first: SavedRun;
  readonly second: SavedRun;
  readonly measure: ListMeasure;
}) {
  const { first, second, measure } = props;
  const nameOf = useRecommenderName();
  const rows = compareSavedRuns(first, second, measure);
  if (rows.length === 0) return <p>{texts.none}</p>;
  return (
    <div className="lab-compare__table">
      <table className="numbers">
        <thead>
          <tr>
            <th scope="col">{texts.recommender}</th>
            <th scope="col">{texts.people}</th>
            <th scope="col">{texts.first}</th>
            <th scope="col">{texts.second}</th>
            <th scope="col">{texts.difference}</th>
            <th scope="col">{texts.standardError}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.population} ${row.id}`}>
              <th scope="row">{nameOf(row.id)}</th>
              <td>
                {texts.populations[row.population]}: {formatCount(row.people)}
              </td>
              <td>{formatErrorExactly(row.first)}</td>
              <td>{formatErrorExactly(row.second)}</td>
              <td>{formatSignedExactly(row.difference)}</td>
              <td>
                {row.standardError === null ? texts.unknownError : formatErrorExactly(row.standardError)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
