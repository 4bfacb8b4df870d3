import './segmented-control.css';

interface Option<Id extends string> {
  readonly id: Id;
  readonly name: string;
}

/** One of a few choices, as buttons side by side. */
export function SegmentedControl<Id extends string>(props: {
  /** What is chosen. */
  readonly label: string;
  readonly options: readonly Option<Id>[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
  /** Whether the label is on the screen; screen readers always read it. */
  readonly isLabelShown?: boolean;
  /** `small`: within a chart. */
  readonly size?: 'normal' | 'small';
  /** `end`: at the end of a line that something else begins. */
  readonly align?: 'start' | 'end';
}) {
  const { label, options, value, onChange } = props;
  const { isLabelShown = false, size = 'normal', align = 'start' } = props;
  return (
    <fieldset className={`segmented-control segmented-control--${size} segmented-control--${align}`}>
      <legend className={isLabelShown ? 'segmented-control__label' : 'visually-hidden'}>{label}</legend>
      {options.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          className="segmented-control__option"
          aria-pressed={id === value}
          onClick={() => onChange(id)}
        >
          {name}
        </button>
      ))}
    </fieldset>
  );
}
