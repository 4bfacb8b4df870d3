import type { ReactNode } from 'react';
import type { MovieCard, Reason } from '../../protocol/movie-card.ts';
import type { Description, MovieFacts } from '../../protocol/recommendation-messages.ts';
import { MovieAbout } from '../facts/movie-about.tsx';
import { formatMinutes, formatStars } from '../kit/format.ts';
import { usePage } from '../kit/page.tsx';
import { Poster } from '../poster/poster.tsx';
import { useWords } from '../state/use-words.ts';
import { WhatChangedButton, WhyButton } from '../why/why-button.tsx';
import { Confidence } from './confidence.tsx';
import { movie as texts } from './movie-texts.ts';
import { rareSentence, reasonText } from './reason-texts.ts';
import { StarRating } from './star-rating.tsx';
import { Star } from './stars.tsx';
import { WatchlistButtons } from './watchlist-buttons.tsx';

/** The top of a movie's page: poster, facts, predicted stars with the reason, and the person's rating. */
export function MovieHero(props: {
  readonly card: MovieCard;
  readonly facts: MovieFacts | null;
  readonly description: Description | null;
  /** Whether facts and description may still arrive. */
  readonly isComing: boolean;
  readonly reason: Reason | null;
  /** Stands beside the facts if there is room, otherwise below them. */
  readonly beside: ReactNode;
  readonly children: ReactNode;
}) {
  const { card, facts, description, isComing, reason, beside, children } = props;
  const words = useWords();
  const { movie, predicted } = card;
  const rare = rareSentence(card);
  const heading = usePage(movie.year === null ? movie.title : `${movie.title} (${movie.year})`);
  return (
    <main id="content" className="page movie" tabIndex={-1}>
      <div className="movie__hero">
        <div className="movie__poster">
          <Poster movie={movie} />
        </div>
        <div className="movie__facts">
          <h1 ref={heading} tabIndex={-1}>
            {movie.title}
          </h1>
          <p className="movie__meta">
            {[
              movie.year ?? texts.noYear,
              ...(card.runtime === null ? [] : [formatMinutes(card.runtime)]),
              movie.genres.length > 0 ? movie.genres.join(', ') : texts.noGenres,
            ].join(' · ')}
          </p>
          {movie.alsoKnownAs !== undefined && movie.alsoKnownAs.length > 0 && (
            <p className="muted movie__alias">{texts.alias(movie.alsoKnownAs)}</p>
          )}
          <MovieAbout movie={movie} facts={facts} description={description} isComing={isComing} />
          <div className="movie__expected">
            {predicted === null ? (
              <p className="muted">{texts.notYet}</p>
            ) : (
              <p>
                <span className="muted">{texts.likely}</span>
                <span className="movie__stars numbers">
                  {formatStars(predicted)}
                  <Star />
                </span>
              </p>
            )}
            <div>
              <span className="muted">{texts.yours}</span>
              <StarRating movie={movie} large />
            </div>
          </div>
          {predicted !== null && card.confidence !== null && (
            <Confidence confidence={card.confidence} predicted={predicted} ratings={card.ratings} />
          )}
          {rare !== '' && reason?.kind !== 'elsewhere' && <p className="muted movie__rare">{rare}</p>}
          <WatchlistButtons movie={movie} named />
          <div className="movie__why">
            {reason === null ? (
              <WhatChangedButton movie={movie} />
            ) : (
              <>
                <span className="muted">{texts.why}</span>
                {reason.kind === 'elsewhere' && rare !== '' ? rare : reasonText(reason, words)}
                <WhyButton movie={movie} />
              </>
            )}
          </div>
        </div>
        {beside}
      </div>
      {children}
    </main>
  );
}

export function MovieHeroSkeleton() {
  const words = useWords();
  const heading = usePage('');
  return (
    <main id="content" className="page movie" aria-busy="true" tabIndex={-1}>
      <div className="movie__hero">
        <div className="movie__poster skeleton" />
        <div className="movie__facts">
          <h1 ref={heading} tabIndex={-1}>
            <span className="visually-hidden">{texts.loading(words)}</span>
            <span className="skeleton skeleton--line" />
          </h1>
          <span className="skeleton skeleton--line skeleton--short" />
        </div>
      </div>
    </main>
  );
}
