import { useEffect, useRef } from 'react';
import { Icon } from '../kit/icons.tsx';
import { reasonText } from '../movie/reason-texts.ts';
import { Poster } from '../poster/poster.tsx';
import { useSelect, useStore } from '../state/store.ts';
import { why as texts } from './texts.ts';
import { WhatIfResult } from './what-if.tsx';
import { WhyMovie } from './why-movie.tsx';
import type { WhySubject } from './why-state.ts';
import './why.css';

/** The panel: a dialog on a wide screen, a sheet from below on a phone. Asks the worker for what it shows. */
export default function WhyDialog({ subject }: { readonly subject: WhySubject }) {
  const store = useStore();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const explained = useSelect((state) => state.why.explained);
  const { kind, movie } = subject;
  const given = useSelect((state) => state.stars.get(movie.id));
  useAnswers(subject);
  useEffect(() => {
    const shown = dialog.current;
    if (shown === null) return;
    shown.showModal();
    heading.current?.focus();
    // The dialog's own box is filled by what is in it, so this is the ground behind.
    const outside = (event: PointerEvent) => {
      if (event.target === shown) shown.close();
    };
    shown.addEventListener('pointerdown', outside);
    return () => shown.removeEventListener('pointerdown', outside);
  }, []);
  return (
    <dialog
      className="why"
      ref={dialog}
      aria-labelledby="why-title"
      onClose={() => store.act({ type: 'whyClosed' })}
    >
      <div className="why__inside">
        <div className="why__head">
          <span className="why__poster">
            <Poster movie={movie} />
          </span>
          <div className="why__about">
            <h2 id="why-title" ref={heading} tabIndex={-1}>
              {kind === 'film' ? texts.title(movie.title) : texts.titleRated(movie.title)}
            </h2>
            {explained !== null && <p className="muted">{reasonText(explained.reason)}</p>}
            {kind === 'rating' && given !== undefined && <p className="muted">{texts.given(given)}</p>}
          </div>
          <button
            type="button"
            className="icon-button"
            aria-label={texts.close}
            title={texts.close}
            onClick={() => dialog.current?.close()}
          >
            <Icon name="close" />
          </button>
        </div>
        {kind === 'rating' ? <WhatIfResult /> : explained !== null && <WhyMovie explained={explained} />}
      </div>
    </dialog>
  );
}

/** Asked again when the list was scored anew, so that the panel is as true as the page behind it. */
function useAnswers({ kind, movie }: WhySubject): void {
  const store = useStore();
  const openings = useSelect((state) => state.openings);
  const list = useSelect((state) => state.recommended);
  const without = useSelect((state) => state.why.without);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new list asks anew
  useEffect(() => {
    if (openings > 0 && kind === 'film') store.send({ type: 'explain', movieId: movie.id });
  }, [store, openings, list, kind, movie.id]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new list asks anew
  useEffect(() => {
    if (openings === 0 || without === null) return;
    store.send({ type: 'whatIf', movieId: kind === 'film' ? movie.id : null, without });
  }, [store, openings, list, kind, movie.id, without]);
}
