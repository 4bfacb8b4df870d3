import { runs as texts } from './run-texts.ts';
import { TrainingRun } from './training-run.tsx';
import { goesOn, type TrainingState } from './training-state.ts';
import './training-runs.css';

/** Lists all runs, newest first, and lets the person choose which to draw and which to show in detail. */
export function TrainingRuns(props: {
  readonly training: TrainingState;
  readonly shownIds: ReadonlySet<number>;
  readonly detailId: number | null;
  readonly onShow: (runId: number, shown: boolean) => void;
  readonly onDetail: (runId: number) => void;
}) {
  const { training, shownIds, detailId, onShow, onDetail } = props;
  const { runs, currentId, modelRunId } = training;
  if (runs.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="runs-title">
      <h2 id="runs-title">{texts.title}</h2>
      <p className="muted training-runs__hint">{texts.hint}</p>
      <ul className="training-runs">
        {[...runs].reverse().map((curve) => {
          const { id } = curve.run;
          const current = id === currentId;
          return (
            <TrainingRun
              key={id}
              curve={curve}
              current={current}
              going={current && goesOn(training) && curve.end === null}
              inUse={id === modelRunId}
              shown={shownIds.has(id)}
              close={id === detailId}
              onShow={onShow}
              onDetail={onDetail}
            />
          );
        })}
      </ul>
    </section>
  );
}
