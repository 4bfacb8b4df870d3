import { useId } from 'react';
import { Link } from 'wouter';
import type { ExperimentState } from '../../protocol/experiment-messages.ts';
import { paths } from '../app/routes.ts';
import { Page } from '../kit/page.tsx';
import { waitingText } from '../movie/recommender-texts.ts';
import { runningExperiment } from '../state/running-experiment.ts';
import { useStore } from '../state/store.ts';
import { useQuery } from '../state/use-query.ts';
import { useRecommenderName, useWords } from '../state/use-words.ts';
import { ExperimentResults } from './experiment-results.tsx';
import { ExperimentSetup } from './experiment-setup.tsx';
import { experimentResults, experiment as texts } from './texts.ts';
import './experiment.css';

/** The page of live experiments: two recommenders compete on the person's own list. */
export default function ExperimentPage() {
  const { answer: experiments } = useQuery({ type: 'experiments' });
  const running = runningExperiment(experiments);
  const over = experiments?.filter(({ stoppedAt }) => stoppedAt !== null) ?? [];
  return (
    <Page title={texts.title} lead={<p>{texts.lead}</p>}>
      {experiments !== null && (
        <div className="experiment">
          {running !== null && <Running experiment={running} />}
          {running === null && over.length > 0 && <Over experiment={over[0]} />}
          {running === null && <ExperimentSetup first={over.length === 0} />}
          <Earlier experiments={running === null ? over.slice(1) : over} />
        </div>
      )}
    </Page>
  );
}

function Running({ experiment }: { readonly experiment: ExperimentState }) {
  const store = useStore();
  const title = useId();
  const nameOf = useRecommenderName();
  const words = useWords();
  const { a, b, id, waiting } = experiment;
  return (
    <section className="panel" aria-labelledby={title}>
      <div className="experiment__head">
        <h2 id={title}>{texts.between(nameOf(a), nameOf(b))}</h2>
        <p className="muted">
          {texts.going} · {texts.since(id)}
        </p>
      </div>
      <p role="status">{waiting === null ? texts.use : waitingText(waiting, words)}</p>
      <div className="experiment__acts">
        <Link className="button button--main" href={paths.forYou}>
          {texts.toList}
        </Link>
        <button type="button" className="button" onClick={() => store.send({ type: 'stopExperiment' })}>
          {texts.stop}
        </button>
      </div>
      <ExperimentResults experiment={experiment} />
    </section>
  );
}

/** The experiment that ended last, with its results. */
function Over({ experiment }: { readonly experiment: ExperimentState }) {
  const title = useId();
  const nameOf = useRecommenderName();
  const { a, b, id, stoppedAt } = experiment;
  return (
    <section className="panel" aria-labelledby={title}>
      <div className="experiment__head">
        <h2 id={title}>{texts.between(nameOf(a), nameOf(b))}</h2>
        <p className="muted">{texts.over(id, stoppedAt ?? id)}</p>
      </div>
      <ExperimentResults experiment={experiment} />
    </section>
  );
}

function Earlier({ experiments }: { readonly experiments: readonly ExperimentState[] }) {
  const nameOf = useRecommenderName();
  if (experiments.length === 0) return null;
  return (
    <section className="experiment__earlier">
      <h2>{texts.earlier}</h2>
      {experiments.map((experiment) => (
        <details key={experiment.id} className="panel">
          <summary>
            <strong>{texts.between(nameOf(experiment.a), nameOf(experiment.b))}</strong>
            <span className="muted">
              {texts.over(experiment.id, experiment.stoppedAt ?? experiment.id)} ·{' '}
              {experiment.lists === 0 ? experimentResults.none : texts.rounds(experiment.lists)}
            </span>
          </summary>
          <ExperimentResults experiment={experiment} />
        </details>
      ))}
    </section>
  );
}
