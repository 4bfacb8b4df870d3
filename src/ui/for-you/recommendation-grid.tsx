import { useRef } from 'react';
import type { RecommendedCard } from '../../protocol/messages.ts';
import { useFlip } from '../kit/use-flip.ts';
import { useFocusReturn } from '../kit/use-focus-return.ts';
import { MovieCard, MovieCardSkeleton } from '../movie/movie-card.tsx';
import { reasonText } from '../movie/reason-texts.ts';
import { useSeen } from './use-impressions.ts';

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
  const focused = useFocusReturn(grid, cards);
  const order = cards?.map(({ movie }) => movie.id) ?? [];
  useFlip(grid, order);
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
