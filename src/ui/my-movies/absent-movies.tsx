import type { Movie } from '../../protocol/movie-card.ts';
import { useTexts, useWords } from '../state/use-words.ts';
import { absent } from './texts.ts';
import './absent-movies.css';

/** Lists the person's movies that the active data set does not contain. They have no page, so no name is a link. */
export function AbsentMovies(props: {
  readonly movies: readonly { readonly movie: Movie; readonly what: string }[];
}) {
  const { movies } = props;
  const words = useWords();
  const texts = useTexts(absent);
  if (movies.length === 0) return null;
  return (
    <section className="absent-movies" aria-labelledby="absent">
      <h2 id="absent">{texts.title}</h2>
      <p className="muted">{texts.hint}</p>
      <ul>
        {movies.map(({ movie, what }) => (
          <li key={movie.id} className="absent-movies__movie">
            <span>
              {movie.title === '' ? texts.nameless(movie.id, words) : movie.title}
              {movie.year !== null && <span className="muted"> {movie.year}</span>}
            </span>
            <span className="muted numbers">{what}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
