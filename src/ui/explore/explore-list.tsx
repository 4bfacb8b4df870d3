import { type Range, useWindowVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { MovieCard as Card } from '../../protocol/movie-card.ts';
import { yearAndGenres } from '../app/texts.ts';
import { CardInTurn, MovieCardSkeleton } from '../movie/movie-card.tsx';
import { MovieLine } from '../movie/movie-line.tsx';
import { PredictedRating } from '../movie/predicted-rating.tsx';
import { StarRating } from '../movie/star-rating.tsx';
import { useQueries } from '../state/use-query.ts';
import { useWords } from '../state/use-words.ts';
import { explore as texts } from './texts.ts';
import { type useBrowseWindows, WINDOW } from './use-browse-windows.ts';

/** The smallest card width and the gaps between cards, as in movie-card.css. */
const WIDE = { card: 168, gap: 24, row: 32 };
const NARROW = { card: 152, gap: 16, row: 24 };
/** The estimated height of a card below its poster, in pixels. The list measures the rows once they exist. */
const BELOW_POSTER = 210;
const LIST_ROW = 84;
/** Rows on the page beyond the screen. Each costs time in every frame, so there are few where nobody scrolls to. */
const [AHEAD, BEHIND] = [2, 1];
/** The pointer is over no movie until nobody has scrolled for so long, in milliseconds. */
const STILL_MS = 100;

/** Shows all movies that were found. The page only contains the ones near the screen. */
export function ExploreList(props: {
  readonly view: 'grid' | 'list';
  /** Whether ratings are everyone's or those of the data set. */
  readonly ratings: 'everywhere' | 'here';
  readonly total: number | null;
  readonly windows: ReturnType<typeof useBrowseWindows>;
}) {
  const { view, ratings, total, windows } = props;
  const list = useRef<HTMLDivElement>(null);
  const { columns, height, top } = useLayout(list, view);
  const count = total ?? WINDOW;
  const rows = Math.ceil(count / columns);
  const virtualizer = useWindowVirtualizer({
    count: rows,
    estimateSize: () => height,
    rangeExtractor: (range): number[] => rowsNear(range, virtualizer.scrollDirection === 'backward'),
    isScrollingResetDelay: STILL_MS,
    scrollMargin: top,
  });
  const words = useWords();
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
        aria-label={texts.region(words)}
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
                className="explore__movie"
                style={{
                  transform: `translateY(${row.start - top}px)`,
                  left: `${(100 * column) / columns}%`,
                  width: `${100 / columns}%`,
                }}
              >
                {view === 'list' ? (
                  <Line card={card} ratings={ratings} />
                ) : (
                  <Tile card={card} ratings={ratings} />
                )}
              </li>
            );
          }),
        )}
      </ul>
      {virtualizer.isScrolling && <div className="explore__shield" />}
    </div>
  );
}

/** The rows on the screen and some beyond it. @param isUpward whether the person scrolls towards the top */
function rowsNear({ startIndex, endIndex, count }: Range, isUpward: boolean): number[] {
  const first = Math.max(0, startIndex - (isUpward ? AHEAD : BEHIND));
  const last = Math.min(count - 1, endIndex + (isUpward ? BEHIND : AHEAD));
  return Array.from({ length: last - first + 1 }, (_, n) => first + n);
}

interface Shown {
  readonly card: Card | null;
  readonly ratings: 'everywhere' | 'here';
}

/** Mean and number of ratings. Where nobody has rated a movie here, those of everyone say more. */
function meanText({ meanStars, ratings, world }: Card, from: Shown['ratings']): string {
  if (world !== null && (from === 'everywhere' || ratings === 0))
    return texts.everywhere(world.mean, world.count);
  return texts.everyone(meanStars, ratings);
}

function Tile({ card, ratings }: Shown) {
  if (card === null) return <MovieCardSkeleton />;
  return <CardInTurn card={card} note={meanText(card, ratings)} />;
}

function Line({ card, ratings }: Shown) {
  if (card === null) return <div className="rated rated--wide skeleton" aria-hidden="true" />;
  const { movie } = card;
  return (
    <div className="rated rated--wide" data-movie={movie.id}>
      <MovieLine movie={movie} about={yearAndGenres(movie)} />
      <span className="muted explore__everyone numbers">{meanText(card, ratings)}</span>
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
