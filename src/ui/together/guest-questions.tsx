import { useState } from 'react';
import type { MovieCard } from '../../protocol/movie-card.ts';
import type { GuestTaste } from '../../protocol/together-messages.ts';
import { yearAndGenres } from '../app/texts.ts';
import { StarSlider } from '../movie/star-rating.tsx';
import { PosterInTurn } from '../poster/poster-in-turn.tsx';
import { useQuery } from '../state/use-query.ts';
import { adding as texts } from './texts.ts';

/** Ratings that a guest is asked for. */
const QUESTIONS = 6;

/** Asks somebody about one movie after the other, as the app asks a new person. */
export function GuestQuestions({ onDone }: { readonly onDone: (ratings: GuestTaste['ratings']) => void }) {
  const [ratings, setRatings] = useState<GuestTaste['ratings']>([]);
  const [skipped, setSkipped] = useState<readonly number[]>([]);
  const { answer } = useQuery({ type: 'guestQuestions', ratings, skipped });
  const [known, setKnown] = useState<readonly MovieCard[] | null>(null);
  // Until the next questions are there, the last ones that remain go on.
  if (answer !== null && answer !== known) setKnown(answer);
  const isDone = ratings.length >= QUESTIONS;
  const done = new Set([...skipped, ...ratings.map(({ movieId }) => movieId)]);
  const card = (answer ?? known)?.find(({ movie }) => !done.has(movie.id)) ?? null;
  const rate = (movieId: number, rating: number | null) => {
    if (rating === null || isDone) return;
    const all = [...ratings, { movieId, rating }];
    setRatings(all);
    if (all.length === QUESTIONS) onDone(all);
  };
  return (
    <div className="guest-questions">
      {card !== null && !isDone ? (
        <article className="guest-questions__movie" key={card.movie.id} data-movie={card.movie.id}>
          <span className="guest-questions__poster">
            <PosterInTurn movie={card.movie} />
          </span>
          <div>
            <h3>{card.movie.title}</h3>
            <p className="muted">{yearAndGenres(card.movie, 2)}</p>
            <StarSlider
              title={card.movie.title}
              given={null}
              large
              rate={(stars) => rate(card.movie.id, stars)}
            />
            <button
              type="button"
              className="button button--quiet"
              onClick={() => setSkipped([...skipped, card.movie.id])}
            >
              {texts.unseen}
            </button>
          </div>
        </article>
      ) : (
        known?.length === 0 && <p className="muted">{texts.noMore}</p>
      )}
      <p role="status" className="muted numbers">
        {texts.progress(ratings.length, QUESTIONS)}
      </p>
      {ratings.length > 0 && !isDone && (
        <button type="button" className="button" onClick={() => onDone(ratings)}>
          {texts.enough}
        </button>
      )}
    </div>
  );
}
