import { memo } from 'react';
import { Link } from 'wouter';
import type { MovieCard as Card } from '../../protocol/movie-card.ts';
import { paths } from '../app/routes.ts';
import { yearAndRuntime } from '../app/texts.ts';
import { Icon } from '../kit/icons.tsx';
import { useRovingTabIndex } from '../kit/roving-tabindex.ts';
import { useTurn } from '../kit/use-turn.ts';
import { Poster } from '../poster/poster.tsx';
import { looksTheSame } from '../state/same-card.ts';
import { WhyButton } from '../why/why-button.tsx';
import { movie as texts } from './movie-texts.ts';
import { PredictedRating } from './predicted-rating.tsx';
import { StarRating } from './star-rating.tsx';
import { WatchlistButtons } from './watchlist-buttons.tsx';
import './movie-card.css';

const GENRES = 3;

interface CardProps {
  readonly card: Card;
  readonly note: string;
  /** What else there is to know before one chooses it, below the note. */
  readonly aside?: string;
  /** Whether the card must hide the reason for its recommendation. */
  readonly blind?: boolean;
}

const sameProps = (a: CardProps, b: CardProps) =>
  a.note === b.note && a.aside === b.aside && a.blind === b.blind && looksTheSame(a.card, b.card);

/** Whether the aside says more than the note. */
const hasAside = ({ note, aside = '' }: CardProps) => aside !== '' && aside !== note;

/**
 * A movie in a grid: poster, facts, predicted stars with the reason, a rating, and the button of its menu, which whoever
 * mounts `CardDetails` opens.
 */
export const MovieCard = memo(function MovieCard(props: CardProps) {
  const { card, note, aside, blind = false } = props;
  const { movie } = card;
  const reach = useRovingTabIndex();
  return (
    <article className="movie-card" data-movie={movie.id}>
      <Link className="movie-card__link" href={paths.movie(movie.id)} tabIndex={reach}>
        <span className="movie-card__poster">
          <Poster movie={movie} />
        </span>
        <span className="movie-card__title">{movie.title}</span>
        <span className="movie-card__facts">
          <span className="movie-card__meta">{yearAndRuntime(card) || texts.noYear}</span>
          <PredictedRating card={card} />
        </span>
        <span className="movie-card__genres">
          {movie.genres.slice(0, GENRES).join(', ') || texts.noGenres}
        </span>
      </Link>
      {note !== '' && <p className="movie-card__note">{note}</p>}
      {hasAside(props) && <p className="movie-card__aside">{aside}</p>}
      <StarRating movie={movie} />
      <div className="movie-card__foot">
        <WatchlistButtons movie={movie} />
        {!blind && <WhyButton movie={movie} />}
      </div>
      <button
        type="button"
        className="icon-button movie-card__more"
        tabIndex={reach}
        aria-haspopup="dialog"
        aria-label={texts.elsewhere(movie.title)}
        title={texts.elsewhereHint}
      >
        <Icon name="more" />
      </button>
    </article>
  );
}, sameProps);

/**
 * A card in a long list. Many come into the page at once, so each waits for its turn in a placeholder of the same size.
 * @param props.isUrgent whether the card must not wait, because it gets the focus
 */
export function CardInTurn({ isUrgent = false, ...card }: CardProps & { readonly isUrgent?: boolean }) {
  if (useTurn(isUrgent)) return <MovieCard {...card} />;
  return (
    <div className={card.note === '' ? 'card-in-turn card-in-turn--bare' : 'card-in-turn'}>
      <MovieCardSkeleton aside={hasAside(card) ? card.aside : ''} />
    </div>
  );
}

/** The outlines of a card. @param props.aside the aside of a card that is known: its lines take their room unseen */
export function MovieCardSkeleton({ aside = '' }: { readonly aside?: string | undefined }) {
  return (
    <div className="movie-card" aria-hidden="true">
      <div className="movie-card__poster skeleton" />
      <div className="movie-card__title">
        <span className="skeleton skeleton--line" />
      </div>
      <div className="movie-card__facts">
        <span className="skeleton skeleton--line skeleton--short" />
      </div>
      <div className="movie-card__genres" />
      <div className="movie-card__note" />
      {aside !== '' && <p className="movie-card__aside movie-card__aside--room">{aside}</p>}
      <div className="star-rating" />
      <div className="movie-card__marks" />
    </div>
  );
}
