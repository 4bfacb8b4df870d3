import { useId } from 'react';
import { defaultTraining } from '../../protocol/training-defaults.ts';
import { loadingText } from '../app/texts.ts';
import type { Loading } from '../state/app-state.ts';
import { useStore } from '../state/store.ts';
import { useTexts } from '../state/use-words.ts';
import { phaseText } from './phase-texts.ts';
import { isGpuProblem, progressText, training as texts } from './texts.ts';
import { type Curve, currentOf, goesOn, type TrainingState } from './training-state.ts';

/** Shows what the run is doing, with the buttons that control it. */
export function TrainingControls(props: {
  readonly training: TrainingState;
  readonly loading: Loading | null;
}) {
  const { training, loading } = props;
  const { phase } = training;
  // Problems of training are written down as a whole.
  const problem = useTexts(training.problem);
  const current = currentOf(training);
  return (
    <>
      <div className="training__bar">
        <div className="training__state">
          <h2>{phaseText(phase, current?.end ?? null)}</h2>
          <p className="muted numbers">{stateText(training, loading)}</p>
        </div>
        <div className="training__switches">
          {goesOn(training) ? (
            <GoingOn training={training} />
          ) : (
            <Start current={current} disabled={loading !== null} />
          )}
        </div>
      </div>
      {problem !== null && (
        <div className="training__problem" role="alert">
          <p>
            <strong>{problem.message}</strong> {problem.advice}
          </p>
          {isGpuProblem(problem.code) && (
            <button type="button" className="button" onClick={reloadOnProcessor}>
              {texts.useProcessor}
            </button>
          )}
        </div>
      )}
    </>
  );
}

function GoingOn({ training: { phase } }: { readonly training: TrainingState }) {
  const store = useStore();
  const hint = useId();
  const preparing = phase === 'preparing';
  return (
    <>
      {phase === 'paused' ? (
        <button
          type="button"
          className="button button--main"
          onClick={() => store.send({ type: 'resumeTraining' })}
        >
          {texts.resume}
        </button>
      ) : (
        <button
          type="button"
          className="button"
          disabled={preparing}
          onClick={() => store.send({ type: 'pauseTraining' })}
        >
          {texts.pause}
        </button>
      )}
      <button
        type="button"
        className="button"
        disabled={preparing}
        title={texts.stepHint}
        aria-describedby={hint}
        onClick={() => store.send({ type: 'stepTraining' })}
      >
        {texts.step}
      </button>
      <span id={hint} hidden>
        {texts.stepHint}
      </span>
      <button
        type="button"
        className="button"
        disabled={preparing}
        onClick={() => store.send({ type: 'stopTraining' })}
      >
        {texts.stop}
      </button>
    </>
  );
}

/** Starts the first run, or repeats the last run's settings; after a run, the form is the main way to continue. */
function Start(props: { readonly current: Curve | null; readonly disabled: boolean }) {
  const { current, disabled } = props;
  const store = useStore();
  const settings = current?.run.settings ?? defaultTraining;
  return (
    <button
      type="button"
      className={current === null ? 'button button--main' : 'button'}
      disabled={disabled}
      onClick={() => store.send({ type: 'train', settings })}
    >
      {current === null ? texts.start : texts.again}
    </button>
  );
}

function stateText(training: TrainingState, loading: Loading | null): string {
  if (loading !== null) return loadingText(loading.step, loading.done, loading.total);
  const current = currentOf(training);
  return current === null || training.phase === 'preparing' ? '\u00a0' : progressText(current);
}

function reloadOnProcessor(): void {
  const url = new URL(window.location.href);
  url.searchParams.set('backend', 'cpu');
  window.location.assign(url);
}
