import { useState } from 'react';
import type { SuspiciousKind } from '../../protocol/dataset-messages.ts';
import { remembered } from '../state/local-preferences.ts';
import { useSelect, useStore } from '../state/store.ts';
import { useWords } from '../state/use-words.ts';
import { withoutText } from './in-use-texts.ts';
import { retrainingText, leaveOut as texts } from './texts.ts';
import './exclude-form.css';

const KINDS: readonly SuspiciousKind[] = ['alike', 'bursts', 'twice', 'untimely'];

/**
 * Chooses which data to exclude from training. One button applies all choices, because each change retrains
 * everything.
 */
export function ExcludeForm({ counts }: { readonly counts: Readonly<Record<SuspiciousKind, number>> }) {
  const store = useStore();
  const words = useWords();
  const inUse = useSelect((state) => state.app.dataset?.excluded ?? NOTHING);
  const [chosen, setChosen] = useState(inUse);
  const [known, setKnown] = useState(inUse);
  if (known !== inUse) {
    setKnown(inUse);
    setChosen(inUse);
  }
  const isSame = KINDS.every((kind) => chosen.includes(kind) === inUse.includes(kind));
  return (
    <fieldset className="exclude-form">
      <legend>{texts.title}</legend>
      <p className="muted">{texts.lead}</p>
      {KINDS.map((kind) => (
        <label key={kind} className="exclude-form__kind">
          <input
            type="checkbox"
            checked={chosen.includes(kind)}
            disabled={counts[kind] === 0 && !chosen.includes(kind)}
            onChange={({ target }) =>
              setChosen(KINDS.filter((one) => (one === kind ? target.checked : chosen.includes(one))))
            }
          />
          <span>{texts.kinds[kind](counts[kind], words)}</span>
        </label>
      ))}
      <p>{inUse.length > 0 ? texts.inUse(withoutText(inUse, words)) : texts.inUseAll}</p>
      <div className="exclude-form__acts">
        <button
          type="button"
          className="button"
          // The `disabled` attribute would make the button lose the focus.
          aria-disabled={isSame}
          aria-describedby="leave-out-means"
          onClick={() => !isSame && store.send({ type: 'excludeSuspicious', kinds: chosen })}
        >
          {chosen.length === 0 && !isSame ? texts.restore : texts.apply}
        </button>
        {/* This text is always present, so that the layout does not move when the person ticks a box. */}
        <p id="leave-out-means" className="muted">
          {retrainingText(remembered('training') !== 'asked')}
        </p>
      </div>
    </fieldset>
  );
}

const NOTHING: readonly SuspiciousKind[] = [];
