import { useEffect, useState } from 'react';
import { type Words, wordsOf } from '../../protocol/words.ts';
import { inUseText } from '../data/in-use-texts.ts';
import { addedText } from '../import/drop-texts.ts';
import { Icon } from '../kit/icons.tsx';
import { markText } from '../movie/watchlist-texts.ts';
import { useActs, useSelect, useStore } from '../state/store.ts';
import type { Toast } from '../state/toast-state.ts';
import { useWords } from '../state/use-words.ts';
import { toast as texts } from './texts.ts';
import './toasts.css';

const ACT_MS = 8000;
const LONG_MS = 20000;

const UNDONE: ReadonlySet<Toast['kind']> = new Set(['rated', 'skipped', 'marked', 'imported']);

/** Says what just happened and lets the person undo it. */
export function Toasts() {
  const toasts = useSelect((state) => state.toasts);
  // Its time begins when the banner is gone.
  const inBanner = useSelect(({ app }) => (app.dead?.problem ?? app.failedToOpen)?.message ?? null);
  const shown = toasts.filter((toast) => toast.kind !== 'problem' || toast.problem.message !== inBanner);
  return (
    <section className="toasts" aria-label={texts.region} aria-live="polite">
      {shown.map((toast) => (
        <ToastLine key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function ToastLine({ toast }: { readonly toast: Toast }) {
  const store = useStore();
  const { rate, skip, mark } = useActs();
  const words = useWords();
  const [held, setHeld] = useState(false);
  const { id, kind } = toast;
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(
      () => store.act({ type: 'toastGone', id }),
      kind === 'problem' || kind === 'imported' ? LONG_MS : ACT_MS,
    );
    return () => clearTimeout(timer);
  }, [held, id, kind, store]);

  const close = () => store.act({ type: 'toastGone', id });
  const undo = () => {
    if (toast.kind === 'rated') rate(toast.movie, toast.previous, true);
    if (toast.kind === 'skipped') skip(toast.movie, false);
    if (toast.kind === 'imported') store.send({ type: 'undoImport' });
    if (toast.kind === 'marked') mark(toast.movie, toast.previous, true);
    close();
  };
  return (
    // The handlers only keep the message open while the pointer or the focus is on it.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div
      className={`toast toast--${toast.kind}`}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <p className="toast__text">{textOf(toast, words)}</p>
      {UNDONE.has(kind) && (
        <button type="button" className="toast__undo" onClick={undo}>
          {texts.undo}
        </button>
      )}
      <button type="button" className="icon-button" aria-label={texts.close} onClick={close}>
        <Icon name="close" />
      </button>
    </div>
  );
}

function textOf(toast: Toast, words: Words): string {
  switch (toast.kind) {
    case 'rated':
      return toast.stars === null
        ? texts.removed(toast.movie.title)
        : texts.rated(toast.movie.title, toast.stars);
    case 'marked':
      return markText(toast.movie.title, toast.mark, words);
    case 'skipped':
      return texts.skipped(toast.movie.title);
    case 'imported':
      return addedText(toast.review, words);
    case 'importUndone':
      return texts.importUndone;
    case 'backedUp':
    case 'modelSaved':
      return texts.saved(toast.name);
    case 'modelLoaded':
      return texts.modelLoaded(toast.name);
    case 'datasetUsed':
      return inUseText(toast.dataset, wordsOf(toast.dataset.subject));
    case 'problem':
      return `${toast.problem.message} ${toast.problem.advice}`;
  }
}
