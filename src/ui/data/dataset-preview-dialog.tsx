import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import type { DatasetOffer } from '../../protocol/dataset-messages.ts';
import { ProgressBar } from '../app/loading-progress.tsx';
import { useSelect, useStore } from '../state/store.ts';
import { OfferFacts } from './dataset-preview-facts.tsx';
import type { OfferState } from './dataset-preview-state.ts';
import { offer as texts } from './texts.ts';
import '../kit/dialog.css';
import './dataset-preview.css';

/** What is in a data set that was brought, before anything is changed; the safe answer has the focus. */
export default function OfferDialog() {
  const store = useStore();
  const state = useSelect((all) => all.offer);
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
      onClose={() => store.state().offer !== null && store.send({ type: 'dropOffer' })}
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

function titleOf(state: OfferState): string {
  switch (state.phase) {
    case 'reading':
      return texts.reading(state.name);
    case 'ready':
      return state.offer.inUse ? texts.sameTitle(state.offer.name) : texts.title(state.offer.name);
    case 'saving':
      return texts.saving;
    case 'refused':
      return texts.refused;
  }
}

function Content({ state, close }: { readonly state: OfferState; readonly close: () => void }) {
  switch (state.phase) {
    case 'reading':
      return <Reading state={state} close={close} />;
    case 'ready':
      return <Ready offer={state.offer} close={close} />;
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
  readonly state: Extract<OfferState, { readonly phase: 'reading' }>;
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

function Ready({ offer, close }: { readonly offer: DatasetOffer; readonly close: () => void }) {
  const store = useStore();
  return (
    <>
      <OfferFacts offer={offer} />
      <Acts>
        <button type="button" className="button" onClick={close}>
          {texts.keep}
        </button>
        {!offer.inUse && (
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
