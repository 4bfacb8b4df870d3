import { useRef } from 'react';
import { FileInput } from '../kit/files.tsx';
import { useStore } from '../state/store.ts';
import { useTexts } from '../state/use-words.ts';
import { readModelFile } from './model-import.ts';
import { fateText, methodName, settingsText, model as texts } from './run-texts.ts';
import type { Curve, TrainingState } from './training-state.ts';
import './model-panel.css';

/** Shows the current model, exports it to a file, and imports another one in its place. */
export function ModelPanel(props: { readonly training: TrainingState; readonly ready: boolean }) {
  const { training, ready } = props;
  const { runs, modelRunId, loading } = training;
  const store = useStore();
  const { holds } = useTexts(texts);
  const input = useRef<HTMLInputElement>(null);
  const reading = useRef(new AbortController());
  const load = async (file: File) => {
    reading.current = new AbortController();
    const { signal } = reading.current;
    store.act({ type: 'modelChosen', name: file.name });
    const read = await readModelFile(file);
    if (signal.aborted) return;
    if ('problem' in read) {
      store.act({ type: 'refused', problem: read.problem });
      store.act({ type: 'modelChosen', name: null });
    } else store.send({ type: 'importModel', name: file.name, bytes: read.bytes });
  };
  const cancel = () => {
    reading.current.abort();
    store.send({ type: 'discardImport' });
    store.act({ type: 'modelChosen', name: null });
    input.current?.focus();
  };
  return (
    <section className="panel model-panel" aria-labelledby="model-title">
      <h2 id="model-title">{texts.title}</h2>
      <InUse curve={runs.find(({ run }) => run.id === modelRunId) ?? null} known={modelRunId !== null} />
      <div className="model-panel__way">
        <button
          type="button"
          className="button"
          disabled={modelRunId === null}
          onClick={() => store.send({ type: 'exportModel' })}
        >
          {texts.save}
        </button>
        <p className="muted">{holds}</p>
      </div>
      <div className="model-panel__way">
        <label className="button model-panel__load">
          {texts.load}
          <FileInput
            accept=".safetensors"
            element={input}
            disabled={!ready}
            onFiles={([file]) => load(file)}
          />
        </label>
        {loading !== null && (
          <p role="status">
            {texts.loading(loading)}{' '}
            <button type="button" className="button button--quiet" onClick={cancel}>
              {texts.cancel}
            </button>
          </p>
        )}
        <p className="muted">{texts.replaces}</p>
      </div>
    </section>
  );
}

function InUse({ curve, known }: { readonly curve: Curve | null; readonly known: boolean }) {
  if (curve === null) return <p>{known ? texts.unlisted : texts.none}</p>;
  const fate = fateText(curve, false);
  return (
    <p>
      {texts.ofRun(curve.number)} <strong>{methodName(curve.run.settings)}</strong>,{' '}
      {settingsText(curve.run.settings)}
      {fate !== '' && `, ${fate}`}.
    </p>
  );
}
