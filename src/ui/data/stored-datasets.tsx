import { useId, useState } from 'react';
import type { StoredDataset } from '../../protocol/dataset-messages.ts';
import { Dialog, DialogCloseButton } from '../kit/dialog.tsx';
import { useStore } from '../state/store.ts';
import { useQuery } from '../state/use-query.ts';
import { storedDatasets as texts } from './stored-datasets-texts.ts';
import './stored-datasets.css';

/** The data sets that are stored on the device, to change between them and to delete them. */
export function StoredDatasets() {
  const { answer } = useQuery({ type: 'storedDatasets' });
  const datasets = answer ?? [];
  return (
    <section aria-labelledby="stored-datasets" aria-busy={answer === null}>
      <h2 id="stored-datasets">{texts.title}</h2>
      <p>{texts.lead}</p>
      {answer === null ? (
        <p className="muted">{texts.loading}</p>
      ) : (
        <ul className="stored-datasets" aria-label={texts.listName}>
          {datasets.map((one) => (
            <Row key={one.id} dataset={one} />
          ))}
        </ul>
      )}
      {datasets.length > 1 && <p className="muted">{texts.deleteHint}</p>}
    </section>
  );
}

function Row({ dataset }: { readonly dataset: StoredDataset }) {
  const store = useStore();
  const { id, name, imported, bytes, isInUse } = dataset;
  const notes = [...(isInUse ? [texts.inUse] : []), ...(imported ? [] : [texts.builtIn])];
  return (
    <li>
      <div className="stored-datasets__name">
        <span>
          <strong>{name}</strong>
          {notes.length > 0 && <span className="muted"> · {notes.join(', ')}</span>}
        </span>
        <span className="muted numbers">
          {texts.facts(dataset)} · {texts.bytes(bytes)}
        </span>
      </div>
      {!isInUse && (
        <div className="stored-datasets__acts">
          <button
            type="button"
            className="button"
            aria-label={texts.labelOfUse(name)}
            onClick={() => store.send({ type: 'useStored', id })}
          >
            {texts.use}
          </button>
          <DeleteStored dataset={dataset} />
        </div>
      )}
    </li>
  );
}

/** Deletes a data set. It says first what is lost, and the safe answer has the focus. */
function DeleteStored({ dataset }: { readonly dataset: StoredDataset }) {
  const store = useStore();
  const [isOpen, setIsOpen] = useState(false);
  const text = useId();
  const { id, name } = dataset;
  const deleteIt = () => {
    setIsOpen(false);
    store.send({ type: 'deleteStored', id });
  };
  return (
    <>
      <button
        type="button"
        className="button"
        aria-label={texts.deleteNamed(name)}
        onClick={() => setIsOpen(true)}
      >
        {texts.delete}
      </button>
      {isOpen && (
        <Dialog
          title={texts.confirmTitle(name)}
          describedBy={text}
          onClose={() => setIsOpen(false)}
          actions={
            <>
              <DialogCloseButton>{texts.keep}</DialogCloseButton>
              <button type="button" className="button button--danger" onClick={deleteIt}>
                {texts.delete}
              </button>
            </>
          }
        >
          <p id={text}>{texts.confirmText(dataset)}</p>
        </Dialog>
      )}
    </>
  );
}
