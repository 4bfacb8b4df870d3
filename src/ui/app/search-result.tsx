import type { MovieCard } from '../../protocol/movie-card.ts';
import { formatGiven } from '../kit/format.ts';
import { PredictedRating } from '../movie/predicted-rating.tsx';
import { Star } from '../movie/stars.tsx';
import { Poster } from '../poster/poster.tsx';
import { useSelect } from '../state/store.ts';
import { stars as texts } from './texts.ts';

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
    // Focus stays in the field, which moves the active option: the options themselves take no keys.
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
