import { useId } from 'react';

interface Option<Value extends string | number> {
  readonly value: Value;
  readonly name: string;
}

/**
 * One of many choices, with its name.
 * @param props.none the name of no choice; without it there is always one. A value that is none of the options, as from
 * an address, is shown as `nameOf` names it
 */
export function SelectField<Value extends string | number>(props: {
  readonly label: string;
  readonly none?: string;
  readonly value: Value | null;
  readonly options: readonly Option<Value>[];
  readonly nameOf?: (value: Value) => string;
  readonly onChange: (value: Value | null) => void;
}) {
  const { label, none, value, options, nameOf = String, onChange } = props;
  const id = useId();
  const isKnown = value === null || options.some((option) => option.value === value);
  const all = isKnown ? options : [...options, { value, name: nameOf(value) }];
  return (
    <div className="choice">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value ?? ''}
        onChange={(event) => {
          const text = event.target.value;
          onChange(all.find((option) => String(option.value) === text)?.value ?? null);
        }}
      >
        {none !== undefined && <option value="">{none}</option>}
        {all.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
      </select>
    </div>
  );
}
