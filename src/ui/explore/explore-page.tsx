import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'wouter';
import { Icon } from '../kit/icons.tsx';
import { Page } from '../kit/page.tsx';
import { SegmentedControl } from '../kit/segmented-control.tsx';
import { MovieFilters } from '../movie/movie-filters.tsx';
import { LoadingProgress } from '../state/loading-progress.tsx';
import { useSelect } from '../state/store.ts';
import { useQuery } from '../state/use-query.ts';
import { ExploreList } from './explore-list.tsx';
import { addressOf, type Exploring, exploringFrom } from './explore-url.ts';
import { orders, explore as texts } from './texts.ts';
import { useBrowseWindows } from './use-browse-windows.ts';
import './explore.css';

const VIEWS = (['grid', 'list'] as const).map((id) => ({ id, name: texts[id] }));

/** The page with all movies: search, filters and sorting, as posters or as a list. */
export default function ExplorePage() {
  const [params, setParams] = useSearchParams();
  const exploring = useMemo(() => exploringFrom(params), [params]);
  const change = (part: Partial<Exploring>) =>
    setParams(addressOf({ ...exploring, ...part }), { replace: true });
  const loading = useSelect((state) => state.app.loading);
  const windows = useBrowseWindows(exploring);
  const total = useQuery(windows.at(0)).answer?.total ?? null;
  return (
    <Page
      title={texts.title}
      className="explore"
      lead={loading === null ? <Count total={total} /> : <LoadingProgress loading={loading} />}
    >
      <Tools exploring={exploring} change={change} />
      {total === 0 ? (
        <div className="empty">
          <p>
            {texts.none}
            <br />
            <span className="muted">{texts.noneHint}</span>
          </p>
          <button
            type="button"
            className="button"
            onClick={() => setParams(new URLSearchParams(), { replace: true })}
          >
            {texts.clear}
          </button>
        </div>
      ) : (
        <ExploreList key={exploring.view} view={exploring.view} total={total} windows={windows} />
      )}
    </Page>
  );
}

function Count({ total }: { readonly total: number | null }) {
  return <p role="status">{total === null ? '' : texts.found(total)}</p>;
}

/** The address and the list update after typing pauses for this long. */
const TYPING_MS = 120;

function Tools(props: {
  readonly exploring: Exploring;
  readonly change: (part: Partial<Exploring>) => void;
}) {
  const { exploring, change } = props;
  const id = useId();
  const hasModel = useSelect((state) => state.training.modelRunId !== null);
  return (
    <div className="explore__tools">
      <div className="explore__row">
        <Query query={exploring.query} change={change} />
        <div className="choice">
          <label htmlFor={`${id}-order`}>{texts.order}</label>
          <select
            id={`${id}-order`}
            value={exploring.order}
            onChange={(event) => change({ order: exploringFrom(sortedBy(event.target.value)).order })}
          >
            {Object.entries(orders)
              .filter(([order]) => order !== 'match' || exploring.query !== '')
              .map(([order, name]) => (
                <option key={order} value={order}>
                  {name}
                </option>
              ))}
          </select>
        </div>
        <SegmentedControl
          label={texts.view}
          options={VIEWS}
          value={exploring.view}
          onChange={(view) => change({ view })}
        />
      </div>
      <details className="explore__filters">
        <summary className="list-settings__summary">
          <Icon name="adjustments" />
          {texts.filters}
        </summary>
        <div className="list-settings__body panel">
          <MovieFilters filters={exploring} change={change} />
          <label className="explore__hide">
            <input
              type="checkbox"
              checked={exploring.hideKnown}
              onChange={(event) => change({ hideKnown: event.target.checked })}
            />
            {texts.hideKnown}
          </label>
        </div>
      </details>
      {exploring.order === 'predicted' && !hasModel && <p className="muted">{texts.noModel}</p>}
    </div>
  );
}

function sortedBy(order: string): URLSearchParams {
  return new URLSearchParams({ sort: order, q: order === 'match' ? 'x' : '' });
}

function Query(props: { readonly query: string; readonly change: (part: Partial<Exploring>) => void }) {
  const { query, change } = props;
  const id = useId();
  const [typed, setTyped] = useState(query);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const sent = useRef(query);
  useEffect(() => {
    // Back, forward and "clear all" change the address but not the text field.
    if (query !== sent.current) {
      sent.current = query;
      setTyped(query);
    }
  }, [query]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <div className="choice explore__query">
      <label htmlFor={id}>{texts.query}</label>
      <input
        id={id}
        type="search"
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          const next = event.target.value;
          setTyped(next);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => {
            sent.current = next;
            change({ query: next, order: next.trim() === '' ? 'popularity' : 'match' });
          }, TYPING_MS);
        }}
      />
    </div>
  );
}
