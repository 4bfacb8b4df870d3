import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { defaultListSettings } from '../../protocol/list-settings.ts';
import { paths } from '../app/routes.ts';
import { nav } from '../app/texts.ts';
import { Page } from '../kit/page.tsx';
import { SegmentedControl } from '../kit/segmented-control.tsx';
import { useInView } from '../kit/use-in-view.ts';
import { LoadingProgress } from '../state/loading-progress.tsx';
import { remember, remembered } from '../state/local-preferences.ts';
import { useSelect, useStore } from '../state/store.ts';
import { useRecommendations } from '../state/use-recommendations.ts';
import { useTexts, useWords } from '../state/use-words.ts';
import { answer } from './answer-texts.ts';
import { rows } from './carousel-texts.ts';
import { Carousels } from './carousels.tsx';
import { ListSettingsPanel } from './list-settings-panel.tsx';
import { countActive, listSettings as listSettingsTexts } from './list-settings-texts.ts';
import { RecommendationGrid } from './recommendation-grid.tsx';
import { RecommenderChoice } from './recommender-choice.tsx';
import { LIST_STEP } from './state.ts';
import { componentsText, forYou as texts } from './texts.ts';
import './for-you.css';

const VIEWS = (['rows', 'list'] as const).map((id) => ({ id, name: rows.views[id] }));

type View = 'rows' | 'list';

/** The main page: the person's recommendations. */
export default function ForYouPage() {
  const { recommendations } = useRecommendations();
  const loading = useSelect((state) => state.app.loading);
  const [view, setView] = useState<View>(remembered('view') === 'list' ? 'list' : 'rows');
  const choose = (next: View) => {
    remember('view', next);
    setView(next);
  };
  const experiment = recommendations?.experiment ?? null;
  const none = recommendations?.cards.length === 0;
  // A live experiment counts what the person chooses from one interleaved list, so it cannot use rows.
  const inRows = view === 'rows' && experiment === null && !none;
  return (
    <Page title={texts.title} lead={loading === null ? <Basis /> : <LoadingProgress loading={loading} />}>
      <RecommenderChoice />
      {experiment === null && (
        <SegmentedControl align="end" label={rows.view} options={VIEWS} value={view} onChange={choose} />
      )}
      <ListSettingsPanel />
      {inRows ? (
        <Carousels />
      ) : (
        <RecommendationGrid
          cards={recommendations?.cards ?? null}
          expected={LIST_STEP}
          label={texts.region}
          experiment={experiment}
        />
      )}
      {none && <Nothing />}
      {inRows ? <AsOneList choose={() => choose('list')} /> : <More />}
    </Page>
  );
}

/** Says what the list is based on, and links to a way to add more ratings. */
function Basis() {
  const words = useWords();
  const { tookHint } = useTexts(answer);
  const { recommendations, took } = useRecommendations();
  const rated = useSelect((state) => state.person.ratings.length);
  const picks = useSelect((state) => state.person.genres.length);
  if (recommendations === null) return null;
  const { components } = recommendations;
  return (
    <p className="basis">
      <span>
        {[components === null ? '' : componentsText(components), texts.rests(rated, picks)]
          .filter(Boolean)
          .join(' · ')}
        {took !== null && (
          <>
            {' · '}
            <abbr title={tookHint}>{answer.took(took)}</abbr>
          </>
        )}
      </span>
      {rated < 5 && <Link href={paths.rateMovies}>{texts.rateSome(words)}</Link>}
      <Link href={paths.tonight}>{texts.tonight(words)}</Link>
      <Link href={paths.how}>{nav.how}</Link>
    </p>
  );
}

function Nothing() {
  const words = useWords();
  const { none, noneHint } = useTexts(listSettingsTexts);
  const filtered = useSelect((state) => countActive(state.person.listSettings, defaultListSettings) > 0);
  return <p className="empty">{filtered ? `${none} ${noneHint}` : texts.none(words)}</p>;
}

/** A button after the last row that switches to the full list, which continues further. */
function AsOneList({ choose }: { readonly choose: () => void }) {
  return (
    <div className="more">
      <button
        type="button"
        className="button"
        onClick={() => {
          choose();
          window.scrollTo({ top: 0 });
        }}
      >
        {rows.all}
      </button>
    </div>
  );
}

function More() {
  const store = useStore();
  const { recommendations } = useRecommendations();
  const shown = recommendations?.cards.length ?? 0;
  const available = recommendations?.available ?? 0;
  const next = Math.min(available, shown + LIST_STEP);
  if (shown === 0 || shown >= available) return null;
  // The key creates a new button for each step, so each one checks again whether the end of the list is in view.
  return <MoreButton key={next} showMore={() => store.act({ type: 'moreShown', count: next })} />;
}

/** The next movies appear automatically near the end of the list; the button is for keyboard users. */
function MoreButton({ showMore }: { readonly showMore: () => void }) {
  const [button, isNear] = useInView<HTMLButtonElement>({ margin: '200px', isOnce: true });
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks once
  useEffect(() => {
    if (isNear) showMore();
  }, [isNear]);
  return (
    <div className="more">
      <button ref={button} type="button" className="button" onClick={showMore}>
        {texts.more}
      </button>
    </div>
  );
}
