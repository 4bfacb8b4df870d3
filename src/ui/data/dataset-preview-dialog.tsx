import { type ReactNode, useState } from 'react';
import type { DatasetPreview } from '../../protocol/dataset-messages.ts';
import { Dialog, DialogCloseButton } from '../kit/dialog.tsx';
import { ProgressBar } from '../kit/progress-bar.tsx';
import { isInterrupted } from '../state/lost-files.ts';
import { useSelect, useStore } from '../state/store.ts';
import { ChoosePart } from './choose-part.tsx';
import { DatasetPreviewFacts } from './dataset-preview-facts.tsx';
import type { DatasetPreviewState } from './dataset-preview-state.ts';
import { type DevicePart, deviceMemory, devicePartsOf } from './device-parts.ts';
import { MapDataset } from './map-dataset.tsx';
import { rateText } from './reading-rate.ts';
import { datasetPreview as texts } from './texts.ts';
import './dataset-preview.css';

/** The preview of another data set, before anything changes. */
export default function DatasetPreviewDialog() {
  const store = useStore();
  const state = useSelect((all) => all.datasetPreview);
  const [picked, setPicked] = useState<{ readonly of: DatasetPreview; readonly part: DevicePart } | null>(
    null,
  );
  if (state === null) return null;
  if (state.phase === 'mapping') return <MapDataset {...state} />;
  const of = state.phase === 'ready' ? state.datasetPreview : null;
  const parts = of === null || of.inUse ? [] : devicePartsOf(of.report.ratings, deviceMemory());
  // What was picked for a data set before it says nothing about this one.
  const chosen = picked !== null && picked.of === of ? picked.part : parts[0];
  const use = () =>
    store.send(
      chosen === undefined || chosen.kind === 'all'
        ? { type: 'useDataset' }
        : { type: 'useDataset', keep: chosen.ratings },
    );
  return (
    <Dialog
      className="dataset-preview"
      title={titleOf(state)}
      step={state.phase}
      onClose={() => store.send({ type: 'discardPreview' })}
      actions={actionsOf(state, use)}
    >
      <Content state={state} />
      {of !== null && chosen !== undefined && parts.length > 1 && (
        <ChoosePart
          report={of.report}
          parts={parts}
          chosen={chosen}
          onChoose={(part) => setPicked({ of, part })}
        />
      )}
    </Dialog>
  );
}

/** All but the question what the columns hold, which is a dialog of its own. */
type Shown = Exclude<DatasetPreviewState, { readonly phase: 'mapping' }>;

function titleOf(state: Shown): string {
  switch (state.phase) {
    case 'reading':
      return texts.reading(state.name);
    case 'ready':
      return state.datasetPreview.inUse
        ? texts.sameTitle(state.datasetPreview.name)
        : texts.title(state.datasetPreview.name);
    case 'saving':
      return texts.saving;
    case 'refused':
      return isInterrupted(state.problem) ? texts.interrupted : texts.refused;
  }
}

function Content({ state }: { readonly state: Shown }) {
  switch (state.phase) {
    case 'reading':
      return <Reading state={state} />;
    case 'ready':
      return <DatasetPreviewFacts datasetPreview={state.datasetPreview} />;
    case 'saving':
      return (
        <ProgressBar text={texts.saving} part={state.total === null ? null : state.done / state.total} />
      );
    case 'refused':
      return (
        <>
          <p>{state.problem.message}</p>
          <p>{state.problem.advice}</p>
          {!isInterrupted(state.problem) && <p className="muted">{texts.refusedText}</p>}
        </>
      );
  }
}

function Reading(props: { readonly state: Extract<DatasetPreviewState, { readonly phase: 'reading' }> }) {
  const { name, done, total } = props.state;
  const text = total === null ? texts.waiting : texts.readBytes(done, total);
  const rate = rateText(props.state);
  return (
    <>
      <ProgressBar text={texts.reading(name)} part={total === null ? null : Math.min(1, done / total)} />
      <p className="muted numbers">{text}</p>
      {rate !== null && <p className="muted numbers">{rate}</p>}
    </>
  );
}

function actionsOf(state: Shown, use: () => void): ReactNode {
  switch (state.phase) {
    case 'reading':
    case 'saving':
      return <DialogCloseButton>{texts.stop}</DialogCloseButton>;
    case 'ready':
      return <Choice datasetPreview={state.datasetPreview} use={use} />;
    case 'refused':
      return <DialogCloseButton isMain>{texts.close}</DialogCloseButton>;
  }
}

function Choice(props: { readonly datasetPreview: DatasetPreview; readonly use: () => void }) {
  return (
    <>
      <DialogCloseButton>{texts.keep}</DialogCloseButton>
      {!props.datasetPreview.inUse && (
        <button type="button" className="button button--main" onClick={props.use}>
          {texts.use}
        </button>
      )}
    </>
  );
}
