import type { ReactNode } from 'react';
import type { TrainingRun } from '../../worker/protocol.ts';
import { formatMeasured, formatRate } from '../format.ts';
import { leftText, training as texts } from '../texts-training.ts';
import type { TrainingState } from '../training-state.ts';

/** The figures of the run, in plain words first. */
export function TrainingFacts({ training }: { readonly training: TrainingState }) {
  const { current, remainingMs, phase } = training;
  const last = current?.points.at(-1);
  const validation = last?.validationRmse ?? null;
  const error = validation ?? last?.trainRmse;
  return (
    <section className="training__facts" aria-label={texts.progress}>
      <dl className="facts numbers">
        <Fact
          name={
            <abbr
              title={last !== undefined && validation === null ? texts.typicalTermTrain : texts.typicalTerm}
            >
              {texts.typical}
            </abbr>
          }
          value={error === undefined ? '–' : texts.stars(error)}
        />
        <Fact name={texts.perEpoch} value={last === undefined ? '–' : formatMeasured(last.epochMs)} />
        <Fact
          name={texts.speed}
          value={last === undefined ? '–' : texts.perSecond(formatRate(last.ratingsPerSecond))}
        />
        <Fact
          name={texts.left}
          value={remainingMs === null || phase === 'ended' ? '–' : leftText(remainingMs)}
        />
      </dl>
      {current !== null && <RunsOn run={current.run} />}
    </section>
  );
}

function RunsOn({ run }: { readonly run: TrainingRun }) {
  const { backend, adapter, why } = run.backend;
  const name = texts.backends[backend];
  return (
    <p className="training__on">
      {texts.runsOn} <strong>{adapter === name ? name : `${name}: ${adapter}`}</strong>.{' '}
      <span className="muted">
        {why} {texts.learnsFrom(run.trainRatings, run.validationRatings)}.
      </span>
    </p>
  );
}

function Fact({ name, value }: { readonly name: ReactNode; readonly value: string }) {
  return (
    <div className="facts__fact">
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
