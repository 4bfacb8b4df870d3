import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import type { DatasetPreview } from '../../protocol/dataset-messages.ts';
import { ProgressBar } from '../app/loading-progress.tsx';
import { useSelect, useStore } from '../state/store.ts';
import { DatasetPreviewFacts } from './dataset-preview-facts.tsx';
import type { DatasetPreviewState } from './dataset-preview-state.ts';
import { datasetPreview as texts } from './texts.ts';
import '../kit/dialog.css';
import './dataset-preview.css';

/** What is in a data set that was brought, before anything is changed; the safe answer has the focus. */
export default function DatasetPreviewDialog() {
  const store = useStore();
  const state = useSelect((all) => all.datasetPreview);
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // Closed while it is still there, it gives the focus back.
    return () => shown?.close();
  }, []);
  const phase = state?.phase;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown then has another heading
  useEffect(() => heading.current?.focus(), [phase]);
  return (
    <dialog
      className="dialog offer"
      ref={dialog}
      aria-labelledby="offer-title"
      // What is being kept cannot be called back.
      onCancel={(event) => phase === 'saving' && event.preventDefault()}
      onClose={() => store.state().datasetPreview !== null && store.send({ type: 'discardPreview' })}
    >
      {state !== null && (
        <>
          <h2 id="offer-title" ref={heading} tabIndex={-1}>
            {titleOf(state)}
          </h2>
          <Content state={state} close={() => dialog.current?.close()} />
        </>
      )}
    </dialog>
  );
}

function titleOf(state: DatasetPreviewState): string {
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
      return texts.refused;
  }
}

function Content({ state, close }: { readonly state: DatasetPreviewState; readonly close: () => void }) {
  switch (state.phase) {
    case 'reading':
      return <Reading state={state} close={close} />;
    case 'ready':
      return <Ready datasetPreview={state.datasetPreview} close={close} />;
    case 'saving':
      return <ProgressBar text={texts.saving} part={null} />;
    case 'refused':
      return (
        <>
          <p>{state.problem.message}</p>
          <p>{state.problem.advice}</p>
          <p className="muted">{texts.refusedText}</p>
          <Acts>
            <button type="button" className="button button--main" onClick={close}>
              {texts.close}
            </button>
          </Acts>
        </>
      );
  }
}

function Reading(props: {
  readonly state: Extract<DatasetPreviewState, { readonly phase: 'reading' }>;
  readonly close: () => void;
}) {
  const { name, done, total } = props.state;
  const text = total === null ? texts.waiting : texts.readBytes(done, total);
  return (
    <>
      <ProgressBar text={texts.reading(name)} part={total === null ? null : Math.min(1, done / total)} />
      <p className="muted numbers">{text}</p>
      <Acts>
        <button type="button" className="button" onClick={props.close}>
          {texts.stop}
        </button>
      </Acts>
    </>
  );
}

function Ready({
  datasetPreview,
  close,
}: {
  readonly datasetPreview: DatasetPreview;
  readonly close: () => void;
}) {
  const store = useStore();
  return (
    <>
      <DatasetPreviewFacts datasetPreview={datasetPreview} />
      <Acts>
        <button type="button" className="button" onClick={close}>
          {texts.keep}
        </button>
        {!datasetPreview.inUse && (
          <button
            type="button"
            className="button button--main"
            onClick={() => store.send({ type: 'useDataset' })}
          >
            {texts.use}
          </button>
        )}
      </Acts>
    </>
  );
}

function Acts({ children }: { readonly children: ReactNode }) {
  return <div className="dialog__acts">{children}</div>;
}
