import { useCallback } from 'react';
import { useStore } from '../state/store.ts';
import { dropping as texts } from './drop-texts.ts';
import { chosenFiles, importFiles } from './read-dropped-files.ts';
import './import-button.css';

/** Opens the file chooser. Dropping files anywhere has the same effect. */
export function ImportButton({ quiet = false }: { readonly quiet?: boolean }) {
  const store = useStore();
  // A listener of the element's own: while the chooser is open, the rest of the data set may arrive and exchange the page,
  // and React hears nothing of an element that is gone.
  const listen = useCallback(
    (input: HTMLInputElement | null) => {
      if (input === null) return;
      input.onchange = () => {
        importFiles(store, chosenFiles(input.files ?? []));
        // This lets the person choose the same file again after they fix it.
        input.value = '';
      };
    },
    [store],
  );
  return (
    <label className={quiet ? 'button button--quiet import-button' : 'button import-button'}>
      {texts.button}
      <input
        className="visually-hidden"
        type="file"
        multiple
        accept=".csv,.tsv,.txt,.json,.xml,.zip,.dat,.item,.data,.parquet"
        ref={listen}
      />
    </label>
  );
}
