import { useEffect, useId, useRef, useState } from 'react';
import type { ImportedFile } from '../../protocol/import-messages.ts';
import type { GuestNews } from '../../protocol/together-messages.ts';
import { Dialog, DialogCloseButton } from '../kit/dialog.tsx';
import { FileInput } from '../kit/files.tsx';
import { useStore } from '../state/store.ts';
import { useTexts } from '../state/use-words.ts';
import { GuestQuestions } from './guest-questions.tsx';
import { adding } from './texts.ts';
import { useFileDrop } from './use-file-drop.ts';

const MOST_LETTERS = 40;

/** A dialog in which somebody joins: by their file, or by answers to six questions. It closes once they are in. */
export function AddPerson(props: { readonly news: GuestNews | null; readonly onClose: () => void }) {
  const { news, onClose } = props;
  const texts = useTexts(adding);
  const store = useStore();
  const id = useId();
  const [name, setName] = useState('');
  const [isAsking, setAsking] = useState(false);
  const [isNameMissing, setNameMissing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const isSent = useRef(false);
  useEffect(() => {
    if (isSent.current && news?.kind === 'added') onClose();
  }, [news, onClose]);
  /** What needs a name, or the field where it is missing. */
  const named = (act: () => void) => {
    setNameMissing(name.trim() === '');
    if (name.trim() === '') field.current?.focus();
    else act();
  };
  const read = (files: readonly ImportedFile[]) =>
    named(() => {
      isSent.current = true;
      store.send({ type: 'addGuestFromFiles', name: name.trim(), files });
    });
  return (
    <Dialog
      title={isAsking ? texts.asking(name.trim()) : texts.title}
      step={isAsking ? 'asking' : 'ways'}
      onClose={onClose}
      look="sheet"
      className="add-person"
      actions={<DialogCloseButton>{texts.cancel}</DialogCloseButton>}
    >
      {isAsking ? (
        <GuestQuestions
          onDone={(ratings) => {
            isSent.current = true;
            store.send({ type: 'addGuest', guest: { name: name.trim(), ratings } });
          }}
        />
      ) : (
        <>
          <div className="choice add-person__name">
            <label htmlFor={id}>{texts.name}</label>
            <input
              ref={field}
              id={id}
              autoComplete="off"
              maxLength={MOST_LETTERS}
              value={name}
              aria-invalid={isNameMissing}
              aria-describedby={`${id}-fault`}
              onChange={(event) => {
                setName(event.target.value);
                setNameMissing(false);
              }}
            />
            <p id={`${id}-fault`} className="form__fault" role="alert">
              {isNameMissing ? texts.nameFault : ''}
            </p>
          </div>
          <h3>{texts.hand}</h3>
          <p className="muted">{texts.handHint}</p>
          <button type="button" className="button" onClick={() => named(() => setAsking(true))}>
            {texts.start}
          </button>
          <h3>{texts.file}</h3>
          <DropZone onFiles={read} />
          {news?.kind === 'reading' && <p role="status">{texts.reading}</p>}
        </>
      )}
      {news?.kind === 'refused' && (
        <p role="alert" className="form__fault">
          {news.problem.message} {news.problem.advice}
        </p>
      )}
    </Dialog>
  );
}

/** Takes the files of somebody else. */
function DropZone({ onFiles }: { readonly onFiles: (files: readonly ImportedFile[]) => void }) {
  const take = (files: Iterable<File>) => {
    const all = Array.from(files, (content) => ({ name: content.name, content }));
    if (all.length > 0) onFiles(all);
  };
  const isOver = useFileDrop(take);
  return (
    <div className={isOver ? 'add-person__drop add-person__drop--over' : 'add-person__drop'}>
      <p className="muted">{isOver ? adding.dropHere : adding.fileHint}</p>
      <label className="button add-person__choose">
        {adding.choose}
        <FileInput multiple accept=".csv,.tsv,.txt,.json,.xml,.zip" onFiles={take} />
      </label>
    </div>
  );
}
