import { Link } from 'wouter';
import type { Movie } from '../../protocol/movie-card.ts';
import { paths } from '../app/routes.ts';
import { PosterInTurn } from '../poster/poster-in-turn.tsx';
import './movie-line.css';

/**
 * The beginning of a line in a list of movies: poster, title and a few words below it, as a link to the movie's page.
 * @param props.about what is below the title
 */
export function MovieLine({ movie, about }: { readonly movie: Movie; readonly about: string }) {
  return (
    <Link className="movie-line" href={paths.movie(movie.id)}>
      <span className="movie-line__poster">
        <PosterInTurn movie={movie} />
      </span>
      <span className="movie-line__text">
        <span className="movie-line__title">{movie.title}</span>
        <span className="muted movie-line__about">{about}</span>
      </span>
    </Link>
  );
}
