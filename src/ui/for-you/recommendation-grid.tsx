import { useRef, useState } from 'react';
import type { RecommendedCard } from '../../protocol/movie-card.ts';
import { useFlip } from '../kit/use-flip.ts';
import { useFocusReturn } from '../kit/use-focus-return.ts';
import { CardInTurn, MovieCardSkeleton } from '../movie/movie-card.tsx';
import { rareLine, reasonText } from '../movie/reason-texts.ts';
import { useWords } from '../state/use-words.ts';
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
  const [at, setAt] = useState<number | null>(null);
  const impressions = useImpressions(experiment);
  useFlip(grid, cards?.map(({ movie }) => movie.id) ?? []);
  return (
    <ul
      className="movie-grid"
      ref={grid}
      aria-label={label}
      aria-busy={cards === null}
      onFocus={(event) => setAt(keepFocus(event))}
    >
      {cards === null
        ? Array.from({ length: expected }, (_, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
            <li key={n}>
              <MovieCardSkeleton />
            </li>
          ))
        : cards.map((card, n) => (
            <Item key={card.movie.id} card={card} impressions={impressions} isFocused={n === at} />
          ))}
    </ul>
  );
}

function Item(props: {
  readonly card: RecommendedCard;
  readonly impressions: Impressions | null;
  readonly isFocused: boolean;
}) {
  const { card, impressions, isFocused } = props;
  const words = useWords();
  return (
    <li {...useImpression(impressions, card.movie.id)}>
      <CardInTurn
        card={card}
        note={reasonText(card.reason, words)}
        aside={impressions === null ? rareLine(card) : ''}
        blind={impressions !== null}
        isUrgent={isFocused}
      />
    </li>
  );
}
