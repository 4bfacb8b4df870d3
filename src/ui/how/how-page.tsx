import { type ReactNode, useEffect } from 'react';
import { Link } from 'wouter';
import { recommenderInfo } from '../../protocol/recommender-catalog.ts';
import type { Component } from '../../recommenders/hybrid/components.ts';
import { LoadingProgress } from '../app/loading-progress.tsx';
import { Page } from '../app/page.tsx';
import { paths } from '../app/routes.ts';
import { Confidence } from '../movie/confidence.tsx';
import { Poster } from '../poster/poster.tsx';
import { useSelect, useStore } from '../state/store.ts';
import { ComponentDetail } from '../why/component-detail.tsx';
import { componentNames } from '../why/texts.ts';
import { WhyComponents } from '../why/why-components.tsx';
import type { Explained } from '../why/why-state.ts';
import { silentText, how as texts } from './texts.ts';
import { WeightBars } from './weight-bars.tsx';
import '../why/why.css';
import './how.css';

const COMPONENTS: readonly Component[] = ['stars', 'ease', 'ials', 'viewing', 'content', 'popularity'];

/** From ratings to a list, in plain words, with the person's own numbers. */
export default function HowPage() {
  const loading = useSelect((state) => state.loading);
  const told = useFirstMovie();
  return (
    <Page
      title={texts.title}
      className="how"
      lead={loading === null ? <p>{texts.lead}</p> : <LoadingProgress loading={loading} />}
    >
      <Known />
      <section>
        <h2>{texts.movieTitle}</h2>
        <Movie told={told} />
      </section>
      {told !== null &&
        told.components.length > 0 &&
        COMPONENTS.map((component) => <ComponentSection key={component} component={component} told={told} />)}
      <Mixed />
      {told !== null && <Sure told={told} />}
      <section>
        <h2>{texts.privateTitle}</h2>
        <p>{texts.private}</p>
        <p className="how__links">
          <Link href={paths.training}>{texts.watch}</Link>
          <Link href={paths.lab}>{texts.lab}</Link>
          <Link href={paths.privacy}>{texts.data}</Link>
        </p>
      </section>
    </Page>
  );
}

/** Why the first film of the list stands there; asked again whenever the list is told anew. */
function useFirstMovie(): Explained | null {
  const store = useStore();
  const list = useSelect((state) => state.recommended);
  const told = useSelect((state) => state.why.told);
  const first = list?.cards[0]?.movie.id ?? null;
  useEffect(() => {
    if (first !== null) store.send({ type: 'explain', movieId: first });
    if (list !== null) store.send({ type: 'mix' });
  }, [store, list, first]);
  return told !== null && told.card.movie.id === first ? told : null;
}

function Known() {
  const rated = useSelect((state) => state.person.ratings.length);
  const report = useSelect((state) => state.dataset?.report ?? null);
  return (
    <section>
      <h2>{texts.knownTitle}</h2>
      {report !== null && <p>{texts.known(rated, report.movies, report.ratings, report.users)}</p>}
      <p className="how__links">
        <Link href={paths.privacy}>{texts.overview}</Link>
        {rated < 5 && <Link href={paths.rateMovies}>{texts.rate}</Link>}
      </p>
    </section>
  );
}

function Movie({ told }: { readonly told: Explained | null }) {
  const empty = useSelect((state) => state.recommended?.cards.length === 0);
  if (told === null) return <p>{empty ? texts.none : texts.waiting}</p>;
  const { card, components, by } = told;
  return (
    <>
      <div className="how__film">
        <Link className="how__poster" href={paths.movie(card.movie.id)} aria-label={card.movie.title}>
          <Poster movie={card.movie} />
        </Link>
        <div>
          <p>{texts.movie(card.movie.title)}</p>
          <p className="muted">
            {components.length > 0 ? texts.movieHint : texts.otherRanker(recommenderInfo[by].name)}
          </p>
        </div>
      </div>
      {components.length > 0 && (
        <div className="panel">
          <WhyComponents explained={told} />
        </div>
      )}
    </>
  );
}

function ComponentSection({ component, told }: { readonly component: Component; readonly told: Explained }) {
  const own = useSelect((state) => state.why.mix?.own[component] ?? null);
  const said = told.components.find((one) => one.component === component);
  return (
    <section>
      <h2>{componentNames[component]}</h2>
      <p>{texts.explain[component]}</p>
      {said !== undefined ? (
        <div className="how__detail">
          <ComponentDetail said={said} />
        </div>
      ) : (
        <p className="muted">{own === 0 ? texts.noSay : silentText(component)}</p>
      )}
      <Deeper>{texts.formula[component]}</Deeper>
    </section>
  );
}

function Mixed() {
  const mix = useSelect((state) => state.why.mix);
  if (mix === null) return null;
  return (
    <section>
      <h2>{texts.mixTitle}</h2>
      <p>{texts.mix(mix.ratings)}</p>
      <div className="panel">
        <WeightBars mix={mix} />
      </div>
    </section>
  );
}

function Sure({ told: { card } }: { readonly told: Explained }) {
  if (card.predicted === null || card.certainty === null) return null;
  return (
    <section>
      <h2>{texts.sureTitle}</h2>
      <p>{texts.sure}</p>
      <div className="panel">
        <p>{texts.expected(card.movie.title, card.predicted)}</p>
        <Confidence certainty={card.certainty} predicted={card.predicted} ratings={card.ratings} />
      </div>
      <Deeper>{texts.sureFormula}</Deeper>
    </section>
  );
}

function Deeper({ children }: { readonly children: ReactNode }) {
  return (
    <details className="how__deeper">
      <summary>{texts.deeper}</summary>
      <p>{children}</p>
    </details>
  );
}
