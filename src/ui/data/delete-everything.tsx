import { useRef } from 'react';
import { useLocation } from 'wouter';
import { paths } from '../app/routes.ts';
import { privacy as texts } from '../app/texts.ts';
import { remember } from '../state/local-preferences.ts';
import { useStore } from '../state/store.ts';
import '../kit/dialog.css';

/** Asks first; the safe answer has the focus. */
export function ForgetEverything() {
  const store = useStore();
  const [, navigate] = useLocation();
  const dialog = useRef<HTMLDialogElement>(null);
  const forget = () => {
    dialog.current?.close();
    remember('onboarded', null);
    store.send({ type: 'forgetEverything' });
    navigate(paths.welcome);
  };
  return (
    <>
      <button type="button" className="button button--danger" onClick={() => dialog.current?.showModal()}>
        {texts.forget}
      </button>
      <dialog className="dialog" ref={dialog} aria-labelledby="forget-title" aria-describedby="forget-text">
        <h2 id="forget-title">{texts.forgetTitle}</h2>
        <p id="forget-text">{texts.forgetText}</p>
        <div className="dialog__acts">
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            {texts.forgetNo}
          </button>
          <button type="button" className="button button--danger" onClick={forget}>
            {texts.forgetYes}
          </button>
        </div>
      </dialog>
    </>
  );
}
