import { useRef } from 'react';
import type { RecommendedCard } from '../../protocol/movie-card.ts';
import { useFlip } from '../kit/use-flip.ts';
import { useFocusReturn } from '../kit/use-focus-return.ts';
import { MovieCard, MovieCardSkeleton } from '../movie/movie-card.tsx';
import { reasonText } from '../movie/reason-texts.ts';
import { type Impressions, useImpression, useImpressions } from './use-impressions.ts';

/** Shows the recommendations as a grid, or placeholders until they are known. */
export function RecommendationGrid(props: {
  readonly cards: readonly RecommendedCard[] | null;
  readonly expected: number;
  readonly label: string;
  /** The id of the interleaved list that contains the cards, or null for a list from one recommender. */
  readonly experiment: string | null;
}) {
  const { cards, expected, label, experiment } = props;
  const grid = useRef<HTMLUListElement>(null);
  const keepFocus = useFocusReturn(grid, cards);
  const impressions = useImpressions(experiment);
  useFlip(grid, cards?.map(({ movie }) => movie.id) ?? []);
  return (
    <ul className="movie-grid" ref={grid} aria-label={label} aria-busy={cards === null} onFocus={keepFocus}>
      {cards === null
        ? Array.from({ length: expected }, (_, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
            <li key={n}>
              <MovieCardSkeleton />
            </li>
          ))
        : cards.map((card) => <Item key={card.movie.id} card={card} impressions={impressions} />)}
    </ul>
  );
}

function Item(props: { readonly card: RecommendedCard; readonly impressions: Impressions | null }) {
  const { card, impressions } = props;
  return (
    <li {...useImpression(impressions, card.movie.id)}>
      <MovieCard card={card} note={reasonText(card.reason)} blind={impressions !== null} />
    </li>
  );
}
