import { type ChangeEvent, useLayoutEffect, useRef } from 'react';
import type { DatasetSummary } from '../../protocol/dataset-messages.ts';
import { readChosenFile } from '../kit/read-chosen-file.ts';
import { useStore } from '../state/store.ts';
import { otherData as texts } from './texts.ts';
import './choose-dataset.css';

/** This is more than the size of the largest MovieLens data set. */
const MOST_BYTES = 2 ** 30;

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
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const input = event.target;
    const file = input.files?.[0];
    if (file === undefined) return;
    const read = await readChosenFile(file, MOST_BYTES, texts);
    // This lets the person choose the same file again after they fix it.
    input.value = '';
    if ('problem' in read) store.act({ type: 'refused', problem: read.problem });
    else store.send({ type: 'previewDataset', name: file.name, bytes: read.bytes });
  };
  return (
    <div className="choose-dataset">
      <p>{imported ? texts.imported : texts.lead}</p>
      <div className="data-page__acts">
        <label className="button choose-dataset__choose">
          {texts.choose}
          <input
            ref={chooser}
            className="visually-hidden"
            type="file"
            accept=".zip,application/zip"
            onChange={choose}
          />
        </label>
        {imported && (
          <button type="button" className="button" onClick={() => store.send({ type: 'useBuiltIn' })}>
            {texts.back}
          </button>
        )}
      </div>
    </div>
  );
}
