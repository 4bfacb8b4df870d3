import { Disclosure } from '../kit/disclosure.tsx';
import { MovieLine } from '../movie/movie-line.tsx';
import { useSelect } from '../state/store.ts';
import { useTexts, useWords } from '../state/use-words.ts';
import { namedLists } from './texts.ts';

/** The lists that the person has imported, by name. */
export function NamedLists() {
  const words = useWords();
  const texts = useTexts(namedLists);
  const lists = useSelect((state) => state.person.namedLists);
  if (lists.length === 0) return null;
  return (
    <section className="watchlist-aside" aria-labelledby="named-lists">
      <h2 id="named-lists">{texts.title}</h2>
      {lists.map(({ name, movies }) => (
        <Disclosure key={name} title={texts.list(name, movies.length, words)}>
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
