import type { ReactNode } from 'react';
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
      {current !== null && (
        <p className="training__on">
          {texts.runsOn} <strong>{texts.backends[current.run.backend.backend]}</strong>:{' '}
          {current.run.backend.adapter}.{' '}
          <span className="muted">
            {current.run.backend.why}{' '}
            {texts.learnsFrom(current.run.trainRatings, current.run.validationRatings)}.
          </span>
        </p>
      )}
    </section>
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
