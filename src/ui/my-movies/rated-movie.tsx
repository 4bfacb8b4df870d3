import { memo } from 'react';
import type { RatedMovie as Rated } from '../../protocol/person-messages.ts';
import { yearAndGenres } from '../app/texts.ts';
import { formatDay } from '../kit/format.ts';
import { Icon } from '../kit/icons.tsx';
import { MovieLine } from '../movie/movie-line.tsx';
import { whyButton } from '../movie/movie-texts.ts';
import { StarRating } from '../movie/star-rating.tsx';
import { useActs, useStore } from '../state/store.ts';
import { ratings as texts } from './texts.ts';

export const RatedMovie = memo(function RatedMovie({ rated }: { readonly rated: Rated }) {
  const { movie, at } = rated;
  const store = useStore();
  const { rate } = useActs();
  return (
    <li className="rated" data-movie={movie.id}>
      <MovieLine movie={movie} about={yearAndGenres(movie)} />
      <StarRating movie={movie} />
      <time className="muted rated__day numbers" dateTime={new Date(at).toISOString()}>
        {formatDay(at)}
      </time>
      <button
        type="button"
        className="icon-button"
        aria-haspopup="dialog"
        aria-label={whyButton.changedOf(movie.title)}
        title={whyButton.changed}
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
