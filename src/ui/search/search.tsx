import { type KeyboardEvent, type RefObject, useCallback, useEffect, useId, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { SearchResult as Result } from '../../protocol/browse-messages.ts';
import type { Movie } from '../../protocol/movie-card.ts';
import { paths } from '../app/routes.ts';
import { shelf as shelfTexts, search as texts } from '../app/texts.ts';
import { Icon } from '../kit/icons.tsx';
import { useDebounced } from '../kit/use-debounced.ts';
import { shelfToCome } from '../state/app-state.ts';
import { useSelect } from '../state/store.ts';
import { useQuery } from '../state/use-query.ts';
import { useWords } from '../state/use-words.ts';
import { SearchResult } from './search-result.tsx';
import './search.css';

const WAIT_MS = 60;

/** An action that replaces opening the page of the movie, and the name of the field. */
interface Instead {
  readonly label: string;
  readonly choose: (movie: Movie) => void;
}

/**
 * A combobox that follows the ARIA pattern: the list updates with the text; Enter or a click opens the movie's page.
 * @param props.instead for a field outside the bar; the key "/" focuses only the field in the bar
 */
export function Search(props: { readonly instead?: Instead }) {
  const words = useWords();
  const { instead } = props;
  const label = instead?.label ?? texts.label(words);
  const input = useRef<HTMLInputElement>(null);
  const root = useRef<HTMLDivElement>(null);
  const list = useId();
  const [number, renew] = useRenewal();
  const field = useSearchField(instead, input, renew);
  const { query, open, setOpen, active, expanded } = field;

  const openField = useCallback(() => {
    setOpen(true);
    // Focuses at once, so that it gets letters typed right after the key. On a small screen it must appear first.
    input.current?.focus();
    requestAnimationFrame(() => input.current?.focus());
  }, [setOpen]);
  useSlashKey(instead === undefined, openField);
  usePressOutside(root, setOpen);

  return (
    <div className={`search${open ? ' search--open' : ''}`} ref={root}>
      <button
        type="button"
        className="icon-button search__opener"
        aria-label={texts.open}
        onClick={openField}
      >
        <Icon name="search" />
      </button>
      <search className="search__field">
        <Icon name="search" />
        <input
          key={number}
          ref={input}
          className="search__input"
          type="text"
          role="combobox"
          aria-label={label}
          aria-expanded={expanded}
          aria-controls={list}
          aria-autocomplete="list"
          {...(expanded && active >= 0 ? { 'aria-activedescendant': `${list}-${active}` } : {})}
          placeholder={instead?.label ?? texts.placeholder(words)}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="search"
          value={query}
          onChange={(event) => field.type(event.target.value)}
          onFocus={() => setOpen(true)}
          onBlur={(event) => {
            if (!root.current?.contains(event.relatedTarget)) setOpen(false);
            // Where the window loses the focus, the field keeps it for later.
            if (event.target.value === '' && document.activeElement !== event.target) renew();
          }}
          onKeyDown={field.onKeyDown}
        />
        {instead === undefined && <kbd className="search__key">/</kbd>}
        <button
          type="button"
          className="icon-button search__closer"
          aria-label={texts.close}
          onClick={field.clear}
        >
          <Icon name="close" />
        </button>
      </search>
      <Results field={field} list={list} label={label} />
    </div>
  );
}

/** The list under the field, and its announcements for screen readers. */
function Results(props: {
  readonly field: ReturnType<typeof useSearchField>;
  /** The id of the list. */
  readonly list: string;
  readonly label: string;
}) {
  const words = useWords();
  const { field, list, label } = props;
  const { asked, results, answered, expanded, active, choose, open } = field;
  const shelf = useSelect(shelfToCome);
  const isWaiting = shelf !== null && open && asked !== '' && !answered;
  return (
    <>
      <div className="search__results" id={list} role="listbox" aria-label={label} hidden={!expanded}>
        {results.map((result, n) => (
          <SearchResult
            key={'movie' in result ? result.movie.id : result.name}
            id={`${list}-${n}`}
            result={result}
            active={n === active}
            onChoose={() => choose(result)}
          />
        ))}
      </div>
      {isWaiting && (
        <div className="search__none">
          <p>{shelfTexts.arriving(shelf)}</p>
        </div>
      )}
      {expanded && answered && results.length === 0 && (
        <div className="search__none">
          <p>{texts.none(asked, words)}</p>
          <p className="muted">{texts.noneHint}</p>
        </div>
      )}
      <p className="visually-hidden" role="status">
        {expanded && answered
          ? results.length === 0
            ? texts.none(asked, words)
            : texts.found(results.length)
          : ''}
      </p>
    </>
  );
}

/** The state of the field: its text, the results, the highlighted result, and the key handlers. */
function useSearchField(
  instead: Instead | undefined,
  input: RefObject<HTMLInputElement | null>,
  renew: () => void,
) {
  const [, navigate] = useLocation();
  const [query, setQuery] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  /** Whether the person pressed Enter before the answer arrived. */
  const [hasty, setHasty] = useState(false);
  const asked = query.trim();
  const found = useFound(asked, instead === undefined ? 'search' : 'searchMovies');
  const results: readonly Result[] = asked === '' ? [] : (found?.results ?? []);
  const answered = asked !== '' && found?.text === asked;
  const expanded = open && asked !== '' && found !== null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the answer is what is waited for
  useEffect(() => {
    if (!hasty || !answered) return;
    setHasty(false);
    if (results[0] !== undefined) choose(results[0]);
  }, [hasty, answered]);

  const clear = () => {
    setQuery('');
    setOpen(false);
    setActive(-1);
  };
  const choose = (result: Result) => {
    clear();
    renew();
    if (!('movie' in result)) navigate(paths.exploreBy(result.name));
    else if (instead === undefined) navigate(paths.movie(result.movie.id));
    else instead.choose(result.movie);
  };
  const type = (letters: string) => {
    setQuery(letters);
    setActive(-1);
    setHasty(false);
    setOpen(true);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      if (query === '') input.current?.blur();
      clear();
    } else if (event.key === 'Enter') {
      // Enter selects the highlighted result, or else the best result for the full text, even letters just typed.
      const chosen = active >= 0 || answered ? results[Math.max(0, active)] : undefined;
      if (chosen !== undefined) choose(chosen);
      else setHasty(asked !== '' && !answered);
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && results.length > 0) {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((now) => (now + step + results.length + (now < 0 && step < 0 ? 1 : 0)) % results.length);
    }
  };
  return { query, asked, results, answered, open, setOpen, active, expanded, clear, choose, type, onKeyDown };
}

