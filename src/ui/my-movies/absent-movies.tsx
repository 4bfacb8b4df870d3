import type { Movie } from '../../protocol/movie-card.ts';
import { absent as texts } from './texts.ts';
import './absent-movies.css';

/** The person's movies that the data set in use lacks. They have no page now, so their names are no links. */
export function AbsentMovies(props: {
  readonly movies: readonly { readonly movie: Movie; readonly what: string }[];
}) {
  const { movies } = props;
  if (movies.length === 0) return null;
  return (
    <section className="absent-movies" aria-labelledby="absent">
      <h2 id="absent">{texts.title}</h2>
      <p className="muted">{texts.hint}</p>
      <ul>
        {movies.map(({ movie, what }) => (
          <li key={movie.id} className="absent-movies__movie">
            <span>
              {movie.title === '' ? texts.nameless(movie.id) : movie.title}
              {movie.year !== null && <span className="muted"> {movie.year}</span>}
            </span>
            <span className="muted numbers">{what}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
