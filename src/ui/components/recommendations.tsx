import { type FocusEvent, type RefObject, useLayoutEffect, useRef } from 'react';
import type { RecommendedCard } from '../../worker/protocol.ts';
import { useGliding } from '../motion.ts';
import { useSeen } from '../seen.ts';
import { reasonText } from '../texts-reasons.ts';
import { MovieCard, MovieCardSkeleton } from './movie-card.tsx';

/** The grid of recommendations, or its place while they are not known. */
export function Recommendations(props: {
  readonly cards: readonly RecommendedCard[] | null;
  readonly expected: number;
  readonly label: string;
  /** The interleaved list that these are of, null where they are of none. */
  readonly experiment: string | null;
}) {
  const { cards, expected, label, experiment } = props;
  const grid = useRef<HTMLUListElement>(null);
  const focused = useKeptFocus(grid, cards);
  const order = cards?.map(({ movie }) => movie.id) ?? [];
  useGliding(grid, order);
  useSeen(grid, experiment, order.join());
  return (
    <ul className="movie-grid" ref={grid} aria-label={label} aria-busy={cards === null} onFocus={focused}>
      {cards === null
        ? Array.from({ length: expected }, (_, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
            <li key={n}>
              <MovieCardSkeleton />
            </li>
          ))
        : cards.map((card) => (
            <li key={card.movie.id} data-key={card.movie.id}>
              <MovieCard card={card} note={reasonText(card.reason)} blind={experiment !== null} />
            </li>
          ))}
    </ul>
  );
}

/** A film that is rated leaves the list; who rated it by keyboard goes on at the same place, not at the top. */
function useKeptFocus(grid: RefObject<HTMLUListElement | null>, cards: readonly RecommendedCard[] | null) {
  const place = useRef<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the cards have changed
  useLayoutEffect(() => {
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (!lost || place.current === null) return;
    const item = grid.current?.children[place.current];
    item?.querySelector<HTMLElement>('[role="slider"]')?.focus({ preventScroll: true });
  }, [cards]);
  return (event: FocusEvent<HTMLUListElement>) => {
    const item = event.target.closest('li');
    place.current = item === null ? null : [...event.currentTarget.children].indexOf(item);
  };
}
