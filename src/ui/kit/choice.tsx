import './form.css';

/** A box to tick, or one of several choices, with its name and a line about it. */
export function Choice(props: {
  readonly label: string;
  /** The technical term, behind the label. */
  readonly term?: string;
  readonly help: string;
  /** The name of the choices of which only one can be made; without it the choice is a box to tick. */
  readonly group?: string;
  readonly checked: boolean;
  readonly onChange: (isChecked: boolean) => void;
}) {
  const { label, term, help, group, checked, onChange } = props;
  return (
    <label className="form__choice">
      <input
        type={group === undefined ? 'checkbox' : 'radio'}
        name={group}
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>
        <strong>
          {label} {term !== undefined && <span className="muted form__term">({term})</span>}
        </strong>
        <span className="muted">{help}</span>
      </span>
    </label>
  );
}
