import { useRef } from 'react';
import { Link } from 'wouter';
import { paths } from '../app/routes.ts';
import { welcome as texts } from '../app/texts.ts';
import { useFlip } from '../kit/use-flip.ts';
import { PredictedRating } from '../movie/predicted-rating.tsx';
import { reasonText } from '../movie/reason-texts.ts';
import { PosterInTurn } from '../poster/poster-in-turn.tsx';
import { LoadingProgress } from '../state/loading-progress.tsx';
import { useSelect } from '../state/store.ts';
import { useRecommendations } from '../state/use-recommendations.ts';
import { useWords } from '../state/use-words.ts';

const SHOWN = 6;

/** Shows the first recommendations beside the questions. Each answer updates them. */
export function PicksSoFar() {
  const words = useWords();
  const { recommendations } = useRecommendations();
  const loading = useSelect((state) => state.app.loading);
  const cards = recommendations?.cards.slice(0, SHOWN);
  const list = useRef<HTMLOListElement>(null);
  useFlip(list, cards?.map(({ movie }) => movie.id) ?? []);
  return (
    <aside className="picks-so-far panel" aria-label={texts.beside}>
      <h2>{texts.beside}</h2>
      {cards === undefined ? (
        <div className="picks-so-far__waiting">
          <p className="muted">{texts.otherWaiting(words)}</p>
          {loading !== null && <LoadingProgress loading={loading} />}
        </div>
      ) : (
        <ol ref={list}>
          {cards.map((card) => (
            <li key={card.movie.id}>
              <Link className="picks-so-far__movie" href={paths.movie(card.movie.id)}>
                <span className="picks-so-far__movie__poster">
                  <PosterInTurn movie={card.movie} />
                </span>
                <span className="picks-so-far__movie__text">
                  <span className="picks-so-far__movie__title">
                    {card.movie.title} <PredictedRating card={card} />
                  </span>
                  <span className="picks-so-far__movie__why muted">{reasonText(card.reason, words)}</span>
                </span>
              </Link>
            </li>
          ))}
        </ol>
      )}
    </aside>
  );
}