/**
 * The number of the field, and what makes it another one. The browser keeps what was typed and deleted, to undo it, for as
 * long as a field exists, and the one in the bar would exist for as long as the tab: a node for each search, up to 1,000
 * steps.
 */
function useRenewal(): readonly [number: number, renew: () => void] {
  const [number, setNumber] = useState(0);
  return [number, () => setNumber((now) => now + 1)];
}

/** Calls the callback on the key "/", unless the person is typing. */
function useSlashKey(isListening: boolean, onSlash: () => void): void {
  useEffect(() => {
    if (!isListening) return;
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      event.preventDefault();
      onSlash();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isListening, onSlash]);
}

/** Closes the list on a press outside `root`. */
function usePressOutside(root: RefObject<HTMLElement | null>, setOpen: (open: boolean) => void): void {
  useEffect(() => {
    const onPress = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', onPress);
    return () => document.removeEventListener('pointerdown', onPress);
  }, [root, setOpen]);
}

interface Found {
  readonly text: string;
  readonly results: readonly Result[];
}

/** The last results; they stay while the person types, until the next answer arrives. */
function useFound(asked: string, type: 'search' | 'searchMovies'): Found | null {
  const text = useDebounced(asked, WAIT_MS);
  const { answer } = useQuery(asked === '' || text === '' ? null : { type, text });
  const [found, setFound] = useState<Found | null>(null);
  if (asked === '') {
    if (found !== null) setFound(null);
    return null;
  }
  if (answer !== null && (found?.text !== text || found.results !== answer))
    setFound({ text, results: answer });
  return found;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type="range"]), select, textarea'))
  );
}
