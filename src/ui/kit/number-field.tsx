import { useId } from 'react';
import './form.css';

/** A field of a form for one number: its name, what it does, and what is wrong with it. */
export function NumberField(props: {
  readonly label: string;
  /** The technical term, behind the label. */
  readonly term: string;
  readonly help: string;
  /** What is wrong with the value; null while nothing is. */
  readonly fault: string | null;
  /** As typed: it may be empty or no number at all. */
  readonly value: string;
  readonly min: number;
  readonly max: number;
  /** Of the arrows beside the number; `any` where it may have decimals. */
  readonly step: number | 'any';
  readonly onChange: (value: string) => void;
}) {
  const { label, term, help, fault, value, min, max, step, onChange } = props;
  const id = useId();
  return (
    <div className="form__field">
      <label htmlFor={id}>
        {label} <span className="muted">({term})</span>
      </label>
      <input
        id={id}
        type="number"
        inputMode={step === 'any' ? 'decimal' : 'numeric'}
        min={min}
        max={max}
        step={step}
        value={value}
        aria-invalid={fault !== null}
        aria-describedby={`${id}-help ${id}-fault`}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={`${id}-fault`} className="form__fault">
        {fault}
      </p>
      <p id={`${id}-help`} className="muted">
        {help}
      </p>
    </div>
  );
}
