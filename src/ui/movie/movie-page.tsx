import { Link } from 'wouter';
import { paths } from '../app/routes.ts';
import { errors } from '../app/texts.ts';
import { Elsewhere } from '../facts/elsewhere.tsx';
import { MovieFacts, MovieFactsSkeleton } from '../facts/movie-facts.tsx';
import { world as worldTexts } from '../facts/texts.ts';
import { WorldMean } from '../facts/world-mean.tsx';
import { Page } from '../kit/page.tsx';
import { MapPosition } from '../map/map-position.tsx';
import { isArriving } from '../state/app-state.ts';
import { useSelect } from '../state/store.ts';
import { useQuery } from '../state/use-query.ts';
import { useWords } from '../state/use-words.ts';
import { MovieHero, MovieHeroSkeleton } from './movie-hero.tsx';
import { movie as texts } from './movie-texts.ts';
import { RatingHistogram } from './rating-histogram.tsx';
import { SimilarList } from './similar-list.tsx';
import './movie.css';

/** The page with all details of one movie. */
export default function MoviePage({ id }: { readonly id: number }) {
  const { answer: details, isAnswered } = useQuery(
    Number.isInteger(id) ? { type: 'movie', movieId: id } : null,
  );
  const words = useWords();
  const isComing = useSelect(isArriving);
  const isBuiltIn = useSelect((state) => state.app.dataset?.imported === false);
  if (!Number.isInteger(id) || (isAnswered && details === null)) {
    return (
      <Page title={texts.missing(words)} lead={<p>{texts.missingText(id, words)}</p>}>
        <Link className="button button--main" href={paths.forYou}>
          {errors.home}
        </Link>
      </Page>
    );
  }
  if (details === null) return <MovieHeroSkeleton />;
  const {
    card,
    facts,
    description,
    links,
    reason,
    histogram,
    similarByGenre,
    similarByContent,
    similarByTaste,
  } = details;
  const { world } = card;
  return (
    <MovieHero
      card={card}
      facts={facts}
      description={description}
      isComing={isComing}
      reason={reason}
      beside={
        <div className="movie__ratings">
          {world !== null && <WorldMean world={world} isBuiltIn={isBuiltIn} />}
          <RatingHistogram
            counts={histogram}
            mean={card.meanStars}
            {...(world === null ? {} : { title: worldTexts.sample })}
          />
        </div>
      }
    >
      <div className="movie__known">
        {facts !== null ? <MovieFacts facts={facts} /> : isComing && <MovieFactsSkeleton />}
        <Elsewhere movie={card.movie} ids={links} wikipedia={facts?.wikipedia ?? description?.page ?? null} />
      </div>
      <div className="movie__similar">
        <SimilarList title={texts.byGenre(words)} hint={texts.byGenreHint} movies={similarByGenre} />
        {similarByContent !== null && (
          <SimilarList title={texts.byContent} hint={texts.byContentHint} movies={similarByContent} />
        )}
        <SimilarList title={texts.byTaste} hint={texts.byTasteHint} movies={similarByTaste} />
      </div>
      {similarByTaste !== null && <MapPosition movie={card.movie} />}
    </MovieHero>
  );
}
