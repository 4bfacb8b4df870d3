import { Link } from 'wouter';
import type { NetworkId, NetworkState } from '../../protocol/network-messages.ts';
import { paths } from '../app/routes.ts';
import { Page } from '../kit/page.tsx';
import { LoadingProgress } from '../state/loading-progress.tsx';
import { useSelect, useStore } from '../state/store.ts';
import { useQuery } from '../state/use-query.ts';
import { useTexts, useWords } from '../state/use-words.ts';
import { LossChart } from './loss-chart.tsx';
import { NetworkForm } from './network-form.tsx';
import { ofNetwork, phaseText, progressText, networks as texts } from './texts.ts';
import '../kit/form.css';
import './networks.css';

interface OfNetwork {
  readonly network: NetworkId;
}

/** Training of a network on request, and what its model reads of the person. */
export default function NetworkPage({ network }: OfNetwork) {
  const loading = useSelect((state) => state.app.loading);
  const { answer } = useQuery({ type: 'network', network });
  const { title, lead, honest } = useTexts(ofNetwork[network]);
  return (
    <Page
      title={title}
      className="networks"
      lead={
        <>
          <p>{lead}</p>
          <p className="muted">{honest}</p>
          {loading !== null && <LoadingProgress loading={loading} />}
        </>
      }
    >
      {answer !== null && <Run network={network} state={answer} />}
    </Page>
  );
}

interface RunProps extends OfNetwork {
  readonly state: NetworkState;
}

function Run({ network, state }: RunProps) {
  const store = useStore();
  const { phase, points, settings } = state;
  const { chart: title, hint } = useTexts(ofNetwork[network]);
  // Problems of training are written down as a whole.
  const problem = useTexts(state.problem);
  const goesOn = phase !== 'none' && phase !== 'over';
  return (
    <>
      <section className="panel" aria-live="polite">
        <div className="networks__bar">
          <div>
            <h2>{phaseText(state)}</h2>
            {phase !== 'none' && <p className="muted numbers">{progressText(state)}</p>}
          </div>
          {goesOn && <Controls network={network} state={state} />}
        </div>
        {problem !== null && (
          <p role="alert">
            <strong>{problem.message}</strong> {problem.advice}
          </p>
        )}
        {!goesOn && (
          <NetworkForm
            network={network}
            settings={settings}
            label={phase === 'none' ? texts.start : texts.again}
            onStart={(chosen) => store.send({ type: 'trainNetwork', network, settings: chosen })}
          />
        )}
      </section>
      {phase !== 'none' && <LossChart title={title} hint={hint} points={points} epochs={settings.epochs} />}
      {state.hasModel && <Model network={network} state={state} />}
    </>
  );
}

function Controls({ network, state: { phase, points } }: RunProps) {
  const store = useStore();
  return (
    <div className="networks__buttons">
      {phase === 'paused' ? (
        <button
          type="button"
          className="button button--main"
          onClick={() => store.send({ type: 'resumeNetwork', network })}
        >
          {texts.resume}
        </button>
      ) : (
        <button
          type="button"
          className="button"
          disabled={phase !== 'training'}
          onClick={() => store.send({ type: 'pauseNetwork', network })}
        >
          {texts.pause}
        </button>
      )}
      <button
        type="button"
        className="button"
        disabled={points.length === 0}
        onClick={() => store.send({ type: 'stopNetwork', network })}
      >
        {texts.stop}
      </button>
    </div>
  );
}

function Model({ network, state: { read, known } }: RunProps) {
  const own = useTexts(ofNetwork[network]);
  const words = useWords();
  const store = useStore();
  const { answer } = useQuery({ type: 'activeRecommender' });
  return (
    <section className="panel networks__model">
      <h2>{own.read}</h2>
      <p className="muted">{read.length === 0 ? own.noneYet : own.readHint}</p>
      <ol className="networks__read">
        {read.map(({ movieId, title, year }) => (
          <li key={movieId}>
            <Link href={paths.movie(movieId)}>{year === null ? title : `${title} (${year})`}</Link>
          </li>
        ))}
      </ol>
      {known !== null && <p className="muted">{texts.known(known, words)}</p>}
      <div className="networks__buttons">
        {answer?.chosen === network ? (
          <p>{texts.inUse}</p>
        ) : (
          <button
            type="button"
            className="button button--main"
            onClick={() => store.send({ type: 'rankBy', recommender: network })}
          >
            {texts.use}
          </button>
        )}
        <button
          type="button"
          className="button"
          onClick={() => store.send({ type: 'exportNetwork', network })}
        >
          {texts.save}
        </button>
      </div>
    </section>
  );
}
