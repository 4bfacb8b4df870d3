import { memo } from 'react';
import { Link } from 'wouter';
import type { RatedMovie as Rated } from '../../protocol/person-messages.ts';
import { paths } from '../app/routes.ts';
import { ratings as texts } from '../app/texts.ts';
import { formatDay } from '../kit/format.ts';
import { Icon } from '../kit/icons.tsx';
import { StarRating } from '../movie/star-rating.tsx';
import { Poster } from '../poster/poster.tsx';
import { useActs, useStore } from '../state/store.ts';
import { why } from '../why/texts.ts';

export const RatedMovie = memo(function RatedMovie({ rated }: { readonly rated: Rated }) {
  const { movie, at } = rated;
  const store = useStore();
  const { rate } = useActs();
  return (
    <li className="rated" data-movie={movie.id}>
      <Link className="rated__link" href={paths.movie(movie.id)}>
        <span className="rated__poster">
          <Poster movie={movie} />
        </span>
        <span className="rated__text">
          <span className="rated__title">{movie.title}</span>
          <span className="muted rated__meta">
            {[movie.year, movie.genres.slice(0, 3).join(', ')].filter(Boolean).join(' · ')}
          </span>
        </span>
      </Link>
      <StarRating movie={movie} />
      <time className="muted rated__day numbers" dateTime={new Date(at).toISOString()}>
        {formatDay(at)}
      </time>
      <button
        type="button"
        className="icon-button"
        aria-haspopup="dialog"
        aria-label={why.changedOf(movie.title)}
        title={why.changed}
        onClick={() => store.act({ type: 'whyOpened', subject: { kind: 'rating', movie } })}
      >
        <Icon name="whatIf" />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={texts.removeOf(movie.title)}
        title={texts.remove}
        onClick={() => rate(movie, null)}
      >
        <Icon name="trash" />
      </button>
    </li>
  );
});
