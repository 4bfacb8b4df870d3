import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { paths } from '../app/routes.ts';
import { useSelect, useStore } from '../state/store.ts';
import { ImportReview } from './import-review.tsx';
import type { ImportState } from './import-state.ts';
import { reviewTitle, importing as texts } from './texts.ts';
import './import.css';

/** What was dropped: being read, to be reviewed, or refused. Nothing is kept before the person says so. */
export default function ImportDialog() {
  const store = useStore();
  const importing = useSelect((state) => state.importing);
  const [location, navigate] = useLocation();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const { step } = importing;
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  useEffect(() => {
    if (step !== 'added') return heading.current?.focus();
    // The questions of a first visit are answered.
    if (location === paths.welcome) navigate(paths.forYou);
    dialog.current?.close();
  }, [step, location, navigate]);

  const closed = () => {
    if (step !== 'added') store.send({ type: 'discardImport' });
    store.act({ type: 'importClosed' });
  };
  const add = () => {
    store.act({ type: 'importAccepted' });
    store.send({ type: 'acceptImport' });
  };
  const adds = (step === 'review' || step === 'adding') && importing.review.changes > 0;
  return (
    <dialog className="bring" ref={dialog} aria-labelledby="bring-title" onClose={closed}>
      <div className="bring__inside">
        <h2 id="bring-title" ref={heading} tabIndex={-1}>
          {titleOf(importing)}
        </h2>
        {(step === 'review' || step === 'adding') && <ImportReview review={importing.review} />}
        {step === 'refused' && (
          <>
            <p>{importing.problem.message}</p>
            <p className="muted">{importing.problem.advice}</p>
            <p className="muted">{texts.unchanged}</p>
          </>
        )}
      </div>
      <div className="bring__acts">
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          {adds || step === 'reading' ? texts.cancel : texts.close}
        </button>
        {adds && (
          <button type="button" className="button button--main" disabled={step === 'adding'} onClick={add}>
            {step === 'adding' ? texts.adding : texts.add}
          </button>
        )}
      </div>
    </dialog>
  );
}

function titleOf(importing: ImportState): string {
  switch (importing.step) {
    case 'reading':
      return texts.reading(importing.names);
    case 'review':
    case 'adding':
      return reviewTitle(importing.review);
    case 'refused':
      return texts.refused;
    default:
      return '';
  }
}
