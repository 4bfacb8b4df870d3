import { useId, useState } from 'react';
import type { WaitingEntry } from '../../protocol/person-messages.ts';
import { stars as starTexts } from '../app/texts.ts';
import { markActions } from '../movie/watchlist-texts.ts';
import { ChooseMovie } from '../search/choose-movie.tsx';
import { useSelect, useStore } from '../state/store.ts';
import { useWords } from '../state/use-words.ts';
import { waiting as texts } from './texts.ts';
import './waiting-movies.css';

/** Movies shown at first, and with each press of the button. */
const STEP = 20;
/** Shorter lists are read at a look. */
const SEARCH_FROM = 10;

/** Imported movies that no data set has had so far. The person can say which movie each is, or remove it. */
export function WaitingMovies() {
  const waiting = useSelect((state) => state.person.waiting);
  const words = useWords();
  const [search, setSearch] = useState('');
  const [shown, setShown] = useState(STEP);
  const id = useId();
  if (waiting.length === 0) return null;
  const asked = search.trim().toLowerCase();
  const fitting = waiting.filter(({ title, year }) => `${title} ${year ?? ''}`.toLowerCase().includes(asked));
  return (
    <section className="waiting-movies" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{texts.title}</h2>
      <p className="muted">{texts.hint(waiting.length, words)}</p>
      {waiting.length >= SEARCH_FROM && (
        <div className="choice waiting-movies__search">
          <label htmlFor={id}>{texts.search}</label>
          <input id={id} type="search" value={search} onChange={(event) => setSearch(event.target.value)} />
        </div>
      )}
      <ul>
        {fitting.slice(0, shown).map((movie) => (
          <WaitingLine key={movie.key} movie={movie} />
        ))}
      </ul>
      {fitting.length === 0 && <p className="muted">{texts.nothingFound}</p>}
      {fitting.length > shown && (
        <button type="button" className="button" onClick={() => setShown(shown + 5 * STEP)}>
          {texts.more(fitting.length - shown)}
        </button>
      )}
    </section>
  );
}

function WaitingLine({ movie: { key, title, year, stars, mark, lists } }: { readonly movie: WaitingEntry }) {
  const store = useStore();
  const about = [
    stars === null ? null : starTexts.given(stars),
    stars === null && mark !== null ? markActions[mark].name : null,
    ...lists,
  ];
  return (
    <li className="waiting-movies__movie">
      <span className="waiting-movies__title">
        {title}
        {year !== null && <span className="muted"> {year}</span>}
        <span className="muted numbers waiting-movies__about">{about.filter(Boolean).join(' · ')}</span>
      </span>
      <span className="waiting-movies__acts">
        <ChooseMovie
          title={title}
          onChoose={({ id }) => store.send({ type: 'placeWaiting', key, movieId: id })}
        />
        <button
          type="button"
          className="button choose-movie__button"
          aria-label={texts.removeOf(title)}
          onClick={() => store.send({ type: 'removeWaiting', key })}
        >
          {texts.remove}
        </button>
      </span>
    </li>
  );
}
