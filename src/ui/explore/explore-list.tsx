import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { MovieCard as Card } from '../../protocol/movie-card.ts';
import { paths } from '../app/routes.ts';
import { MovieCard, MovieCardSkeleton } from '../movie/movie-card.tsx';
import { PredictedRating } from '../movie/predicted-rating.tsx';
import { StarRating } from '../movie/star-rating.tsx';
import { Poster } from '../poster/poster.tsx';
import { useQueries } from '../state/use-query.ts';
import { explore as texts } from './texts.ts';
import { type useBrowseWindows, WINDOW } from './use-browse-windows.ts';

/** The smallest card width and the gaps between cards, as in movie-card.css. */
const WIDE = { card: 168, gap: 24, row: 32 };
const NARROW = { card: 152, gap: 16, row: 24 };
/** The estimated height of a card below its poster, in pixels. The list measures the rows once they exist. */
const BELOW_POSTER = 190;
const LIST_ROW = 84;

/** Shows all movies that were found. The page only contains the ones near the screen. */
export function ExploreList(props: {
  readonly view: 'grid' | 'list';
  readonly total: number | null;
  readonly windows: ReturnType<typeof useBrowseWindows>;
}) {
  const { view, total, windows } = props;
  const list = useRef<HTMLDivElement>(null);
  const { columns, height, top } = useLayout(list, view);
  const count = total ?? WINDOW;
  const rows = Math.ceil(count / columns);
  const virtualizer = useWindowVirtualizer({
    count: rows,
    estimateSize: () => height,
    overscan: 3,
    scrollMargin: top,
  });
  const visible = virtualizer.getVirtualItems();
  const first = (visible[0]?.index ?? 0) * columns;
  const last = Math.min(count, ((visible.at(-1)?.index ?? 0) + 1) * columns) - 1;
  const cardAt = useVisibleCards(windows, first, last);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new width changes the height of the rows
  useLayoutEffect(() => virtualizer.measure(), [columns, height]);
  return (
    <div ref={list} className="explore__list">
      <ul
        className="explore__rows"
        style={{ height: virtualizer.getTotalSize() }}
        aria-label={texts.region}
        aria-busy={cardAt === null}
      >
        {visible.flatMap((row) =>
          Array.from({ length: Math.min(columns, count - row.index * columns) }, (_, column) => {
            const place = row.index * columns + column;
            const card = cardAt?.(place) ?? null;
            return (
              <li
                key={place}
                aria-setsize={count}
                aria-posinset={place + 1}
                className={`explore__movie explore__film--${view}`}
                style={{
                  transform: `translateY(${row.start - top}px)`,
                  left: `${(100 * column) / columns}%`,
                  width: `${100 / columns}%`,
                }}
              >
                {view === 'list' ? <Line card={card} /> : <Tile card={card} />}
              </li>
            );
          }),
        )}
      </ul>
    </div>
  );
}

function Tile({ card }: { readonly card: Card | null }) {
  if (card === null) return <MovieCardSkeleton />;
  return <MovieCard card={card} note={texts.everyone(card.meanStars, card.ratings)} />;
}

function Line({ card }: { readonly card: Card | null }) {
  if (card === null) return <div className="rated rated--wide skeleton" aria-hidden="true" />;
  const { movie } = card;
  return (
    <div className="rated rated--wide" data-movie={movie.id}>
      <Link className="rated__link" href={paths.movie(movie.id)}>
        <span className="rated__poster">
          <Poster movie={movie} />
        </span>
        <span className="rated__text">
          <span className="rated__title">{movie.title}</span>
          <span className="muted rated__meta">
            {[movie.year, movie.genres.slice(0, 3).join(', ')].filter(Boolean).join(' · ')}
          </span>
        </span>
      </Link>
      <span className="muted explore__everyone numbers">{texts.everyone(card.meanStars, card.ratings)}</span>
      <PredictedRating card={card} />
      <StarRating movie={movie} />
    </div>
  );
}

/** Returns the known cards from place `first` to `last`, by place, or null before the first answer. */
function useVisibleCards(
  windows: ReturnType<typeof useBrowseWindows>,
  first: number,
  last: number,
): ((place: number) => Card | null) | null {
  const from = Math.floor(first / WINDOW);
  const count = Math.floor(Math.max(first, last) / WINDOW) - from + 1;
  const answers = useQueries(Array.from({ length: count }, (_, n) => windows.at(from + n)));
  if (answers.every((answer) => answer === null)) return null;
  return (place) => answers[Math.floor(place / WINDOW) - from]?.cards[place % WINDOW] ?? null;
}

/** Measures how many movies fit side by side, the height of a row, and where the first row starts on the page. */
function useLayout(list: RefObject<HTMLDivElement | null>, view: 'grid' | 'list') {
  const [layout, setLayout] = useState({ columns: view === 'list' ? 1 : 6, height: 400, top: 0 });
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return;
    const measure = () => {
      const { clientWidth } = element;
      const { card, gap, row } = window.innerWidth < 720 ? NARROW : WIDE;
      const columns = view === 'list' ? 1 : Math.max(2, Math.floor((clientWidth + gap) / (card + gap)));
      const height = view === 'list' ? LIST_ROW : (clientWidth / columns - gap) * 1.5 + BELOW_POSTER + row;
      const top = element.getBoundingClientRect().top + window.scrollY;
      setLayout((was) =>
        was.columns === columns && was.height === height && was.top === top ? was : { columns, height, top },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    // The list moves down when the filters above it open.
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [list, view]);
  return layout;
}
