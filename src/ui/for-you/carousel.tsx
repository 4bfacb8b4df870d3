import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { MovieCard as Card } from '../../protocol/movie-card.ts';
import { Icon } from '../kit/icons.tsx';
import { RovingTabIndex } from '../kit/roving-tabindex.ts';
import { useFlip } from '../kit/use-flip.ts';
import { useFocusReturn } from '../kit/use-focus-return.ts';
import { CardInTurn, MovieCardSkeleton } from '../movie/movie-card.tsx';
import { rareLine } from '../movie/reason-texts.ts';
import { useWords } from '../state/use-words.ts';
import { rows as texts } from './carousel-texts.ts';
import { useDrawnCount } from './use-drawn-count.ts';
import './carousel.css';

const PLACEHOLDERS = 8;

/** Shows movies side by side under what they have in common. It is one tab stop; the arrow keys move between movies. */
export function Carousel(props: {
  readonly title: string;
  readonly hint: ReactNode;
  readonly cards: readonly Card[];
  /** Returns the line under each movie. */
  readonly noteOf?: (card: Card, place: number) => string;
}) {
  const { title, hint, cards, noteOf } = props;
  const heading = useId();
  const list = useRef<HTMLUListElement>(null);
  const { drawn, drawMore, drawUpTo } = useDrawnCount(cards.length);
  const [at, setAt] = useState(0);
  const shown = cards.slice(0, drawn);
  const here = Math.min(at, Math.max(0, shown.length - 1));
  const keepFocus = useFocusReturn(list, shown);
  const shownIds = shown.map(({ movie }) => movie.id);
  useFlip(list, shownIds);
  const travelling = useRef(false);
  useLayoutEffect(() => {
    if (!travelling.current) return;
    travelling.current = false;
    const link = linkOf(list.current?.children[at]);
    link?.focus({ preventScroll: true });
    link?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [at]);

  const travel = (event: KeyboardEvent) => {
    if (!(event.target instanceof Element) || !event.target.matches('.movie-card__link')) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = placeAfter(event.key, here, cards.length);
    if (to !== null) {
      event.preventDefault();
      if (to === here) return;
      travelling.current = true;
      drawUpTo(to);
      setAt(to);
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      const next = neighbour(list.current, event.key === 'ArrowDown' ? 1 : -1);
      if (next === null) return;
      event.preventDefault();
      next.focus({ preventScroll: true });
      next.closest('.carousel')?.scrollIntoView({ block: 'nearest' });
    }
  };

  return (
    <section className="carousel" aria-labelledby={heading}>
      <header className="carousel__head">
        <div>
          <h2 id={heading}>{title}</h2>
          <p className="muted carousel__hint">{hint}</p>
        </div>
        <Turners of={title} list={list} count={shown.length} />
      </header>
      <ul
        className="carousel__movies"
        ref={list}
        aria-labelledby={heading}
        onKeyDown={travel}
        onFocus={(event) => {
          keepFocus(event);
          const item = event.target.closest('li');
          if (item !== null) setAt([...event.currentTarget.children].indexOf(item));
        }}
        onScroll={({ currentTarget: { scrollLeft, clientWidth, scrollWidth } }) => {
          if (scrollLeft + 2 * clientWidth > scrollWidth) drawMore();
        }}
      >
        {shown.map((card, n) => (
          <li key={card.movie.id}>
            <RovingTabIndex value={n === here}>
              <Placed card={card} note={noteOf?.(card, n) ?? ''} isUrgent={n === here} />
            </RovingTabIndex>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Placed(props: { readonly card: Card; readonly note: string; readonly isUrgent: boolean }) {
  return <CardInTurn {...props} aside={rareLine(props.card)} />;
}

/** Reserves the space for a carousel that is not known yet. */
export function CarouselSkeleton() {
  return (
    <div className="carousel" aria-hidden="true">
      <div className="carousel__head">
        <span className="skeleton skeleton--line carousel__title" />
      </div>
      <ul className="carousel__movies">
        {Array.from({ length: PLACEHOLDERS }, (_, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
          <li key={n}>
            <MovieCardSkeleton />
          </li>
        ))}
      </ul>
    </div>
  );
}

function linkOf(item: Element | undefined): HTMLElement | null {
  return item?.querySelector<HTMLElement>('.movie-card__link') ?? null;
}

/** Returns the index that a key moves to, or null for any other key. */
function placeAfter(key: string, here: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return Math.min(count - 1, here + 1);
    case 'ArrowLeft':
      return Math.max(0, here - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** Returns the movie that is the tab stop of the next or the previous carousel. */
function neighbour(list: Element | null, step: 1 | -1): HTMLElement | null {
  if (list === null) return null;
  const rows = [...document.querySelectorAll('.carousel__movies')];
  const next = rows[rows.indexOf(list) + step];
  return next?.querySelector<HTMLElement>('.movie-card__link[tabindex="0"]') ?? null;
}

/** Buttons that scroll the carousel by a screenful. They are for the mouse: fingers swipe, and keyboards use arrows. */
function Turners(props: {
  readonly of: string;
  readonly list: { readonly current: HTMLUListElement | null };
  readonly count: number;
}) {
  const { of, list, count } = props;
  const words = useWords();
  const [ends, setEnds] = useState({ start: true, end: false });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the end depends on the number of movies
  useEffect(() => {
    const movies = list.current;
    if (movies === null) return;
    const look = () => {
      const start = movies.scrollLeft < 8;
      const end = movies.scrollLeft + movies.clientWidth > movies.scrollWidth - 8;
      setEnds((was) => (was.start === start && was.end === end ? was : { start, end }));
    };
    movies.addEventListener('scroll', look, { passive: true });
    // It looks at once, too, with the next paint.
    const resized = new ResizeObserver(look);
    resized.observe(movies);
    return () => {
      movies.removeEventListener('scroll', look);
      resized.disconnect();
    };
  }, [list, count]);
  const turn = (direction: 1 | -1) => {
    const movies = list.current;
    movies?.scrollBy({ left: direction * movies.clientWidth * 0.85 });
  };
  return (
    <div className="carousel__turners">
      <button
        type="button"
        className="icon-button"
        tabIndex={-1}
        disabled={ends.start}
        aria-label={texts.earlier(of, words)}
        onClick={() => turn(-1)}
      >
        <Icon name="left" />
      </button>
      <button
        type="button"
        className="icon-button"
        tabIndex={-1}
        disabled={ends.end}
        aria-label={texts.further(of, words)}
        onClick={() => turn(1)}
      >
        <Icon name="right" />
      </button>
    </div>
  );
}
