import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { type Component, componentInfo, inChapters } from '../../protocol/component-catalog.ts';
import type { Explanation } from '../../protocol/explanation-messages.ts';
import { paths } from '../app/routes.ts';
import { Page } from '../kit/page.tsx';
import { ComponentDetail } from '../movie/component-detail.tsx';
import { Confidence } from '../movie/confidence.tsx';
import { recommenderName } from '../movie/recommender-texts.ts';
import { WhyComponents } from '../movie/why-components.tsx';
import { Poster } from '../poster/poster.tsx';
import { LoadingProgress } from '../state/loading-progress.tsx';
import { useSelect } from '../state/store.ts';
import { useQuery } from '../state/use-query.ts';
import { useRecommendations } from '../state/use-recommendations.ts';
import { useTexts, useWords } from '../state/use-words.ts';
import { how, mixText, silentText } from './texts.ts';
import { WeightBars } from './weight-bars.tsx';
import './how.css';

/** The page that explains in plain words how ratings become a list, with the person's own numbers. */
export default function HowPage() {
  const texts = useTexts(how);
  const loading = useSelect((state) => state.app.loading);
  const explanation = useFirstMovie();
  return (
    <Page
      title={texts.title}
      className="how"
      lead={loading === null ? <p>{texts.lead}</p> : <LoadingProgress loading={loading} />}
    >
      <Known />
      <section>
        <h2>{texts.movieTitle}</h2>
        <Movie explanation={explanation} />
      </section>
      {explanation !== null &&
        explanation.components.length > 0 &&
        inChapters().map(({ id }) => <ComponentSection key={id} component={id} explanation={explanation} />)}
      <Mixed />
      {explanation !== null && <Sure explanation={explanation} />}
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

/** The explanation of the first movie in the list. */
function useFirstMovie(): Explanation | null {
  const { recommendations } = useRecommendations();
  const first = recommendations?.cards[0]?.movie.id ?? null;
  return useQuery(first === null ? null : { type: 'explanation', movieId: first }).answer;
}

function Known() {
  const words = useWords();
  const texts = useTexts(how);
  const rated = useSelect((state) => state.person.ratings.length);
  const report = useSelect((state) => state.app.dataset?.report ?? null);
  return (
    <section>
      <h2>{texts.knownTitle}</h2>
      {report !== null && <p>{texts.known(rated, report.movies, report.ratings, report.users, words)}</p>}
      <p className="how__links">
        <Link href={paths.privacy}>{texts.overview}</Link>
        {rated < 5 && <Link href={paths.rateMovies}>{texts.rate}</Link>}
      </p>
    </section>
  );
}

function Movie({ explanation }: { readonly explanation: Explanation | null }) {
  const words = useWords();
  const texts = useTexts(how);
  const empty = useRecommendations().recommendations?.cards.length === 0;
  if (explanation === null) return <p>{empty ? texts.none : texts.waiting}</p>;
  const { card, components, by } = explanation;
  return (
    <>
      <div className="how__movie">
        <Link className="how__poster" href={paths.movie(card.movie.id)} aria-label={card.movie.title}>
          <Poster movie={card.movie} />
        </Link>
        <div>
          <p>{texts.movie(card.movie.title)}</p>
          <p className="muted">
            {components.length > 0 ? texts.movieHint : texts.otherRanker(recommenderName(by, words))}
          </p>
        </div>
      </div>
      {components.length > 0 && (
        <div className="panel">
          <WhyComponents explained={explanation} />
        </div>
      )}
    </>
  );
}

function ComponentSection(props: { readonly component: Component; readonly explanation: Explanation }) {
  const { component, explanation } = props;
  const { name, explanation: howItWorks, formula } = useTexts(componentInfo[component]);
  const { answer: weights } = useQuery({ type: 'weights' });
  const own = weights?.own[component] ?? null;
  const explained = explanation.components.find((one) => one.component === component);
  return (
    <section>
      <h2>{name}</h2>
      <p>{howItWorks}</p>
      {explained !== undefined ? (
        <div className="how__detail">
          <ComponentDetail said={explained} />
        </div>
      ) : (
        <p className="muted">{own === 0 ? how.zeroWeight : silentText(component)}</p>
      )}
      <Deeper>{formula}</Deeper>
    </section>
  );
}

function Mixed() {
  const words = useWords();
  const { answer: weights } = useQuery({ type: 'weights' });
  if (weights === null) return null;
  return (
    <section>
      <h2>{how.mixTitle}</h2>
      <p>{how.mix(weights.ratings, words)}</p>
      <p>{mixText(weights.mix)}</p>
      <div className="panel">
        <WeightBars mix={weights} />
      </div>
    </section>
  );
}

function Sure({ explanation: { card } }: { readonly explanation: Explanation }) {
  const texts = useTexts(how);
  if (card.predicted === null || card.confidence === null) return null;
  return (
    <section>
      <h2>{texts.sureTitle}</h2>
      <p>{texts.sure}</p>
      <div className="panel">
        <p>{texts.expected(card.movie.title, card.predicted)}</p>
        <Confidence confidence={card.confidence} predicted={card.predicted} ratings={card.ratings} />
      </div>
      <Deeper>{texts.sureFormula}</Deeper>
    </section>
  );
}

function Deeper({ children }: { readonly children: ReactNode }) {
  return (
    <details className="how__deeper">
      <summary>{how.deeper}</summary>
      <p>{children}</p>
    </details>
  );
}
