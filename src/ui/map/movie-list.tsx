import { Link } from 'wouter';
import type { MapTint } from '../../protocol/map-messages.ts';
import { paths } from '../app/routes.ts';
import { Icon } from '../kit/icons.tsx';
import { Rating } from '../movie/star-rating.tsx';
import type { MapGuide } from './map-lookup.ts';
import { map as texts } from './texts.ts';

/** Films of the map as a list: what the picture shows, for who does not see it, with stars to give in place. */
export function MapFilms(props: {
  readonly guide: MapGuide;
  readonly tint: MapTint | null;
  readonly films: readonly number[];
  readonly onShow: (film: number) => void;
}) {
  const { guide, tint, films, onShow } = props;
  return (
    <ul className="map__films">
      {films.map((film) => {
        const movie = guide.map.films[film];
        const predicted = tint?.predicted?.[film] ?? null;
        return (
          <li key={movie.id} data-movie={movie.id}>
            <button
              type="button"
              className="map__find"
              aria-label={texts.show(movie.title)}
              title={texts.show(movie.title)}
              onClick={() => onShow(film)}
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
            <Rating movie={movie} />
          </li>
        );
      })}
    </ul>
  );
}
