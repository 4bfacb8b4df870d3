import { memo } from 'react';
import { Link } from 'wouter';
import type { MovieCard as Card } from '../../protocol/movie-card.ts';
import { paths } from '../app/routes.ts';
import { movie as texts } from '../app/texts.ts';
import { useRovingTabIndex } from '../kit/roving-tabindex.ts';
import { Poster } from '../poster/poster.tsx';
import { WhyButton } from '../why/why-button.tsx';
import { PredictedRating } from './predicted-rating.tsx';
import { StarRating } from './star-rating.tsx';
import { WatchlistButtons } from './watchlist-buttons.tsx';
import './movie-card.css';

/** A movie in a grid: poster, facts, predicted stars with the reason, and a rating. */
export const MovieCard = memo(function MovieCard(props: {
  readonly card: Card;
  readonly note: string;
  /** Whether the card must hide the reason for its recommendation. */
  readonly blind?: boolean;
}) {
  const { card, note, blind = false } = props;
  const { movie } = card;
  const reach = useRovingTabIndex();
  const meta = [movie.year, movie.genres.slice(0, 2).join(', ')].filter(Boolean).join(' · ');
  return (
    <article className="movie-card" data-movie={movie.id}>
      <Link className="movie-card__link" href={paths.movie(movie.id)} tabIndex={reach}>
        <span className="movie-card__poster">
          <Poster movie={movie} />
        </span>
        <span className="movie-card__title">{movie.title}</span>
        <span className="movie-card__facts">
          <span className="movie-card__meta">{meta || texts.noGenres}</span>
          <PredictedRating card={card} />
        </span>
      </Link>
      {note !== '' && <p className="movie-card__note">{note}</p>}
      <StarRating movie={movie} />
      <div className="movie-card__foot">
        <WatchlistButtons movie={movie} />
        {!blind && <WhyButton movie={movie} />}
      </div>
    </article>
  );
});

export function MovieCardSkeleton() {
  return (
    <div className="movie-card" aria-hidden="true">
      <div className="movie-card__poster skeleton" />
      <div className="movie-card__title">
        <span className="skeleton skeleton--line" />
      </div>
      <div className="movie-card__facts">
        <span className="skeleton skeleton--line skeleton--short" />
      </div>
      <div className="movie-card__note" />
      <div className="star-rating" />
      <div className="movie-card__marks" />
    </div>
  );
}
