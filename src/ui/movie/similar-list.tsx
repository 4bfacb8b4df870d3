import { Link } from 'wouter';
import type { SimilarMovie } from '../../protocol/movie-card.ts';
import { paths } from '../app/routes.ts';
import { movie as texts } from '../app/texts.ts';
import { Poster } from '../poster/poster.tsx';
import { PredictedRating } from './predicted-rating.tsx';

/** The movies similar to the one on the page; `null` while their model is still in training. */
export function SimilarList(props: {
  readonly title: string;
  readonly hint: string;
  readonly movies: readonly SimilarMovie[] | null;
}) {
  const { title, hint, movies } = props;
  return (
    <section className="similar-list" aria-label={title}>
      <h2>{title}</h2>
      <p className="muted similar-list__hint">{hint}</p>
      {movies === null && <p className="muted">{texts.tasteLater}</p>}
      {movies?.length === 0 && <p className="muted">{texts.noneSimilar}</p>}
      <ul>
        {movies?.map(({ card, similarity }) => (
          <li key={card.movie.id}>
            <Link className="similar-list__movie" href={paths.movie(card.movie.id)}>
              <span className="similar-list__poster">
                <Poster movie={card.movie} />
              </span>
              <span className="similar-list__text">
                <span className="similar-list__title">{card.movie.title}</span>
                <span className="muted similar-list__meta">
                  {[card.movie.year, card.movie.genres.slice(0, 3).join(', ')].filter(Boolean).join(' · ')}
                </span>
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
