import { type FormEvent, useId } from 'react';
import { termGroups } from '../../protocol/content-groups.ts';
import { fullLab, labBounds, quickLab, splitKinds } from '../../protocol/lab-settings.ts';
import { recommenderIds, recommenderInfo } from '../../protocol/recommender-catalog.ts';
import { Choice } from '../kit/choice.tsx';
import { NumberField } from '../kit/number-field.tsx';
import { useTexts } from '../state/use-words.ts';
import {
  fieldsOf,
  isFaulty,
  type LabFields,
  type LabNumber,
  labSettingsFrom,
  usesContent,
  withRecommender,
  withTermGroup,
} from './form-fields.ts';
import { bounds, lab, mustBe, numberTexts, splitTexts } from './texts.ts';
import '../kit/form.css';
import './lab-form.css';

const PRESETS = [
  { name: lab.quick(quickLab.recommenders.length), settings: quickLab },
  { name: lab.full(fullLab.recommenders.length), settings: fullLab },
];
/** The kinds of recommenders in each column of the form. */
const KINDS = [['everyone', 'movies'], ['taste'], ['order', 'stars'], ['mix']] as const;

interface Fields {
  readonly fields: LabFields;
  readonly onChange: (fields: LabFields) => void;
}

/** The form that sets what the next run compares, and how. */
export function LabForm(
  props: Fields & { readonly ready: boolean; readonly again: boolean; readonly onRun: () => void },
) {
  const { fields, onChange, ready, again, onRun } = props;
  const texts = useTexts(lab);
  const runnable = labSettingsFrom(fields) !== null;
  const fault = !ready
    ? texts.waiting
    : fields.recommenders.length === 0
      ? texts.none
      : fields.contentGroups.length === 0
        ? texts.noGroup
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
        <ContentChoice fields={fields} onChange={onChange} />
        <div className="form__fields">
          <LabNumberField name="k" fields={fields} onChange={onChange} />
          <LabNumberField name="seed" fields={fields} onChange={onChange} />
        </div>
        <div className="form__fields">
          <Choice
            label={texts.curve}
            term={texts.curveTerm}
            help={texts.curveHelp}
            checked={fields.curve}
            onChange={(curve) => onChange({ ...fields, curve })}
          />
          {fields.curve && <LabNumberField name="newcomers" fields={fields} onChange={onChange} />}
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
  const texts = useTexts(lab);
  const infoOf = useTexts(recommenderInfo);
  return (
    <fieldset className="form__choices">
      <legend>{texts.kinds[kind]}</legend>
      {recommenderIds
        .filter((id) => recommenderInfo[id].kind === kind)
        .map((id) => (
          <Choice
            key={id}
            label={infoOf[id].name}
            term={infoOf[id].term}
            help={infoOf[id].description}
            checked={fields.recommenders.includes(id)}
            onChange={(on) => onChange(withRecommender(fields, id, on))}
          />
        ))}
    </fieldset>
  );
}

/** What the content model compares movies by; only where a chosen recommender uses it. */
function ContentChoice({ fields, onChange }: Fields) {
  const texts = useTexts(lab);
  if (!usesContent(fields)) return null;
  return (
    <fieldset className="form__choices">
      <legend>
        {texts.content} <span className="muted">({texts.contentTerm})</span>
      </legend>
      {termGroups.map(({ id, label, description }) => (
        <Choice
          key={id}
          label={label}
          help={description}
          checked={fields.contentGroups.includes(id)}
          onChange={(on) => onChange(withTermGroup(fields, id, on))}
        />
      ))}
    </fieldset>
  );
}

function SplitChoice({ fields, onChange }: Fields) {
  const splits = useTexts(splitTexts);
  const name = useId();
  return (
    <fieldset className="form__choices lab-form__split">
      <legend>
        {lab.split} <span className="muted">({lab.splitTerm})</span>
      </legend>
      {splitKinds.map((kind) => (
        <Choice
          key={kind}
          group={name}
          label={splits[kind].name}
          help={splits[kind].help}
          checked={fields.split === kind}
          onChange={() => onChange({ ...fields, split: kind })}
        />
      ))}
    </fieldset>
  );
}

function LabNumberField({ name, fields, onChange }: Fields & { readonly name: LabNumber }) {
  const { min, max } = labBounds[name];
  const { name: label, term, help } = useTexts(numberTexts[name]);
  return (
    <NumberField
      label={label}
      term={term}
      help={`${help} ${bounds(min, max)}`}
      fault={isFaulty(fields, name) ? mustBe(min, max) : null}
      value={fields.numbers[name]}
      min={min}
      max={max}
      step={1}
      onChange={(value) => onChange({ ...fields, numbers: { ...fields.numbers, [name]: value } })}
    />
  );
}
