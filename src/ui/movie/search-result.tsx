import type { MovieCard } from '../../protocol/movie-card.ts';
import { stars as texts } from '../app/texts.ts';
import { formatGiven } from '../kit/format.ts';
import { Poster } from '../poster/poster.tsx';
import { useSelect } from '../state/store.ts';
import { PredictedRating } from './predicted-rating.tsx';
import { Star } from './stars.tsx';

export function SearchResult(props: {
  readonly id: string;
  readonly card: MovieCard;
  readonly active: boolean;
  readonly onChoose: () => void;
}) {
  const { id, card, active, onChoose } = props;
  const { movie } = card;
  const given = useSelect((state) => state.person.starsOf.get(movie.id) ?? null);
  return (
    // Focus stays in the field, and the field moves the active option, so the options handle no keys.
    // biome-ignore lint/a11y/useFocusableInteractive: see above
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <div
      id={id}
      className="search-result"
      role="option"
      aria-selected={active}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <span className="search-result__poster">
        <Poster movie={movie} />
      </span>
      <span className="search-result__text">
        <span className="search-result__title">{movie.title}</span>
        <span className="muted search-result__meta">
          {[movie.year, movie.genres.slice(0, 3).join(', ')].filter(Boolean).join(' · ')}
        </span>
      </span>
      {given === null ? (
        <PredictedRating card={card} />
      ) : (
        <span className="search-result__yours" title={texts.given(given)}>
          {formatGiven(given)}
          <Star />
        </span>
      )}
    </div>
  );
}
