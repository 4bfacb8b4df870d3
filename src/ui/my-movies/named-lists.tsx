import { Disclosure } from '../kit/disclosure.tsx';
import { MovieLine } from '../movie/movie-line.tsx';
import { useSelect } from '../state/store.ts';
import { namedLists as texts } from './texts.ts';

/** The lists that the person has imported, by name. */
export function NamedLists() {
  const lists = useSelect((state) => state.person.namedLists);
  if (lists.length === 0) return null;
  return (
    <section className="watchlist-aside" aria-labelledby="named-lists">
      <h2 id="named-lists">{texts.title}</h2>
      {lists.map(({ name, movies }) => (
        <Disclosure key={name} title={texts.list(name, movies.length)}>
          {movies.length === 0 && <p className="muted">{texts.empty}</p>}
          <ul className="rated-list">
            {movies.map((movie) => (
              <li key={movie.id} className="rated">
                <MovieLine movie={movie} about={movie.year === null ? '' : String(movie.year)} />
              </li>
            ))}
          </ul>
        </Disclosure>
      ))}
    </section>
  );
}
