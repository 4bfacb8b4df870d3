import { useId, useState } from 'react';
import { useLocation } from 'wouter';
import { paths } from '../app/routes.ts';
import { privacy as texts } from '../app/texts.ts';
import { Dialog, DialogCloseButton } from '../kit/dialog.tsx';
import { remember } from '../state/local-preferences.ts';
import { useStore } from '../state/store.ts';

/** Deletes everything that is stored about the person. It asks first, and the safe answer has the focus. */
export function DeleteEverything() {
  const store = useStore();
  const [, navigate] = useLocation();
  const [isOpen, setIsOpen] = useState(false);
  const text = useId();
  const deleteAll = () => {
    setIsOpen(false);
    remember('onboarded', null);
    store.send({ type: 'forgetEverything' });
    navigate(paths.welcome);
  };
  return (
    <>
      <button type="button" className="button button--danger" onClick={() => setIsOpen(true)}>
        {texts.forget}
      </button>
      {isOpen && (
        <Dialog
          title={texts.forgetTitle}
          describedBy={text}
          onClose={() => setIsOpen(false)}
          actions={
            <>
              <DialogCloseButton>{texts.forgetNo}</DialogCloseButton>
              <button type="button" className="button button--danger" onClick={deleteAll}>
                {texts.forgetYes}
              </button>
            </>
          }
        >
          <p id={text}>{texts.forgetText}</p>
        </Dialog>
      )}
    </>
  );
}
