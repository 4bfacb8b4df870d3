import { useLayoutEffect, useState } from 'react';
import { useStore } from '../state/store.ts';
import { dropping as texts } from './drop-texts.ts';
import { filesInDrop } from './files-in-drop.ts';
import { importFiles } from './read-dropped-files.ts';
import './drop-overlay.css';

/**
 * Imports files that the person drops anywhere. While they drag files over the page, it shows which files they can
 * drop.
 */
export function DropOverlay() {
  const store = useStore();
  const [shown, setShown] = useState(false);
  // From the first moment at which there is something to drop files on: the browser opens what nobody takes.
  useLayoutEffect(() => {
    const over = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      // Without this, the browser leaves the page and opens the file.
      event.preventDefault();
      setShown(true);
    };
    const leave = (event: DragEvent) => {
      // This is null when the files leave the window, and an element when they move within it.
      if (event.relatedTarget === null) setShown(false);
    };
    const drop = (event: DragEvent) => {
      setShown(false);
      if (!holdsFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer === null) return;
      filesInDrop(event.dataTransfer).then(
        (files) => importFiles(store, files),
        // A folder that was deleted in the meantime, or that the browser may not read.
        () => store.act({ type: 'importUnreadable', problem: unreadable }),
      );
    };
    window.addEventListener('dragenter', over);
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', over);
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [store]);
  if (!shown) return null;
  return (
    <section className="drop-overlay" aria-label={texts.veil}>
      <div className="drop-overlay__inside">
        <p className="drop-overlay__title">{texts.veil}</p>
        <p>{texts.readable}</p>
        <p>{texts.veilData}</p>
      </div>
    </section>
  );
}

const unreadable = {
  code: 'file-broken',
  message: texts.unreadable,
  advice: texts.unreadableAdvice,
} as const;

function holdsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}
