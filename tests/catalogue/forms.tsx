import { useState } from 'react';
import { Choice } from '../../src/ui/kit/choice.tsx';
import { NumberField } from '../../src/ui/kit/number-field.tsx';
import '../../src/ui/kit/form.css';
import { Specimen } from './specimen.tsx';

export function Forms() {
  const [method, setMethod] = useState('sampling');
  const [rank, setRank] = useState('10');
  const [rounds, setRounds] = useState('0');
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
          <Choice
            group="method"
            label="Sampling"
            help="Draws many models and averages them."
            checked={method === 'sampling'}
            onChange={() => setMethod('sampling')}
          />
          <Choice
            group="method"
            label="Descent"
            help="Follows the slope of the error."
            checked={method === 'descent'}
            onChange={() => setMethod('descent')}
          />
        </fieldset>
        <div className="form__fields">
          <NumberField
            label="Factors"
            term="rank"
            help="How many tastes it tells apart. 1 to 64."
            fault={null}
            value={rank}
            min={1}
            max={64}
            step={1}
            onChange={setRank}
          />
          <NumberField
            label="Rounds"
            term="epochs"
            help="1 to 200."
            fault="From 1 to 200."
            value={rounds}
            min={1}
            max={200}
            step={1}
            onChange={setRounds}
          />
        </div>
        <p className="form__fault" role="status">
          One setting is out of its bounds.
        </p>
      </form>
    </Specimen>
  );
}
