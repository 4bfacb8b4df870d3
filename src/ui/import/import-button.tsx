import { FileInput } from '../kit/files.tsx';
import { useStore } from '../state/store.ts';
import { dropping as texts } from './drop-texts.ts';
import { chosenFiles, importFiles } from './read-dropped-files.ts';
import './import-button.css';

/** Opens the file chooser. Dropping files anywhere has the same effect. */
export function ImportButton({ quiet = false }: { readonly quiet?: boolean }) {
  const store = useStore();
  return (
    <label className={quiet ? 'button button--quiet import-button' : 'button import-button'}>
      {texts.button}
      <FileInput
        multiple
        accept=".csv,.tsv,.txt,.json,.xml,.zip,.dat,.item,.data,.parquet"
        onFiles={(files) => importFiles(store, chosenFiles(files))}
      />
    </label>
  );
}
