import { Link } from 'wouter';
import { paths } from '../app/routes.ts';
import { errors, movie as texts } from '../app/texts.ts';
import { Page } from '../kit/page.tsx';
import { MapPosition } from '../map/map-position.tsx';
import { useQuery } from '../state/use-query.ts';
import { MovieHero, MovieHeroSkeleton } from './movie-hero.tsx';
import { RatingHistogram } from './rating-histogram.tsx';
import { SimilarList } from './similar-list.tsx';
import './movie.css';

/** The page with all details of one movie. */
export default function MoviePage({ id }: { readonly id: number }) {
  const { answer: details, isAnswered } = useQuery(
    Number.isInteger(id) ? { type: 'movie', movieId: id } : null,
  );
  if (!Number.isInteger(id) || (isAnswered && details === null)) {
    return (
      <Page title={texts.missing} lead={<p>{texts.missingText(id)}</p>}>
        <Link className="button button--main" href={paths.forYou}>
          {errors.home}
        </Link>
      </Page>
    );
  }
  if (details === null) return <MovieHeroSkeleton />;
  const { card, reason, histogram, similarByGenre, similarByTaste } = details;
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
