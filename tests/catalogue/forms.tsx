import '../../src/ui/kit/form.css';
import { Specimen } from './specimen.tsx';

export function Forms() {
  return (
    <Specimen name=".form">
      <form className="panel form" aria-label="Settings">
        <fieldset className="form__presets">
          <legend>Presets</legend>
          <button type="button" className="button">
            Quick
          </button>
          <button type="button" className="button">
            Thorough
          </button>
        </fieldset>
        <fieldset className="form__choices">
          <legend>
            Method <span className="muted">(algorithm)</span>
          </legend>
          <label className="form__choice">
            <input type="radio" name="method" defaultChecked />
            <span>
              <strong>Sampling</strong>
              <span className="muted">Draws many models and averages them.</span>
            </span>
          </label>
          <label className="form__choice">
            <input type="radio" name="method" />
            <span>
              <strong>Descent</strong>
              <span className="muted">Follows the slope of the error.</span>
            </span>
          </label>
        </fieldset>
        <div className="form__fields">
          <Field
            id="rank"
            name="Factors"
            term="rank"
            value="10"
            help="How many tastes it tells apart. 1 to 64."
          />
          <Field id="epochs" name="Rounds" term="epochs" value="0" help="1 to 200." fault="From 1 to 200." />
        </div>
        <p className="form__fault" role="status">
          One setting is out of its bounds.
        </p>
      </form>
    </Specimen>
  );
}

function Field(props: {
  readonly id: string;
  readonly name: string;
  readonly term: string;
  readonly value: string;
  readonly help: string;
  readonly fault?: string;
}) {
  const { id, name, term, value, help, fault } = props;
  return (
    <div className="form__field">
      <label htmlFor={id}>
        {name} <span className="muted">({term})</span>
      </label>
      <input id={id} type="number" defaultValue={value} aria-invalid={fault !== undefined} />
      <p className="form__fault">{fault}</p>
      <p className="muted">{help}</p>
    </div>
  );
}
