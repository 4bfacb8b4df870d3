import { useEffect, useRef } from 'react';
import { Icon } from '../kit/icons.tsx';
import { reasonText } from '../movie/reason-texts.ts';
import { Poster } from '../poster/poster.tsx';
import type { WhySubject } from '../state/actions.ts';
import { useSelect, useStore } from '../state/store.ts';
import { useQuery } from '../state/use-query.ts';
import { why as texts } from './texts.ts';
import { WhatIfResult } from './what-if.tsx';
import { WhyMovie } from './why-movie.tsx';
import './why.css';

/** The panel: a dialog on a wide screen, a sheet from below on a phone. */
export default function WhyDialog({ subject }: { readonly subject: WhySubject }) {
  const store = useStore();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const { kind, movie } = subject;
  const { answer: explained } = useQuery(
    kind === 'movie' ? { type: 'explanation', movieId: movie.id } : null,
  );
  const given = useSelect((state) => state.person.starsOf.get(movie.id));
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
              {kind === 'movie' ? texts.title(movie.title) : texts.titleRated(movie.title)}
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
