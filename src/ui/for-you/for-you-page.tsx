import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { defaultListSettings } from '../../protocol/list-settings.ts';
import { LoadingProgress } from '../app/loading-progress.tsx';
import { Page } from '../app/page.tsx';
import { paths } from '../app/routes.ts';
import { componentsText, nav, forYou as texts } from '../app/texts.ts';
import { SegmentedControl } from '../kit/segmented-control.tsx';
import { useInView } from '../kit/use-in-view.ts';
import { remember, remembered } from '../state/local-preferences.ts';
import { useSelect, useStore } from '../state/store.ts';
import { useRecommendations } from '../state/use-recommendations.ts';
import { answer } from './answer-texts.ts';
import { rows } from './carousel-texts.ts';
import { Carousels } from './carousels.tsx';
import { ListSettingsPanel } from './list-settings-panel.tsx';
import { countActive, listSettings as listSettingsTexts } from './list-settings-texts.ts';
import { RecommendationGrid } from './recommendation-grid.tsx';
import { RecommenderChoice } from './recommender-choice.tsx';
import { LIST_STEP } from './state.ts';
import './for-you.css';

const VIEWS = (['rows', 'list'] as const).map((id) => ({ id, name: rows.views[id] }));

type View = 'rows' | 'list';

/** The list a person comes for. */
export function ForYouPage() {
  const { recommendations } = useRecommendations();
  const loading = useSelect((state) => state.app.loading);
  const [view, setView] = useState<View>(remembered('view') === 'list' ? 'list' : 'rows');
  const choose = (next: View) => {
    remember('view', next);
    setView(next);
  };
  const experiment = recommendations?.experiment ?? null;
  const none = recommendations?.cards.length === 0;
  // A live experiment counts what is chosen from one list that interleaves two.
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

/** What the list rests on, and a way to make it rest on more. */
function Basis() {
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
            <abbr title={answer.tookHint}>{answer.took(took)}</abbr>
          </>
        )}
      </span>
      {rated < 5 && <Link href={paths.rateMovies}>{texts.rateSome}</Link>}
      <Link href={paths.how}>{nav.how}</Link>
    </p>
  );
}

function Nothing() {
  const filtered = useSelect((state) => countActive(state.person.listSettings, defaultListSettings) > 0);
  return (
    <p className="empty">
      {filtered ? `${listSettingsTexts.none} ${listSettingsTexts.noneHint}` : texts.none}
    </p>
  );
}

/** After the last row: the list itself, which goes on. */
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
  // The key makes a new button for each step: that the end is in view is measured anew when the list has grown.
  return <MoreButton key={next} showMore={() => store.act({ type: 'moreShown', count: next })} />;
}

/** Near the end of the list the next movies appear on their own; the button is for keyboards. */
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
