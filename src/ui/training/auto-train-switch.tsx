import { useId, useState } from 'react';
import { remember, remembered } from '../state/local-preferences.ts';
import { useStore } from '../state/store.ts';
import { settings as texts } from './settings-texts.ts';

/** Turns automatic training on or off on this device, for people who save power or prefer to start training by hand. */
export function AutoTrainSwitch() {
  const store = useStore();
  const id = useId();
  const [on, setOn] = useState(() => remembered('training') !== 'asked');
  return (
    <div className="panel auto-train-switch">
      <input
        id={id}
        type="checkbox"
        checked={on}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          setOn(event.target.checked);
          remember('training', event.target.checked ? null : 'asked');
          store.send({ type: 'autoTrain', on: event.target.checked });
        }}
      />
      <label htmlFor={id}>{texts.byItself}</label>
      <p id={`${id}-hint`} className="muted">
        {texts.byItselfHint}
      </p>
    </div>
  );
}
