import { useState } from 'react';
import type { MovieCard } from '../../protocol/movie-card.ts';
import { welcome as texts, yearAndGenres } from '../app/texts.ts';
import { StarRating } from '../movie/star-rating.tsx';
import { PosterInTurn } from '../poster/poster-in-turn.tsx';
import { useActs, useSelect } from '../state/store.ts';
import { useQuery } from '../state/use-query.ts';
import { fillSlots } from './question-slots.ts';

const SIZE = 6;

/** Shows a few well-known movies at a time for the person to rate or skip. */
export function RateMovies() {
  const { answer: asked } = useQuery({ type: 'questions' });
  const stars = useSelect((state) => state.person.starsOf);
  const skipped = useSelect((state) => state.person.skipped);
  const [shown, setShown] = useState<readonly MovieCard[]>([]);
  const movies = fillSlots(
    shown,
    asked ?? [],
    SIZE,
    ({ movie }) => movie.id,
    (id) => stars.has(id) || skipped.has(id),
  );
  if (movies.length !== shown.length || movies.some((card, n) => card !== shown[n])) setShown(movies);
  if (asked === null) {
    return (
      <div className="ask">
        {Array.from({ length: SIZE }, (_, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
          <div className="rate-movies" key={n} aria-hidden="true">
            <span className="rate-movies__poster skeleton" />
            <span className="skeleton skeleton--line" />
          </div>
        ))}
      </div>
    );
  }
  if (movies.length === 0) return <p className="muted">{texts.noMore}</p>;
  return (
    <ul className="ask">
      {movies.map((card) => (
        <li key={card.movie.id}>
          <AskedMovie card={card} />
        </li>
      ))}
    </ul>
  );
}

function AskedMovie({ card: { movie } }: { readonly card: MovieCard }) {
  const { skip } = useActs();
  return (
    <article className="rate-movies" data-movie={movie.id}>
      <span className="rate-movies__poster">
        <PosterInTurn movie={movie} />
      </span>
      <div className="rate-movies__text">
        <h2 className="rate-movies__title">{movie.title}</h2>
        <p className="muted rate-movies__meta">{yearAndGenres(movie, 2)}</p>
        <StarRating movie={movie} large />
        <button
          type="button"
          className="rate-movies__skip"
          aria-label={texts.unseenOf(movie.title)}
          onClick={() => skip(movie, true)}
        >
          {texts.unseen}
        </button>
      </div>
    </article>
  );
}
