import { Link } from 'wouter';
import type { SimilarMovie } from '../../protocol/movie-card.ts';
import { paths } from '../app/routes.ts';
import { yearAndGenres } from '../app/texts.ts';
import { PosterInTurn } from '../poster/poster-in-turn.tsx';
import { useWords } from '../state/use-words.ts';
import { movie as texts } from './movie-texts.ts';
import { PredictedRating } from './predicted-rating.tsx';

/** The movies similar to the one on the page; `null` while their model is still in training. */
export function SimilarList(props: {
  readonly title: string;
  readonly hint: string;
  readonly movies: readonly SimilarMovie[] | null;
}) {
  const { title, hint, movies } = props;
  const words = useWords();
  return (
    <section className="similar-list" aria-label={title}>
      <h2>{title}</h2>
      <p className="muted similar-list__hint">{hint}</p>
      {movies === null && <p className="muted">{texts.tasteLater}</p>}
      {movies?.length === 0 && <p className="muted">{texts.noneSimilar(words)}</p>}
      <ul>
        {movies?.map(({ card, similarity }) => (
          <li key={card.movie.id}>
            <Link className="similar-list__movie" href={paths.movie(card.movie.id)}>
              <span className="similar-list__poster">
                <PosterInTurn movie={card.movie} />
              </span>
              <span className="similar-list__text">
                <span className="similar-list__title">{card.movie.title}</span>
                <span className="muted similar-list__meta">{yearAndGenres(card.movie)}</span>
                <span className="similar-list__degree">
                  <span
                    className="similar-list__bar"
                    style={{ width: `${Math.max(0, similarity) * 72}px` }}
                  />
                  <span className="muted numbers">{texts.similarity(similarity)}</span>
                </span>
              </span>
              <PredictedRating card={card} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
