import { useRef } from 'react';
import type { MovieCard } from '../../worker/protocol.ts';
import { fillSlots } from '../asking.ts';
import { useActs, useSelect } from '../store.ts';
import { welcome as texts } from '../texts.ts';
import { MovieCardSkeleton } from './movie-card.tsx';
import { Poster } from './poster.tsx';
import { Rating } from './rating.tsx';

const SIZE = 6;

/** Well-known films to rate or to pass over, a few at a time. */
export function RateFilms() {
  const asked = useSelect((state) => state.asked);
  const stars = useSelect((state) => state.stars);
  const skipped = useSelect((state) => state.skipped);
  const shown = useRef<readonly MovieCard[]>([]);
  const films = fillSlots(
    shown.current,
    asked ?? [],
    SIZE,
    ({ movie }) => movie.id,
    (id) => stars.has(id) || skipped.has(id),
  );
  shown.current = films;
  if (asked === null) {
    return (
      <div className="ask">
        {Array.from({ length: SIZE }, (_, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
          <MovieCardSkeleton key={n} />
        ))}
      </div>
    );
  }
  if (films.length === 0) return <p className="muted">{texts.noMore}</p>;
  return (
    <ul className="ask">
      {films.map((card) => (
        <li key={card.movie.id}>
          <AskedFilm card={card} />
        </li>
      ))}
    </ul>
  );
}

function AskedFilm({ card: { movie } }: { readonly card: MovieCard }) {
  const { skip } = useActs();
  return (
    <article className="asked" data-movie={movie.id}>
      <Poster movie={movie} />
      <h2 className="asked__title">
        {movie.title} <span className="muted">{movie.year}</span>
      </h2>
      <Rating movie={movie} />
      <button
        type="button"
        className="asked__skip"
        aria-label={texts.unseenOf(movie.title)}
        onClick={() => skip(movie, true)}
      >
        {texts.unseen}
      </button>
    </article>
  );
}
