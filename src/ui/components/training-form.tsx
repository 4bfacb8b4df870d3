import { type FormEvent, useId, useState } from 'react';
import { defaultTraining, textbookSvd, trainers, trainingBounds } from '../../algorithms.ts';
import { useStore } from '../store.ts';
import { algorithmText, settingTexts, training as texts } from '../texts-training.ts';
import { isValid, type NumberSetting, settingsFrom, svdOnly, typed } from '../training-settings.ts';
import type { TrainingState } from '../training-state.ts';

const FIELDS: readonly NumberSetting[] = [
  'rank',
  'epochs',
  'regularisation',
  'learningRate',
  'batches',
  'validationShare',
  'patience',
  'seed',
];

/** Settings of the next run; the running one keeps its own. */
export function TrainingForm({
  training,
  ready,
}: {
  readonly training: TrainingState;
  readonly ready: boolean;
}) {
  const store = useStore();
  const [fields, setFields] = useState(() => typed(training.current?.run.settings ?? defaultTraining));
  const settings = settingsFrom(fields, defaultTraining);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (settings !== null) store.send({ type: 'train', settings });
  };
  return (
    <form className="panel settings" onSubmit={submit} noValidate aria-label={texts.settings}>
      <h2>{texts.settings}</h2>
      <fieldset className="settings__presets">
        <legend>{texts.presets}</legend>
        <button type="button" className="button" onClick={() => setFields(typed(defaultTraining))}>
          {texts.presetDefault}
        </button>
        <button type="button" className="button" onClick={() => setFields(typed(textbookSvd))}>
          {texts.presetTextbook}
        </button>
      </fieldset>
      <fieldset className="settings__methods">
        <legend>
          {algorithmText.name} <span className="muted">({algorithmText.term})</span>
        </legend>
        {trainers.map(({ id, label, description }) => (
          <label key={id} className="settings__method">
            <input
              type="radio"
              name="algorithm"
              checked={fields.algorithm === id}
              onChange={() => setFields({ ...fields, algorithm: id })}
            />
            <span>
              <strong>{label}</strong>
              <span className="muted">{description}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <div className="settings__fields">
        {FIELDS.filter((name) => fields.algorithm === 'svd' || !svdOnly.includes(name)).map((name) => (
          <Field
            key={name}
            name={name}
            value={fields[name]}
            onChange={(value) => setFields({ ...fields, [name]: value })}
          />
        ))}
      </div>
      <button type="submit" className="button button--main" disabled={!ready || settings === null}>
        {texts.startAgain}
      </button>
      <p className="settings__error" role="status">
        {settings === null ? texts.outside : ''}
      </p>
    </form>
  );
}

function Field(props: {
  readonly name: NumberSetting;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { name, value, onChange } = props;
  const id = useId();
  const { min, max, step } = trainingBounds[name];
  const { name: plain, term, help } = settingTexts[name];
  const valid = isValid(name, value);
  return (
    <div className="settings__field">
      <label htmlFor={id}>
        {plain} <span className="muted">({term})</span>
      </label>
      <input
        id={id}
        type="number"
        inputMode="decimal"
        min={min}
        max={max}
        step={step < 1 ? 'any' : step}
        value={value}
        aria-invalid={!valid}
        aria-describedby={`${id}-help`}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={`${id}-help`} className="muted">
        {help} {texts.bounds(min, max)}
      </p>
    </div>
  );
}
