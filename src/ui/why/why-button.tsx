import type { Movie } from '../../protocol/movie-card.ts';
import { useRovingTabIndex } from '../kit/roving-tabindex.ts';
import { whyButton as texts } from '../movie/movie-texts.ts';
import { useStore } from '../state/store.ts';
import './why-button.css';

/** The button that opens the explanation of a movie. */
export function WhyButton({ movie }: { readonly movie: Movie }) {
  const store = useStore();
  return (
    <button
      type="button"
      className="why-button"
      tabIndex={useRovingTabIndex()}
      aria-haspopup="dialog"
      aria-label={texts.openOf(movie.title)}
      onClick={() => store.act({ type: 'whyOpened', subject: { kind: 'movie', movie } })}
    >
      {texts.open}
    </button>
  );
}

/** The button that shows what one of the person's own ratings changes. */
export function WhatChangedButton({ movie }: { readonly movie: Movie }) {
  const store = useStore();
  return (
    <button
      type="button"
      className="why-button"
      aria-haspopup="dialog"
      aria-label={texts.changedOf(movie.title)}
      onClick={() => store.act({ type: 'whyOpened', subject: { kind: 'rating', movie } })}
    >
      {texts.changed}
    </button>
  );
}
