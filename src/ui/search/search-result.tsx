import type { ReactNode } from 'react';
import type { Credits, SearchResult as Result } from '../../protocol/browse-messages.ts';
import type { MovieCard } from '../../protocol/movie-card.ts';
import { stars as texts, yearAndGenres } from '../app/texts.ts';
import { formatGiven } from '../kit/format.ts';
import { Icon } from '../kit/icons.tsx';
import { PredictedRating } from '../movie/predicted-rating.tsx';
import { Star } from '../movie/stars.tsx';
import { PosterInTurn } from '../poster/poster-in-turn.tsx';
import { useSelect } from '../state/store.ts';
import { useWords } from '../state/use-words.ts';
import { creditsText } from './texts.ts';

/** A movie or a person among the results of a search. */
export function SearchResult(props: {
  readonly id: string;
  readonly result: Result;
  readonly active: boolean;
  readonly onChoose: () => void;
}) {
  const { id, result, active, onChoose } = props;
  return (
    // Focus stays in the field, and the field moves the active option, so the options handle no keys.
    // biome-ignore lint/a11y/useFocusableInteractive: see above
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <div
      id={id}
      className="search-result"
      role="option"
      aria-selected={active}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      {'movie' in result ? <FoundMovie card={result} /> : <FoundPerson credits={result} />}
    </div>
  );
}

function FoundMovie({ card }: { readonly card: MovieCard }) {
  const { movie } = card;
  const given = useSelect((state) => state.person.starsOf.get(movie.id) ?? null);
  return (
    <>
      <span className="search-result__poster">
        <PosterInTurn movie={movie} />
      </span>
      <Lines title={movie.title} meta={yearAndGenres(movie)} />
      {given === null ? (
        <PredictedRating card={card} />
      ) : (
        <span className="search-result__yours" title={texts.given(given)}>
          {formatGiven(given)}
          <Star />
        </span>
      )}
    </>
  );
}

function FoundPerson({ credits }: { readonly credits: Credits }) {
  const words = useWords();
  return (
    <>
      <span className="search-result__poster search-result__person">
        <Icon name="person" />
      </span>
      <Lines title={credits.name} meta={creditsText(credits, words)} />
    </>
  );
}

function Lines({ title, meta }: { readonly title: string; readonly meta: string }): ReactNode {
  return (
    <span className="search-result__text">
      <span className="search-result__title">{title}</span>
      <span className="muted search-result__meta">{meta}</span>
    </span>
  );
}
