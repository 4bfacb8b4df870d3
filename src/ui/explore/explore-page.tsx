import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import type { BrowseChoices, BrowsedMovies, BrowseOrder, Credits } from '../../protocol/browse-messages.ts';
import { paths } from '../app/routes.ts';
import { Icon } from '../kit/icons.tsx';
import { Page } from '../kit/page.tsx';
import { SegmentedControl } from '../kit/segmented-control.tsx';
import { SelectField } from '../movie/select-field.tsx';
import { creditsText } from '../search/texts.ts';
import { isArriving as isArrivingState } from '../state/app-state.ts';
import { LoadingProgress } from '../state/loading-progress.tsx';
import { useSelect } from '../state/store.ts';
import { useQuery } from '../state/use-query.ts';
import { useTexts, useWords } from '../state/use-words.ts';
import { type ActiveFilter, activeFilters } from './active-filters.ts';
import { ExploreFilters } from './explore-filters.tsx';
import { ExploreList } from './explore-list.tsx';
import { addressOf, defaultOrder, type Exploring, exploringFrom } from './explore-url.ts';
import { chips, orders, person as personTexts, explore as texts } from './texts.ts';
import { useBrowseWindows } from './use-browse-windows.ts';
import './explore.css';

const VIEWS = (['grid', 'list'] as const).map((id) => ({ id, name: texts[id] }));
const ROLES = (['all', 'director', 'cast'] as const).map((id) => ({ id, name: personTexts[id] }));

/** Orders by ratings that are not in the data set. */
const WORLD_ORDERS: readonly BrowseOrder[] = ['acclaim', 'fame'];

type Change = (part: Partial<Exploring>) => void;

/** The page with all movies: search, filters and sorting, as posters or as a list; or those of one person. */
export default function ExplorePage() {
  const [params, setParams] = useSearchParams();
  const exploring = useMemo(() => exploringFrom(params), [params]);
  const change: Change = (part) => setParams(addressOf({ ...exploring, ...part }), { replace: true });
  const windows = useBrowseWindows(exploring);
  const { answer } = useQuery(windows.at(0));
  const choices = useQuery({ type: 'browseChoices' }).answer;
  const filters = activeFilters(exploring);
  const clear = () => setParams(new URLSearchParams(), { replace: true });
  return (
    <Page
      key={exploring.person}
      title={answer?.person?.name ?? exploring.person ?? texts.title}
      className="explore"
      lead={<Lead exploring={exploring} answer={answer} />}
    >
      {exploring.person !== null && <PersonTools exploring={exploring} answer={answer} change={change} />}
      <Tools exploring={exploring} choices={choices} filters={filters} change={change} />
      <Chips filters={filters} change={change} clear={clear} />
      <People people={answer?.people ?? []} />
      {answer?.total === 0 ? (
        <Nothing exploring={exploring} hasDetails={choices?.hasDetails ?? false} clear={clear} />
      ) : (
        <ExploreList
          key={exploring.view}
          view={exploring.view}
          ratings={WORLD_ORDERS.includes(exploring.order) ? 'everywhere' : 'here'}
          total={answer?.total ?? null}
          windows={windows}
        />
      )}
    </Page>
  );
}

function Lead(props: { readonly exploring: Exploring; readonly answer: BrowsedMovies | null }): ReactNode {
  const { exploring, answer } = props;
  const words = useWords();
  const loading = useSelect((state) => state.app.loading);
  if (loading !== null) return <LoadingProgress loading={loading} />;
  const credits = answer?.person ?? null;
  const isWholePerson = credits !== null && exploring.query === '' && activeFilters(exploring).length === 0;
  return (
    <>
      {exploring.person !== null && credits !== null && <p>{creditsText(credits, words)}</p>}
      {/* The line above says how many movies a person has made, where nothing is filtered. */}
      <p role="status" className={isWholePerson ? 'visually-hidden' : undefined}>
        {answer === null ? '' : texts.found(answer.total, words)}
      </p>
    </>
  );
}

/** What the person did, where they did both, and the way back. */
function PersonTools(props: {
  readonly exploring: Exploring;
  readonly answer: BrowsedMovies | null;
  readonly change: Change;
}) {
  const { exploring, answer, change } = props;
  const words = useWords();
  const credits = answer?.person ?? null;
  return (
    <div className="explore__person">
      {credits !== null && credits.directed > 0 && credits.played > 0 && (
        <SegmentedControl
          label={personTexts.role}
          options={ROLES}
          value={exploring.role ?? 'all'}
          onChange={(role) => change({ role: role === 'all' ? null : role })}
        />
      )}
      <Link href={paths.explore}>{personTexts.leave(words)}</Link>
    </div>
  );
}

