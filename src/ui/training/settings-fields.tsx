import { useId } from 'react';
import { featureGroups, trainers, trainingBounds } from '../../protocol/training-defaults.ts';
import { ownNoiseText, settingText, settings as texts } from './settings-texts.ts';
import {
  faultOf,
  type NumberSetting,
  type TypedSettings,
  withFeature,
  withMethod,
} from './training-settings.ts';

interface Fields {
  readonly fields: TypedSettings;
  readonly onChange: (fields: TypedSettings) => void;
}

/** Chooses the training method; the fields below depend on it. */
export function MethodChoice({ fields, onChange }: Fields) {
  return (
    <fieldset className="form__choices">
      <legend>
        {texts.method} <span className="muted">({texts.methodTerm})</span>
      </legend>
      {trainers.map(({ id, label, description }) => (
        <label key={id} className="form__choice">
          <input
            type="radio"
            name="algorithm"
            checked={fields.algorithm === id}
            onChange={() => onChange(withMethod(fields, id))}
          />
          <span>
            <strong>{label}</strong>
            <span className="muted">{description}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** A field for one number, with its bounds, its effect, and its error message. */
export function NumberField({ fields, onChange, name }: Fields & { readonly name: NumberSetting }) {
  const id = useId();
  const { min, max, step } = trainingBounds[name];
  const { name: plain, term, help } = settingText(name, fields.algorithm);
  const fault = faultOf(fields, name);
  return (
    <div className="form__field">
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
        value={fields[name]}
        aria-invalid={fault !== null}
        aria-describedby={`${id}-help ${id}-fault`}
        onChange={(event) => onChange({ ...fields, [name]: event.target.value })}
      />
      <p id={`${id}-fault`} className="form__fault">
        {fault === 'bounds' && texts.faults.bounds(min, max)}
        {fault === 'burnIn' && texts.faults.burnIn(fields.epochs)}
      </p>
      <p id={`${id}-help`} className="muted">
        {help} {texts.bounds(min, max)}
      </p>
    </div>
  );
}

/** The fields for side information and noise, which only the Bayesian factorization has. */
export function BayesChoices({ fields, onChange }: Fields) {
  return (
    <>
      <fieldset className="form__choices">
        <legend>
          {texts.features} <span className="muted">({texts.featuresTerm})</span>
        </legend>
        {featureGroups.map(({ id, label, description }) => (
          <Switch
            key={id}
            name={label}
            help={description}
            checked={fields.features.includes(id)}
            onChange={(on) => onChange(withFeature(fields, id, on))}
          />
        ))}
      </fieldset>
      <Switch
        name={ownNoiseText.name}
        term={ownNoiseText.term}
        help={ownNoiseText.help}
        checked={fields.ownNoise}
        onChange={(ownNoise) => onChange({ ...fields, ownNoise })}
      />
    </>
  );
}

function Switch(props: {
  readonly name: string;
  readonly term?: string;
  readonly help: string;
  readonly checked: boolean;
  readonly onChange: (on: boolean) => void;
}) {
  const { name, term, help, checked, onChange } = props;
  return (
    <label className="form__choice">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <span>
        <strong>
          {name} {term !== undefined && <span className="muted form__term">({term})</span>}
        </strong>
        <span className="muted">{help}</span>
      </span>
    </label>
  );
}
