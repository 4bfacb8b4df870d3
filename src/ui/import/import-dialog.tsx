import { useEffect } from 'react';
import { useLocation } from 'wouter';
import type { ImportPreview } from '../../protocol/import-messages.ts';
import { paths } from '../app/routes.ts';
import { Dialog, DialogCloseButton } from '../kit/dialog.tsx';
import { isInterrupted } from '../state/lost-files.ts';
import { useSelect, useStore } from '../state/store.ts';
import { useWords } from '../state/use-words.ts';
import { ImportReview } from './import-review.tsx';
import type { ImportState } from './import-state.ts';
import { factorsText, reviewTitle, importing as texts } from './texts.ts';
import './import.css';

/**
 * Shows that the dropped files are being read, are ready for review, or are refused. The app stores nothing before the
 * person accepts.
 */
export default function ImportDialog() {
  const store = useStore();
  const importing = useSelect((state) => state.importing);
  const words = useWords();
  const [location, navigate] = useLocation();
  const { step } = importing;
  useEffect(() => {
    if (step !== 'added') return;
    // After an import, a first visit needs no more questions.
    if (location === paths.welcome) navigate(paths.forYou);
    store.act({ type: 'importClosed' });
  }, [step, location, navigate, store]);

  const onClose = () => {
    store.send({ type: 'discardImport' });
    store.act({ type: 'importClosed' });
  };
  const add = () => {
    store.act({ type: 'importAccepted' });
    store.send({ type: 'acceptImport' });
  };
  const review = step === 'review' || step === 'adding' ? importing.review : null;
  const adds = review !== null && review.changes > 0;
  return (
    <Dialog
      className="import"
      look="sheet"
      title={titleOf(importing)}
      step={step}
      onClose={onClose}
      actions={
        <>
          <DialogCloseButton>{adds || step === 'reading' ? texts.cancel : texts.close}</DialogCloseButton>
          {adds && (
            <button type="button" className="button button--main" disabled={step === 'adding'} onClick={add}>
              {step === 'adding' ? texts.adding : addText(review)}
            </button>
          )}
        </>
      }
    >
      {review !== null && <ImportReview review={review} />}
      {step === 'factors' && (
        <>
          <p>{factorsText(importing.factors, words)}</p>
          <p className="muted">{texts.factorsUse}</p>
        </>
      )}
      {step === 'refused' && (
        <>
          <p>{importing.problem.message}</p>
          <p className="muted">{importing.problem.advice}</p>
          {!isInterrupted(importing.problem) && <p className="muted">{texts.unchanged}</p>}
        </>
      )}
    </Dialog>
  );
}

/** A back-up that changes or removes something does more than to add. */
function addText({ merge }: ImportPreview): string {
  return merge !== null && merge.changed + merge.removed > 0 ? texts.merge : texts.add;
}

function titleOf(importing: ImportState): string {
  switch (importing.step) {
    case 'reading':
      return texts.reading(importing.names);
    case 'review':
    case 'adding':
      return reviewTitle(importing.review);
    case 'factors':
      return texts.factors;
    case 'refused':
      return isInterrupted(importing.problem) ? texts.interrupted : texts.refused;
    default:
      return '';
  }
}
