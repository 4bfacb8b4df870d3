import { Link } from 'wouter';
import type { SequenceState } from '../../protocol/sequence-messages.ts';
import { paths } from '../app/routes.ts';
import { Page } from '../kit/page.tsx';
import { LoadingProgress } from '../state/loading-progress.tsx';
import { useSelect, useStore } from '../state/store.ts';
import { useQuery } from '../state/use-query.ts';
import { LossChart } from './loss-chart.tsx';
import { OrderForm } from './order-form.tsx';
import { phaseText, progressText, order as texts } from './texts.ts';
import '../kit/form.css';
import './order.css';

/** Training of the network that reads ratings in their order, and what it sees of the person. */
export default function OrderPage() {
  const loading = useSelect((state) => state.app.loading);
  const { answer } = useQuery({ type: 'sequence' });
  return (
    <Page
      title={texts.title}
      className="order"
      lead={
        <>
          <p>{texts.lead}</p>
          <p className="muted">{texts.honest}</p>
          {loading !== null && <LoadingProgress loading={loading} />}
        </>
      }
    >
      {answer !== null && <Run state={answer} />}
    </Page>
  );
}

function Run({ state }: { readonly state: SequenceState }) {
  const store = useStore();
  const { phase, problem, points, settings } = state;
  const goesOn = phase !== 'none' && phase !== 'over';
  return (
    <>
      <section className="panel" aria-live="polite">
        <div className="order__bar">
          <div>
            <h2>{phaseText(state)}</h2>
            {phase !== 'none' && <p className="muted numbers">{progressText(state)}</p>}
          </div>
          {goesOn && <Controls state={state} />}
        </div>
        {problem !== null && (
          <p role="alert">
            <strong>{problem.message}</strong> {problem.advice}
          </p>
        )}
        {!goesOn && (
          <OrderForm
            settings={settings}
            label={phase === 'none' ? texts.start : texts.again}
            onStart={(chosen) => store.send({ type: 'trainSequence', settings: chosen })}
          />
        )}
      </section>
      {phase !== 'none' && <LossChart points={points} epochs={settings.epochs} />}
      {state.hasModel && <Model state={state} />}
    </>
  );
}

function Controls({ state: { phase, points } }: { readonly state: SequenceState }) {
  const store = useStore();
  return (
    <div className="order__buttons">
      {phase === 'paused' ? (
        <button
          type="button"
          className="button button--main"
          onClick={() => store.send({ type: 'resumeSequence' })}
        >
          {texts.resume}
        </button>
      ) : (
        <button
          type="button"
          className="button"
          disabled={phase !== 'training'}
          onClick={() => store.send({ type: 'pauseSequence' })}
        >
          {texts.pause}
        </button>
      )}
      <button
        type="button"
        className="button"
        disabled={points.length === 0}
        onClick={() => store.send({ type: 'stopSequence' })}
      >
        {texts.stop}
      </button>
    </div>
  );
}

function Model({ state: { last, known } }: { readonly state: SequenceState }) {
  const store = useStore();
  const { answer } = useQuery({ type: 'activeRecommender' });
  return (
    <section className="panel">
      <h2>{texts.last}</h2>
      <p className="muted">{last.length === 0 ? texts.noneYet : texts.lastHint}</p>
      <ol className="order__last">
        {last.map(({ movieId, title, year }) => (
          <li key={movieId}>
            <Link href={paths.movie(movieId)}>{year === null ? title : `${title} (${year})`}</Link>
          </li>
        ))}
      </ol>
      {known !== null && <p className="muted">{texts.known(known)}</p>}
      <div className="order__buttons">
        {answer?.chosen === 'sasrec' ? (
          <p>{texts.inUse}</p>
        ) : (
          <button
            type="button"
            className="button button--main"
            onClick={() => store.send({ type: 'rankBy', recommender: 'sasrec' })}
          >
            {texts.use}
          </button>
        )}
        <button type="button" className="button" onClick={() => store.send({ type: 'exportSequence' })}>
          {texts.save}
        </button>
      </div>
    </section>
  );
}
