import { type FormEvent, useState } from 'react';
import { defaultBayes, defaultTraining, textbookSvd } from '../../protocol/training-defaults.ts';
import { useStore } from '../state/store.ts';
import { BayesChoices, MethodChoice, SettingField } from './settings-fields.tsx';
import { settings as texts } from './settings-texts.ts';
import { numbersOf, settingsFrom, typed } from './training-settings.ts';
import { currentOf, type TrainingState } from './training-state.ts';
import '../kit/form.css';

const PRESETS = [
  { name: texts.presetQuick, settings: defaultTraining },
  { name: texts.presetAccurate, settings: defaultBayes },
  { name: texts.presetTextbook, settings: textbookSvd },
];

/** The settings of the next run; the current run keeps its own settings. */
export function TrainingForm(props: {
  readonly training: TrainingState;
  readonly ready: boolean;
  readonly onStart: () => void;
}) {
  const { training, ready, onStart } = props;
  const store = useStore();
  const [fields, setFields] = useState(() => typed(currentOf(training)?.run.settings ?? defaultTraining));
  const settings = settingsFrom(fields, defaultTraining);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (settings === null) return;
    store.send({ type: 'train', settings });
    onStart();
  };
  return (
    <form className="panel form" onSubmit={submit} noValidate aria-label={texts.title}>
      <h2>{texts.title}</h2>
      <fieldset className="form__presets">
        <legend>{texts.presets}</legend>
        {PRESETS.map((preset) => (
          <button
            key={preset.name}
            type="button"
            className="button"
            onClick={() => setFields(typed(preset.settings))}
          >
            {preset.name}
          </button>
        ))}
      </fieldset>
      <MethodChoice fields={fields} onChange={setFields} />
      <div className="form__fields">
        {numbersOf[fields.algorithm].map((name) => (
          <SettingField key={name} name={name} fields={fields} onChange={setFields} />
        ))}
      </div>
      {fields.algorithm === 'bayes' && <BayesChoices fields={fields} onChange={setFields} />}
      <button type="submit" className="button button--main" disabled={!ready || settings === null}>
        {texts.start}
      </button>
      <p className="form__fault" role="status">
        {settings === null ? texts.outside : ''}
      </p>
    </form>
  );
}