/** The filters that are on, each with a button that removes it. */
function Chips(props: {
  readonly filters: readonly ActiveFilter[];
  readonly change: Change;
  readonly clear: () => void;
}) {
  const { filters, change, clear } = props;
  if (filters.length === 0) return null;
  return (
    <ul className="explore__chips" aria-label={chips.label}>
      {filters.map(({ name, without }) => (
        <li key={name}>
          <button
            type="button"
            className="explore__chip"
            aria-label={chips.remove(name)}
            onClick={() => change(without)}
          >
            {name}
            <Icon name="close" />
          </button>
        </li>
      ))}
      <li>
        <button type="button" className="explore__chip explore__chip--all" onClick={clear}>
          {texts.clear}
        </button>
      </li>
    </ul>
  );
}

/** People whose names are like the search text; each leads to their movies. */
function People({ people }: { readonly people: readonly Credits[] }) {
  const words = useWords();
  if (people.length === 0) return null;
  return (
    <ul className="explore__people" aria-label={personTexts.found}>
      {people.map((credits) => (
        <li key={credits.name}>
          <Link className="explore__found-person" href={paths.exploreBy(credits.name)}>
            <strong>{credits.name}</strong>
            <span className="muted">{creditsText(credits, words)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Says why nothing is there, with a way out. */
function Nothing(props: {
  readonly exploring: Exploring;
  readonly hasDetails: boolean;
  readonly clear: () => void;
}) {
  const { exploring, hasDetails, clear } = props;
  const words = useWords();
  const { arriving, absent } = useTexts(texts);
  const { person, language, country, shortest, longest } = exploring;
  const isArriving = useSelect(isArrivingState);
  const needs = [person, language, country, shortest, longest].some((value) => value !== null);
  const why =
    needs && !hasDetails
      ? isArriving
        ? arriving
        : absent
      : person !== null && activeFilters(exploring).length === 0 && exploring.query === ''
        ? personTexts.nobody(person, words)
        : null;
  return (
    <div className="empty">
      <p>
        {why ?? texts.none(words)}
        {why === null && (
          <>
            <br />
            <span className="muted">{texts.noneHint}</span>
          </>
        )}
      </p>
      <button type="button" className="button" onClick={clear}>
        {texts.clear}
      </button>
    </div>
  );
}

/** The address and the list update after typing pauses for this long. */
const TYPING_MS = 120;

function Tools(props: {
  readonly exploring: Exploring;
  readonly choices: BrowseChoices | null;
  readonly filters: readonly ActiveFilter[];
  readonly change: Change;
}) {
  const { exploring, choices, filters, change } = props;
  const { order, query } = exploring;
  const hasModel = useSelect((state) => state.training.modelRunId !== null);
  const isThere = (other: BrowseOrder): boolean => {
    if (other === 'match') return query !== '';
    return !WORLD_ORDERS.includes(other) || other === order || (choices?.hasWorld ?? false);
  };
  return (
    <div className="explore__tools">
      <div className="explore__row">
        <Query exploring={exploring} change={change} />
        <SelectField
          label={texts.order}
          value={order}
          options={(Object.keys(orders) as BrowseOrder[])
            .filter(isThere)
            .map((value) => ({ value, name: orders[value] }))}
          onChange={(value) => value !== null && change({ order: value })}
        />
        <SegmentedControl
          label={texts.view}
          options={VIEWS}
          value={exploring.view}
          onChange={(view) => change({ view })}
        />
      </div>
      <ExploreFilters exploring={exploring} choices={choices} active={filters.length} change={change} />
      {order === 'predicted' && !hasModel && <p className="muted">{texts.noModel}</p>}
      {order === 'acclaim' && <p className="muted">{texts.acclaim}</p>}
    </div>
  );
}

function Query({ exploring, change }: { readonly exploring: Exploring; readonly change: Change }) {
  const { query, person } = exploring;
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
            const order = defaultOrder({ query: next.trim(), person });
            change({ query: next, order });
          }, TYPING_MS);
        }}
      />
    </div>
  );
}
