import { bayesBySize, type DataSize, estimatedMs } from '../../protocol/training-by-size.ts';
import { featureGroups, trainers, trainingBounds } from '../../protocol/training-defaults.ts';
import type { TrainingSettings } from '../../protocol/training-messages.ts';
import { Choice } from '../kit/choice.tsx';
import { NumberField } from '../kit/number-field.tsx';
import { useTexts } from '../state/use-words.ts';
import { measuredSweeps } from './run-summary.ts';
import { ownNoiseText, settingText, settings as texts } from './settings-texts.ts';
import {
  faultOf,
  type NumberSetting,
  type TypedSettings,
  withFeature,
  withMethod,
} from './training-settings.ts';
import type { Curve } from './training-state.ts';

interface Fields {
  readonly fields: TypedSettings;
  readonly onChange: (fields: TypedSettings) => void;
}

/** Chooses the training method; the fields below depend on it. */
export function MethodChoice({ fields, onChange, size }: Fields & { readonly size: DataSize | null }) {
  return (
    <fieldset className="form__choices">
      <legend>
        {texts.method} <span className="muted">({texts.methodTerm})</span>
      </legend>
      {useTexts(trainers).map(({ id, label, description }) => (
        <Choice
          key={id}
          group="algorithm"
          label={label}
          help={description}
          checked={fields.algorithm === id}
          onChange={() => onChange(withMethod(fields, id, size))}
        />
      ))}
    </fieldset>
  );
}

/** A field for one number, with its bounds, its effect, and its error message. */
export function SettingField({ fields, onChange, name }: Fields & { readonly name: NumberSetting }) {
  const { min, max, step } = trainingBounds[name];
  const { name: label, term, help } = useTexts(settingText(name, fields.algorithm));
  const fault = faultOf(fields, name);
  const { bounds, burnIn } = texts.faults;
  return (
    <NumberField
      label={label}
      term={term}
      help={`${help} ${texts.bounds(min, max)}`}
      fault={fault === null ? null : fault === 'bounds' ? bounds(min, max) : burnIn(fields.epochs)}
      value={fields[name]}
      min={min}
      max={max}
      step={step < 1 ? 'any' : step}
      onChange={(value) => onChange({ ...fields, [name]: value })}
    />
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
        {useTexts(featureGroups).map(({ id, label, description }) => (
          <Choice
            key={id}
            label={label}
            help={description}
            checked={fields.features.includes(id)}
            onChange={(on) => onChange(withFeature(fields, id, on))}
          />
        ))}
      </fieldset>
      <Choice
        label={ownNoiseText.name}
        term={ownNoiseText.term}
        help={ownNoiseText.help}
        checked={fields.ownNoise}
        onChange={(ownNoise) => onChange({ ...fields, ownNoise })}
      />
    </>
  );
}

/** Says how many traits this data set is worth, and about how long a run with the chosen settings takes. */
export function BayesCost(props: {
  readonly size: DataSize;
  /** Null while a field is invalid. */
  readonly settings: TrainingSettings | null;
  readonly runs: readonly Curve[];
}) {
  const { size, settings, runs } = props;
  const measured = measuredSweeps(runs);
  return (
    <p className="muted">
      {texts.bySize(bayesBySize(size).rank, size.ratings)}{' '}
      {settings !== null && texts.takes(estimatedMs(size, settings, measured), measured !== null)}
    </p>
  );
}
