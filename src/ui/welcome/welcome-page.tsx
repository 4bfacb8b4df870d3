import { useLocation, useSearch } from 'wouter';
import { paths } from '../app/routes.ts';
import { welcome as texts } from '../app/texts.ts';
import { ImportButton } from '../import/import-button.tsx';
import { Page } from '../kit/page.tsx';
import { GenreTiles } from '../poster/genre-tiles.tsx';
import { LoadingProgress } from '../state/loading-progress.tsx';
import { useActs, useSelect } from '../state/store.ts';
import { useWords } from '../state/use-words.ts';
import { PicksSoFar } from './picks-so-far.tsx';
import { RateMovies } from './rate-movies.tsx';
import './welcome.css';

/** Asks for genres first, then for a few movies, with the recommendations beside them. The address holds the step. */
export function WelcomePage() {
  const [, navigate] = useLocation();
  const step = new URLSearchParams(useSearch()).get('step');
  return step === 'films' ? (
    <Movies key="films" back={() => navigate(paths.welcome)} />
  ) : (
    <Genres key="genres" next={() => navigate(paths.rateMovies)} />
  );
}

function Genres({ next }: { readonly next: () => void }) {
  const words = useWords();
  const picked = useSelect((state) => state.person.genres);
  const loading = useSelect((state) => state.app.loading);
  const missing = 3 - picked.length;
  return (
    <Page
      title={texts.title}
      lead={
        <>
          <p>
            {texts.lead(words)} <strong className="welcome__private">{texts.private}</strong>
          </p>
          <p className="welcome__import">
            {texts.elsewhere(words)} <ImportButton quiet />
          </p>
        </>
      }
    >
      <div className="welcome">
        <div>
          <GenreTiles />
          <div className="welcome__acts">
            {loading !== null && (
              <div className="welcome__loading">
                <LoadingProgress loading={loading} />
              </div>
            )}
            <button type="button" className="button button--main" disabled={missing > 0} onClick={next}>
              {texts.next(words)}
            </button>
            <button type="button" className="button button--quiet" onClick={next}>
              {texts.skip}
            </button>
            <p className="muted numbers" role="status">
              {missing > 0 && picked.length > 0 ? texts.missing(missing) : texts.picked(picked.length)}
            </p>
          </div>
        </div>
        <PicksSoFar />
      </div>
    </Page>
  );
}

function Movies({ back }: { readonly back: () => void }) {
  const words = useWords();
  const [, navigate] = useLocation();
  const { finishOnboarding } = useActs();
  const rated = useSelect((state) => state.person.ratings.length);
  const loading = useSelect((state) => state.app.loading);
  const finish = () => {
    finishOnboarding();
    navigate(paths.forYou);
  };
  return (
    <Page title={texts.rateTitle(words)} lead={<p>{texts.rateLead}</p>}>
      <div className="welcome">
        <div>
          <RateMovies />
          <div className="welcome__acts">
            {loading !== null && (
              <div className="welcome__loading">
                <LoadingProgress loading={loading} />
              </div>
            )}
            <button type="button" className={rated >= 5 ? 'button button--main' : 'button'} onClick={finish}>
              {rated >= 1 ? texts.finish : texts.finishEarly}
            </button>
            <button type="button" className="button button--quiet" onClick={back}>
              {texts.back}
            </button>
            <p className="muted numbers" role="status">
              {texts.counted(rated, words)}
            </p>
          </div>
        </div>
        <PicksSoFar />
      </div>
    </Page>
  );
}
