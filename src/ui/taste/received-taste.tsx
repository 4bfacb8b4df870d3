import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Taste } from '../../base/taste-text.ts';
import { paths } from '../app/routes.ts';
import { stars as starTexts } from '../app/texts.ts';
import { MovieLine } from '../movie/movie-line.tsx';
import { useStore } from '../state/store.ts';
import { useQuery } from '../state/use-query.ts';
import { useTexts, useWords } from '../state/use-words.ts';
import { tasteTable } from './as-table.ts';
import { putTasteAway } from './store.ts';
import { received } from './texts.ts';
import { TwoTastes } from './two-tastes.tsx';

/** What somebody sent, and what the person can do with it. */
export function ReceivedTaste({ taste, text }: { readonly taste: Taste; readonly text: string }) {
  const texts = useTexts(received);
  const words = useWords();
  const store = useStore();
  const [, navigate] = useLocation();
  const [isCompared, setCompared] = useState(false);
  const { answer: known } = useQuery({ type: 'tasteComparison', taste: text });
  const take = () => {
    const name = texts.fileName(taste.name);
    store.act({ type: 'importing', names: [name] });
    store.send({ type: 'previewImport', files: [{ name, content: new Blob([tasteTable(taste)]) }] });
  };
  const watchTogether = () => {
    const guest = { name: taste.name === '' ? texts.friend : taste.name, ratings: taste.ratings };
    store.send({ type: 'addGuest', guest });
    navigate(paths.tonight);
  };
  return (
    <>
      <section className="panel taste-received" aria-labelledby="rated-best">
        <p>
          {texts.holds(taste.ratings.length, taste.total)}{' '}
          {known !== null && known.missing > 0 && texts.missing(known.missing, words)}
        </p>
        <h2 id="rated-best">{texts.best}</h2>
        {known === null ? (
          <p className="muted">{texts.loading}</p>
        ) : known.best.length === 0 ? (
          <p className="muted">{texts.none}</p>
        ) : (
          <ul className="taste-movies">
            {known.best.map(({ movie, stars }) => (
              <li key={movie.id}>
                <MovieLine movie={movie} about={starTexts.given(stars)} />
              </li>
            ))}
          </ul>
        )}
        <div className="taste-received__acts">
          <button
            type="button"
            className="button button--main"
            aria-expanded={isCompared}
            onClick={() => setCompared(!isCompared)}
          >
            {texts.compare}
          </button>
          <button type="button" className="button" onClick={watchTogether}>
            {texts.together}
          </button>
          <button type="button" className="button" aria-describedby="take-hint" onClick={take}>
            {texts.take}
          </button>
          <button type="button" className="button button--quiet" onClick={putTasteAway}>
            {texts.away}
          </button>
        </div>
        <p id="take-hint" className="muted">
          {texts.take}: {texts.takeHint}
        </p>
        <p className="muted">{texts.unsaved}</p>
      </section>
      {isCompared && known !== null && <TwoTastes name={taste.name} comparison={known} />}
    </>
  );
}
