import { useId, useState } from 'react';
import { Dialog, DialogCloseButton } from '../kit/dialog.tsx';
import { useStore } from '../state/store.ts';
import { useTexts } from '../state/use-words.ts';
import { privacy } from './texts.ts';

/** Deletes everything that is stored about the person. It asks first, and the safe answer has the focus. */
export function DeleteEverything() {
  const store = useStore();
  const texts = useTexts(privacy);
  const [isOpen, setIsOpen] = useState(false);
  const text = useId();
  const deleteAll = () => {
    setIsOpen(false);
    store.send({ type: 'forgetEverything' });
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
