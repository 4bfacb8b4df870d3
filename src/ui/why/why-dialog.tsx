import { useEffect } from 'react';
import { Dialog } from '../kit/dialog.tsx';
import { reasonText } from '../movie/reason-texts.ts';
import { Poster } from '../poster/poster.tsx';
import { useSelect, useStore } from '../state/store.ts';
import { why as texts } from './texts.ts';
import { WhatIf } from './what-if.tsx';
import { WhyMovie } from './why-movie.tsx';
import type { WhySubject } from './why-state.ts';
import './why.css';

/** Why a movie is recommended, or what a rating changes. Asks the worker for what it shows. */
export default function WhyDialog({ subject }: { readonly subject: WhySubject }) {
  const store = useStore();
  const explained = useSelect((state) => state.why.explained);
  const { kind, movie } = subject;
  const given = useSelect((state) => state.stars.get(movie.id));
  useAnswers(subject);
  return (
    <Dialog
      className="why"
      look="sheet"
      title={kind === 'film' ? texts.title(movie.title) : texts.titleRated(movie.title)}
      subtitle={
        <>
          {explained !== null && <p className="muted">{reasonText(explained.reason)}</p>}
          {kind === 'rating' && given !== undefined && <p className="muted">{texts.given(given)}</p>}
        </>
      }
      icon={
        <span className="why__poster">
          <Poster movie={movie} />
        </span>
      }
      step={kind}
      closeLabel={texts.close}
      closesOutside
      onClose={() => store.act({ type: 'whyClosed' })}
    >
      {kind === 'rating' ? <WhatIf /> : explained !== null && <WhyMovie explained={explained} />}
    </Dialog>
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
