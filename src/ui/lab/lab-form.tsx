import { type FormEvent, useId } from 'react';
import { fullLab, labBounds, quickLab, splitKinds } from '../../protocol/lab-settings.ts';
import { recommenderIds, recommenderInfo } from '../../protocol/recommender-catalog.ts';
import {
  fieldsOf,
  isFaulty,
  type LabFields,
  type LabNumber,
  labSettingsFrom,
  withRecommender,
} from './form-fields.ts';
import { bounds, numberTexts, splitTexts, lab as texts } from './texts.ts';
import '../kit/form.css';
import './lab-form.css';

const PRESETS = [
  { name: texts.quick(quickLab.recommenders.length), settings: quickLab },
  { name: texts.full(fullLab.recommenders.length), settings: fullLab },
];
/** The kinds of recommenders in each column of the form. */
const KINDS = [['everyone', 'movies'], ['taste'], ['stars'], ['mix']] as const;

interface Fields {
  readonly fields: LabFields;
  readonly onChange: (fields: LabFields) => void;
}

/** The form that sets what the next run compares, and how. */
export function LabForm(
  props: Fields & { readonly ready: boolean; readonly again: boolean; readonly onRun: () => void },
) {
  const { fields, onChange, ready, again, onRun } = props;
  const runnable = labSettingsFrom(fields) !== null;
  const fault = !ready
    ? texts.waiting
    : fields.recommenders.length === 0
      ? texts.none
      : runnable
        ? ''
        : texts.faulty;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (runnable && ready) onRun();
  };
  return (
    <form className="form lab-form" onSubmit={submit} noValidate aria-label={texts.settings}>
      <fieldset className="form__presets">
        <legend>{texts.presets}</legend>
        {PRESETS.map(({ name, settings }) => (
          <button key={name} type="button" className="button" onClick={() => onChange(fieldsOf(settings))}>
            {name}
          </button>
        ))}
      </fieldset>
      <div className="lab-form__kinds">
        {KINDS.map((kinds) => (
          <div key={kinds[0]} className="lab-form__kind">
            {kinds.map((kind) => (
              <Kind key={kind} kind={kind} fields={fields} onChange={onChange} />
            ))}
          </div>
        ))}
      </div>
      <div className="lab-form__how">
        <SplitChoice fields={fields} onChange={onChange} />
        <div className="form__fields">
          <NumberField name="k" fields={fields} onChange={onChange} />
          <NumberField name="seed" fields={fields} onChange={onChange} />
        </div>
        <div className="form__fields">
          <label className="form__choice">
            <input
              type="checkbox"
              checked={fields.curve}
              onChange={(event) => onChange({ ...fields, curve: event.target.checked })}
            />
            <span>
              <strong>
                {texts.curve} <span className="muted form__term">({texts.curveTerm})</span>
              </strong>
              <span className="muted">{texts.curveHelp}</span>
            </span>
          </label>
          {fields.curve && <NumberField name="newcomers" fields={fields} onChange={onChange} />}
        </div>
      </div>
      <div className="lab-form__acts">
        <button type="submit" className="button button--main" disabled={!ready || !runnable}>
          {again ? texts.runAgain : texts.run}
        </button>
        <p className={ready ? 'form__fault' : 'muted'} role="status">
          {fault}
        </p>
      </div>
    </form>
  );
}

function Kind({ kind, fields, onChange }: Fields & { readonly kind: (typeof KINDS)[number][number] }) {
  return (
    <fieldset className="form__choices">
      <legend>{texts.kinds[kind]}</legend>
      {recommenderIds
        .filter((id) => recommenderInfo[id].kind === kind)
        .map((id) => (
          <label key={id} className="form__choice">
            <input
              type="checkbox"
              checked={fields.recommenders.includes(id)}
              onChange={(event) => onChange(withRecommender(fields, id, event.target.checked))}
            />
            <span>
              <strong>
                {recommenderInfo[id].name}{' '}
                <span className="muted form__term">({recommenderInfo[id].term})</span>
              </strong>
              <span className="muted">{recommenderInfo[id].description}</span>
            </span>
          </label>
        ))}
    </fieldset>
  );
}

function SplitChoice({ fields, onChange }: Fields) {
  const name = useId();
  return (
    <fieldset className="form__choices lab-form__split">
      <legend>
        {texts.split} <span className="muted">({texts.splitTerm})</span>
      </legend>
      {splitKinds.map((kind) => (
        <label key={kind} className="form__choice">
          <input
            type="radio"
            name={name}
            checked={fields.split === kind}
            onChange={() => onChange({ ...fields, split: kind })}
          />
          <span>
            <strong>{splitTexts[kind].name}</strong>
            <span className="muted">{splitTexts[kind].help}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function NumberField({ name, fields, onChange }: Fields & { readonly name: LabNumber }) {
  const id = useId();
  const { min, max } = labBounds[name];
  const { name: plain, term, help } = numberTexts[name];
  const faulty = isFaulty(fields, name);
  return (
    <div className="form__field">
      <label htmlFor={id}>
        {plain} <span className="muted">({term})</span>
      </label>
      <input
        id={id}
        type="number"
        inputMode="numeric"
        min={min}
        max={max}
        value={fields.numbers[name]}
        aria-invalid={faulty}
        aria-describedby={`${id}-help`}
        onChange={(event) =>
          onChange({ ...fields, numbers: { ...fields.numbers, [name]: event.target.value } })
        }
      />
      <p id={`${id}-help`} className={faulty ? 'form__fault' : 'muted'}>
        {help} {bounds(min, max)}
      </p>
    </div>
  );
}
