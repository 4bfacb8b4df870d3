import { type FormEvent, useState } from 'react';
import { boundsOf, isWithin } from '../../protocol/network-defaults.ts';
import type { NetworkId, NetworkSettings } from '../../protocol/network-messages.ts';
import { Disclosure } from '../kit/disclosure.tsx';
import { NumberField } from '../kit/number-field.tsx';
import { useTexts } from '../state/use-words.ts';
import { fieldsOf, networks as texts } from './texts.ts';

type Settings = NetworkSettings[NetworkId];

/** Starts a run, with the settings of the last one or others. */
export function NetworkForm(props: {
  readonly network: NetworkId;
  readonly settings: Settings;
  readonly label: string;
  readonly onStart: (settings: Settings) => void;
}) {
  const { network, settings, label, onStart } = props;
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const fields = useTexts(fieldsOf(network));
  const bounds = boundsOf(network);
  const values: Readonly<Record<string, number>> = settings;
  const names = Object.keys(fields);
  const typedIn = (name: string) => typed[name] ?? String(values[name]);
  const isFaulty = (name: string) =>
    typedIn(name).trim() === '' || !isWithin(bounds[name], Number(typedIn(name)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (names.some(isFaulty)) return;
    const chosen = Object.fromEntries(names.map((name) => [name, Number(typedIn(name))]));
    onStart({ ...settings, ...chosen });
  };
  return (
    <form className="networks__form" onSubmit={submit} noValidate>
      <button type="submit" className="button button--main" disabled={names.some(isFaulty)}>
        {label}
      </button>
      <Disclosure title={texts.settings}>
        <div className="networks__fields">
          {names.map((name) => {
            const { min, max, whole } = bounds[name];
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
