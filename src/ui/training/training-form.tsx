import { type FormEvent, useState } from 'react';
import { defaultTraining, textbookSvd } from '../../protocol/training-defaults.ts';
import { useSelect, useStore } from '../state/store.ts';
import { BayesChoices, BayesCost, MethodChoice, SettingField } from './settings-fields.tsx';
import { settings as texts } from './settings-texts.ts';
import { accurateFor, numbersOf, settingsFrom, typed } from './training-settings.ts';
import { currentOf, type TrainingState } from './training-state.ts';
import '../kit/form.css';

/** The settings of the next run; the current run keeps its own settings. */
export function TrainingForm(props: {
  readonly training: TrainingState;
  readonly ready: boolean;
  readonly onStart: () => void;
}) {
  const { training, ready, onStart } = props;
  const store = useStore();
  const size = useSelect((state) => state.app.dataset?.report ?? null);
  const presets = [
    { name: texts.presetQuick, settings: defaultTraining },
    { name: texts.presetAccurate, settings: accurateFor(size) },
    { name: texts.presetTextbook, settings: textbookSvd },
  ];
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
        {presets.map((preset) => (
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
      <MethodChoice fields={fields} onChange={setFields} size={size} />
      <div className="form__fields">
        {numbersOf[fields.algorithm].map((name) => (
          <SettingField key={name} name={name} fields={fields} onChange={setFields} />
        ))}
      </div>
      {fields.algorithm === 'bayes' && size !== null && (
        <BayesCost size={size} settings={settings} runs={training.runs} />
      )}
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
