import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { MOST_OF_NAME } from '../../base/taste-text.ts';
import type { TasteProfile } from '../../protocol/recommendation-messages.ts';
import { Dialog, DialogCloseButton } from '../kit/dialog.tsx';
import { download } from '../kit/files.tsx';
import { useSelect } from '../state/store.ts';
import { useWords } from '../state/use-words.ts';
import { drawPicture, PICTURE, type PictureLook, pictureContent, pictureText } from './profile-picture.ts';
import { picture as texts } from './profile-texts.ts';

/** A button that shows the taste profile as a picture, to be saved. */
export function SavePicture({ known }: { readonly known: TasteProfile }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {texts.save}
      </button>
      {isOpen && <PictureDialog known={known} onClose={() => setOpen(false)} />}
    </>
  );
}

function PictureDialog(props: { readonly known: TasteProfile; readonly onClose: () => void }) {
  const { known, onClose } = props;
  const id = useId();
  const words = useWords();
  const ratings = useSelect((state) => state.person.ratings);
  const [name, setName] = useState('');
  const [hasFailed, setFailed] = useState(false);
  const canvas = useRef<HTMLCanvasElement>(null);
  const content = useMemo(() => pictureContent(known, ratings, name, words), [known, ratings, name, words]);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context) drawPicture(context, content, lookOf(document.documentElement));
  }, [content]);
  const save = () => {
    canvas.current?.toBlob((picture) => {
      setFailed(picture === null);
      if (picture !== null) download(texts.fileName(words), [picture], 'image/png');
    }, 'image/png');
  };
  return (
    <Dialog
      className="save-picture"
      look="sheet"
      title={texts.title}
      onClose={onClose}
      actions={
        <>
          <DialogCloseButton>{texts.close}</DialogCloseButton>
          <button type="button" className="button button--main" onClick={save}>
            {texts.save}
          </button>
        </>
      }
    >
      <div className="choice">
        <label htmlFor={id}>{texts.name}</label>
        <input
          id={id}
          className="save-picture__name"
          type="text"
          autoComplete="off"
          maxLength={MOST_OF_NAME}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      <p className="muted">{texts.hint}</p>
      <canvas
        ref={canvas}
        className="save-picture__canvas"
        width={PICTURE.width}
        height={PICTURE.height}
        role="img"
        aria-label={pictureText(content)}
      />
      {hasFailed && <p role="alert">{texts.failed}</p>}
    </Dialog>
  );
}

/** The colours and the typeface of the page, in the theme that is on. */
function lookOf(root: HTMLElement): PictureLook {
  const style = getComputedStyle(root);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ground: token('ground'),
    ink: token('ink'),
    muted: token('muted'),
    accent: token('accent'),
    sunken: token('line'),
    face: token('face'),
  };
}
