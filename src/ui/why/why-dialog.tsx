import { Dialog } from '../kit/dialog.tsx';
import { reasonText } from '../movie/reason-texts.ts';
import { why as texts } from '../movie/why-texts.ts';
import { Poster } from '../poster/poster.tsx';
import type { WhySubject } from '../state/actions.ts';
import { useSelect, useStore } from '../state/store.ts';
import { useQuery } from '../state/use-query.ts';
import { useWords } from '../state/use-words.ts';
import { WhatIf } from './what-if.tsx';
import { WhyMovie } from './why-movie.tsx';
import './why.css';

/** The dialog that explains a recommendation, or what a rating changes. It requests its content from the worker. */
export default function WhyDialog({ subject }: { readonly subject: WhySubject }) {
  const store = useStore();
  const words = useWords();
  const { kind, movie } = subject;
  const { answer: explained } = useQuery(
    kind === 'movie' ? { type: 'explanation', movieId: movie.id } : null,
  );
  const given = useSelect((state) => state.person.starsOf.get(movie.id));
  return (
    <Dialog
      className="why"
      look="sheet"
      title={kind === 'movie' ? texts.title(movie.title) : texts.titleRated(movie.title)}
      subtitle={
        <>
          {explained !== null && <p className="muted">{reasonText(explained.reason, words)}</p>}
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
