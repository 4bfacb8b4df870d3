import type { ChangeEvent } from 'react';
import { useStore } from '../state/store.ts';
import { dropping as texts } from './drop-texts.ts';
import { chosenFiles, importFiles } from './read-dropped-files.ts';
import './import-button.css';

/** Opens the file chooser. Dropping files anywhere has the same effect. */
export function ImportButton({ quiet = false }: { readonly quiet?: boolean }) {
  const store = useStore();
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const input = event.target;
    importFiles(store, chosenFiles(input.files ?? []));
    // This lets the person choose the same file again after they fix it.
    input.value = '';
  };
  return (
    <label className={quiet ? 'button button--quiet import-button' : 'button import-button'}>
      {texts.button}
      <input
        className="visually-hidden"
        type="file"
        multiple
        accept=".csv,.tsv,.txt,.json,.xml,.zip,.dat,.item,.data,.parquet"
        onChange={choose}
      />
    </label>
  );
}
