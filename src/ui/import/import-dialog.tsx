import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { paths } from '../app/routes.ts';
import { useSelect, useStore } from '../state/store.ts';
import { BringReview } from './import-review.tsx';
import type { BringState } from './import-state.ts';
import { reviewTitle, bring as texts } from './texts.ts';
import './import.css';

/** What was dropped: being read, to be reviewed, or refused. Nothing is kept before the person says so. */
export default function BringDialog() {
  const store = useStore();
  const bring = useSelect((state) => state.bring);
  const [location, navigate] = useLocation();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const { step } = bring;
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
    if (step !== 'added') store.send({ type: 'dropBrought' });
    store.act({ type: 'bringClosed' });
  };
  const add = () => {
    store.act({ type: 'bringAccepted' });
    store.send({ type: 'acceptBrought' });
  };
  const adds = (step === 'review' || step === 'adding') && bring.review.changes > 0;
  return (
    <dialog className="bring" ref={dialog} aria-labelledby="bring-title" onClose={closed}>
      <div className="bring__inside">
        <h2 id="bring-title" ref={heading} tabIndex={-1}>
          {titleOf(bring)}
        </h2>
        {(step === 'review' || step === 'adding') && <BringReview review={bring.review} />}
        {step === 'refused' && (
          <>
            <p>{bring.problem.message}</p>
            <p className="muted">{bring.problem.advice}</p>
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

function titleOf(bring: BringState): string {
  switch (bring.step) {
    case 'reading':
      return texts.reading(bring.names);
    case 'review':
    case 'adding':
      return reviewTitle(bring.review);
    case 'refused':
      return texts.refused;
    default:
      return '';
  }
}
