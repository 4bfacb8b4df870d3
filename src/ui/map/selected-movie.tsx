import { Link } from 'wouter';
import type { Movie } from '../../protocol/movie-card.ts';
import { paths } from '../app/routes.ts';
import { yearAndGenres } from '../app/texts.ts';
import { Icon } from '../kit/icons.tsx';
import { movie as movieTexts } from '../movie/movie-texts.ts';
import { StarRating } from '../movie/star-rating.tsx';
import { Poster } from '../poster/poster.tsx';
import { useWords } from '../state/use-words.ts';
import { map as texts } from './texts.ts';

/** The movie selected on the map: its facts, its predicted stars, a rating, and a link to its page. */
export function SelectedMovie(props: {
  readonly movie: Movie;
  readonly predicted: number | null;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const { movie, predicted, onClose } = props;
  return (
    <section className="map__movie panel" aria-label={movie.title} data-movie={movie.id}>
      <span className="map__poster">
        <Poster movie={movie} />
      </span>
      <div>
        <h2>{movie.title}</h2>
        <p className="muted">{yearAndGenres(movie) || movieTexts.noGenres}</p>
        {predicted !== null && <p className="numbers">{texts.predicted(predicted)}</p>}
        <StarRating movie={movie} />
        <Link className="map__page" href={paths.movie(movie.id)}>
          {texts.page(words)}
        </Link>
      </div>
      <button type="button" className="icon-button map__close" aria-label={texts.closeCard} onClick={onClose}>
        <Icon name="close" />
      </button>
    </section>
  );
}
