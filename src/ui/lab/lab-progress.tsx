import { useEffect, useRef, useState } from 'react';
import { ProgressBar } from '../kit/progress-bar.tsx';
import { useTexts, useWords } from '../state/use-words.ts';
import { useLabStore } from './lab-context.ts';
import { type LabState, resultsOf, shareDone } from './state.ts';
import { dataText, labNews, progressText, lab as texts } from './texts.ts';

/** The progress of the run or how it ended, and the button that cancels it. */
export function LabProgress({ state }: { readonly state: LabState }) {
  const { phase, data } = state;
  const words = useWords();
  // Problems of a run are written down as a whole.
  const problem = useTexts(state.problem);
  const lab = useLabStore();
  if (phase === 'none') return null;
  const text = progressText(state, words);
  return (
    <div className="lab-progress">
      <div className="lab-progress__bar">
        <div>
          <h2>{texts[phase]}</h2>
          <p className="muted numbers">{data === null ? texts.opening : dataText(data, words)}</p>
        </div>
        {phase === 'running' && (
          <button type="button" className="button" onClick={lab.cancel}>
            {texts.cancel}
          </button>
        )}
      </div>
      {phase === 'running' && (
        <div className="loading">
          <ProgressBar text={texts.running} part={shareDone(state)} valueText={text} />
          <p className="muted numbers">{text}</p>
          <p className="muted lab-progress__here">{texts.here}</p>
        </div>
      )}
      {problem !== null && (
        <div className="lab-problem" role="alert">
          <p>
            <strong>{problem.message}</strong> {problem.advice} {resultsOf(state).length > 0 && texts.stays}
          </p>
        </div>
      )}
      {phase === 'cancelled' && <p>{resultsOf(state).length > 0 ? texts.stays : texts.nothing}</p>}
      <News state={state} />
    </div>
  );
}

/** Announces to screen readers that a run has started or ended. It does not announce the state at page load. */
function News({ state }: { readonly state: LabState }) {
  const before = useRef(state.phase);
  const [text, setText] = useState('');
  useEffect(() => {
    if (state.phase !== before.current) setText(labNews(state));
    before.current = state.phase;
  }, [state]);
  return (
    <p className="visually-hidden" role="status">
      {text}
    </p>
  );
}
