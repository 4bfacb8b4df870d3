import { Link } from 'wouter';
import type { SimilarMovie } from '../../protocol/messages.ts';
import { paths } from '../app/routes.ts';
import { movie as texts } from '../app/texts.ts';
import { Poster } from '../poster/poster.tsx';
import { PredictedRating } from './predicted-rating.tsx';

/** Films close to the one on the page; `null` while the model that knows them is still trained. */
export function SimilarList(props: {
  readonly title: string;
  readonly hint: string;
  readonly movies: readonly SimilarMovie[] | null;
}) {
  const { title, hint, movies } = props;
  return (
    <section className="similar" aria-label={title}>
      <h2>{title}</h2>
      <p className="muted similar__hint">{hint}</p>
      {movies === null && <p className="muted">{texts.tasteLater}</p>}
      {movies?.length === 0 && <p className="muted">{texts.noneSimilar}</p>}
      <ul>
        {movies?.map(({ card, similarity }) => (
          <li key={card.movie.id}>
            <Link className="similar__film" href={paths.movie(card.movie.id)}>
              <span className="similar__poster">
                <Poster movie={card.movie} />
              </span>
              <span className="similar__text">
                <span className="similar__title">{card.movie.title}</span>
                <span className="muted similar__meta">
                  {[card.movie.year, card.movie.genres.slice(0, 3).join(', ')].filter(Boolean).join(' · ')}
                </span>
                <span className="similar__degree">
                  <span className="similar__bar" style={{ width: `${Math.max(0, similarity) * 72}px` }} />
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
