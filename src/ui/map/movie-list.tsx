import { Link } from 'wouter';
import type { MapTint } from '../../protocol/map-messages.ts';
import { paths } from '../app/routes.ts';
import { Icon } from '../kit/icons.tsx';
import { StarRating } from '../movie/star-rating.tsx';
import type { MapGuide } from './map-lookup.ts';
import { map as texts } from './texts.ts';

/** Lists movies of the map for people who cannot see the picture. The person can rate them in the list. */
export function MovieList(props: {
  readonly guide: MapGuide;
  readonly tint: MapTint | null;
  readonly movies: readonly number[];
  readonly onShow: (item: number) => void;
}) {
  const { guide, tint, movies, onShow } = props;
  return (
    <ul className="map__movies">
      {movies.map((item) => {
        const movie = guide.map.movies[item];
        const predicted = tint?.predicted?.[item] ?? null;
        return (
          <li key={movie.id} data-movie={movie.id}>
            <button
              type="button"
              className="map__find"
              aria-label={texts.show(movie.title)}
              title={texts.show(movie.title)}
              onClick={() => onShow(item)}
            >
              <Icon name="place" />
            </button>
            <div>
              <Link href={paths.movie(movie.id)}>{movie.title}</Link>
              <span className="muted numbers map__facts">
                {[movie.year, predicted === null ? '' : texts.predicted(predicted)]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </div>
            <StarRating movie={movie} />
          </li>
        );
      })}
    </ul>
  );
}
