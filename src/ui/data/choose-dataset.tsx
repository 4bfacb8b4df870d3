import { useLayoutEffect, useRef } from 'react';
import type { DatasetSummary } from '../../protocol/dataset-messages.ts';
import { FileInput } from '../kit/files.tsx';
import { useStore } from '../state/store.ts';
import { otherData as texts } from './texts.ts';
import './choose-dataset.css';

/** Imports another data set, or returns to the built-in one. The person sees a preview before anything changes. */
export function ChooseDataset({ dataset }: { readonly dataset: DatasetSummary | null }) {
  const store = useStore();
  const chooser = useRef<HTMLInputElement>(null);
  const imported = dataset?.imported === true;
  const before = useRef(imported);
  useLayoutEffect(() => {
    // The pressed button no longer exists, so the focus is lost.
    const lost = before.current && !imported && document.activeElement === document.body;
    if (lost) chooser.current?.focus({ preventScroll: true });
    before.current = imported;
  }, [imported]);
  const choose = (files: readonly File[]) =>
    store.send({
      type: 'previewDataset',
      files: files.map((content) => ({ name: content.name, content })),
    });
  return (
    <div className="choose-dataset">
      <p>{imported ? texts.imported : texts.lead}</p>
      <div className="data-page__acts">
        <label className="button choose-dataset__choose">
          {texts.choose}
          <FileInput
            element={chooser}
            multiple
            accept=".zip,application/zip,.csv,.tsv,.tab,.txt,.dat,.item,.data"
            onFiles={choose}
          />
        </label>
        {imported && (
          <button type="button" className="button" onClick={() => store.send({ type: 'useBuiltIn' })}>
            {texts.back(dataset.subject === 'films')}
          </button>
        )}
      </div>
    </div>
  );
}
