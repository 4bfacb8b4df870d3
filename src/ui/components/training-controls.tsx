import { defaultTraining } from '../../algorithms.ts';
import type { Loading } from '../state.ts';
import { useStore } from '../store.ts';
import { loadingText } from '../texts.ts';
import { isGpuProblem, phaseText, training as texts } from '../texts-training.ts';
import type { TrainingState } from '../training-state.ts';

/** What the run is doing, and the switches for it. */
export function TrainingControls(props: {
  readonly training: TrainingState;
  readonly loading: Loading | null;
}) {
  const { training, loading } = props;
  const store = useStore();
  const { phase, end, current, problem } = training;
  const goesOn = phase === 'running' || phase === 'paused' || phase === 'preparing';
  return (
    <>
      <div className="training__bar">
        <div className="training__state">
          <h2>{phaseText(phase, end)}</h2>
          <p className="muted numbers">{stateText(training, loading)}</p>
        </div>
        {phase === 'running' && (
          <button type="button" className="button" onClick={() => store.send({ type: 'pauseTraining' })}>
            {texts.pause}
          </button>
        )}
        {phase === 'paused' && (
          <button
            type="button"
            className="button button--main"
            onClick={() => store.send({ type: 'resumeTraining' })}
          >
            {texts.resume}
          </button>
        )}
        {goesOn ? (
          <button
            type="button"
            className="button"
            disabled={phase === 'preparing'}
            onClick={() => store.send({ type: 'stopTraining' })}
          >
            {texts.stop}
          </button>
        ) : (
          <button
            type="button"
            className="button button--main"
            disabled={loading !== null}
            onClick={() => store.send({ type: 'train', settings: current?.run.settings ?? defaultTraining })}
          >
            {texts.start}
          </button>
        )}
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

function stateText({ current, phase }: TrainingState, loading: Loading | null): string {
  if (loading !== null) return loadingText(loading.step, loading.done, loading.total);
  if (current === null || phase === 'preparing') return '\u00a0';
  return texts.epochOf(current.points.length, current.run.settings.epochs);
}

function reloadOnProcessor(): void {
  const url = new URL(window.location.href);
  url.searchParams.set('backend', 'cpu');
  window.location.assign(url);
}
