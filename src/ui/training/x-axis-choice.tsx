import type { Against } from './chart-data.ts';
import { training as texts } from './texts.ts';

const CHOICES: readonly { readonly id: Against; readonly name: string }[] = [
  { id: 'epochs', name: texts.againstEpochs },
  { id: 'seconds', name: texts.againstSeconds },
];

/** Epochs compare learning; time compares methods, whose epochs cost differently. */
export function AgainstChoice(props: {
  readonly against: Against;
  readonly onChange: (against: Against) => void;
}) {
  const { against, onChange } = props;
  return (
    <fieldset className="against">
      <legend className="muted">{texts.against}</legend>
      {CHOICES.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          className="against__choice"
          aria-pressed={against === id}
          onClick={() => onChange(id)}
        >
          {name}
        </button>
      ))}
    </fieldset>
  );
}
