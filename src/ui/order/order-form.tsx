import { type FormEvent, useState } from 'react';
import { isWithin, sequenceBounds } from '../../protocol/sequence-defaults.ts';
import type { SequenceSettings } from '../../protocol/sequence-messages.ts';
import { Disclosure } from '../kit/disclosure.tsx';
import { NumberField } from '../kit/number-field.tsx';
import { type Field, fields, order as texts } from './texts.ts';

const names = Object.keys(fields) as Field[];

/** Starts a run, with the settings of the last one or others. */
export function OrderForm(props: {
  readonly settings: SequenceSettings;
  readonly label: string;
  readonly onStart: (settings: SequenceSettings) => void;
}) {
  const { settings, label, onStart } = props;
  const [typed, setTyped] = useState<Partial<Record<Field, string>>>({});
  const typedIn = (name: Field) => typed[name] ?? String(settings[name]);
  const isFaulty = (name: Field) => typedIn(name).trim() === '' || !isWithin(name, Number(typedIn(name)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (names.some(isFaulty)) return;
    const chosen = Object.fromEntries(names.map((name) => [name, Number(typedIn(name))]));
    onStart({ ...settings, ...chosen });
  };
  return (
    <form className="order__form" onSubmit={submit} noValidate>
      <button type="submit" className="button button--main" disabled={names.some(isFaulty)}>
        {label}
      </button>
      <Disclosure title={texts.settings}>
        <div className="order__fields">
          {names.map((name) => {
            const { min, max, whole } = sequenceBounds[name];
            const { label: title, term, help } = fields[name];
            return (
              <NumberField
                key={name}
                label={title}
                term={term}
                help={`${help} ${texts.bounds(min, max)}`}
                fault={isFaulty(name) ? texts.fault(min, max) : null}
                value={typedIn(name)}
                min={min}
                max={max}
                step={whole ? 1 : 'any'}
                onChange={(value) => setTyped({ ...typed, [name]: value })}
              />
            );
          })}
        </div>
      </Disclosure>
    </form>
  );
}
