import { useState } from 'react';
import type { Movie } from '../../protocol/movie-card.ts';
import { useWords } from '../state/use-words.ts';
import { Search } from './search.tsx';
import { choosing as texts } from './texts.ts';
import './choose-movie.css';

/** Lets a person say which movie a title is: the candidates are buttons, and all other movies can be searched. */
export function ChooseMovie(props: {
  /** The title, as it is written elsewhere. */
  readonly title: string;
  readonly candidates?: readonly Movie[];
  readonly onChoose: (movie: Movie) => void;
}) {
  const words = useWords();
  const { title, candidates = [], onChoose } = props;
  const [searching, setSearching] = useState(false);
  return (
    <span className="choose-movie">
      {candidates.map((movie) => (
        <button
          key={movie.id}
          type="button"
          className="button choose-movie__button"
          aria-label={texts.itIs(title, nameOf(movie), isTwice(movie, candidates) ? movie.genres : [])}
          onClick={() => onChoose(movie)}
        >
          {nameOf(movie)}
          {isTwice(movie, candidates) && <span className="muted"> {movie.genres.join(', ')}</span>}
        </button>
      ))}
      {searching ? (
        <Search instead={{ label: texts.search(title, words), choose: onChoose }} />
      ) : (
        <button
          type="button"
          className="button choose-movie__button"
          aria-label={texts.findOf(title, words)}
          onClick={() => setSearching(true)}
        >
          {candidates.length === 0 ? texts.find(words) : texts.other(words)}
        </button>
      )}
    </span>
  );
}

function nameOf({ title, year }: Movie): string {
  return year === null ? title : `${title} (${year})`;
}

/** Two movies of one title and year are told apart by their genres. */
function isTwice(movie: Movie, candidates: readonly Movie[]): boolean {
  return candidates.filter((other) => nameOf(other) === nameOf(movie)).length > 1;
}
