import { useEffect } from 'react';
import { Link } from 'wouter';
import { Page } from '../app/page.tsx';
import { paths } from '../app/routes.ts';
import { errors, movie as texts } from '../app/texts.ts';
import { useSelect, useStore } from '../state/store.ts';
import { MapPosition } from './map-position.tsx';
import { MovieHero, MovieHeroSkeleton } from './movie-hero.tsx';
import { RatingHistogram } from './rating-histogram.tsx';
import { SimilarList } from './similar-list.tsx';
import './movie.css';

/** Everything about one film. */
export default function MoviePage({ id }: { readonly id: number }) {
  const store = useStore();
  const openings = useSelect((state) => state.openings);
  const opened = useSelect((state) => (state.movie?.id === id ? state.movie : null));
  useEffect(() => {
    store.act({ type: 'movieAsked', movieId: id });
    // Asked again after every opening: a worker that was started anew does not know what is on the screen.
    if (openings > 0) store.send({ type: 'openMovie', movieId: id });
  }, [id, openings, store]);

  if (opened?.missing || !Number.isInteger(id)) {
    return (
      <Page title={texts.missing} lead={<p>{texts.missingText(id)}</p>}>
        <Link className="button button--main" href={paths.forYou}>
          {errors.home}
        </Link>
      </Page>
    );
  }
  if (!opened?.page) return <MovieHeroSkeleton />;
  const { card, reason, histogram, similarByGenre, similarByTaste } = opened.page;
  return (
    <MovieHero
      card={card}
      reason={reason}
      beside={<RatingHistogram counts={histogram} mean={card.meanStars} />}
    >
      <div className="movie__similar">
        <SimilarList title={texts.byGenre} hint={texts.byGenreHint} movies={similarByGenre} />
        <SimilarList title={texts.byTaste} hint={texts.byTasteHint} movies={similarByTaste} />
      </div>
      {similarByTaste !== null && <MapPosition movie={card.movie} />}
    </MovieHero>
  );
}
