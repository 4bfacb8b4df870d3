import type { TrainingSettings } from '../../protocol/training-messages.ts';
import { Disclosure } from '../kit/disclosure.tsx';
import { useSelect } from '../state/store.ts';
import { useWords } from '../state/use-words.ts';
import { errorText } from './phase-texts.ts';
import { ResidualChart } from './residual-chart.tsx';
import { settingValue, detail as texts } from './run-texts.ts';
import { ownNoiseText, settings, settingText } from './settings-texts.ts';
import { backendNames } from './texts.ts';
import { TrainingFacts } from './training-facts.tsx';
import { numbersOf } from './training-settings.ts';
import { type Curve, goesOn, type TrainingState } from './training-state.ts';
import { TrainingTable } from './training-table.tsx';

/** The details of one run: figures, backend, prediction errors, and all underlying numbers. */
export function TrainingDetail(props: { readonly curve: Curve; readonly training: TrainingState }) {
  const { curve, training: state } = props;
  const { run, number } = curve;
  const current = run.id === state.currentId;
  const going = current && goesOn(state) && curve.end === null;
  return (
    <section className="panel training-detail" aria-labelledby="detail-title">
      <h2 id="detail-title">{texts.title(number)}</h2>
      <TrainingFacts
        curve={curve}
        remainingMs={going ? state.remainingMs : null}
        memory={current ? state.memory : null}
      />
      <Noise curve={curve} />
      <RanOn curve={curve} going={going} />
      <ResidualChart residuals={curve.residuals} going={going} heldOut={run.validationRatings} />
      <AllSettings of={run.settings} />
      <TrainingTable curve={curve} />
    </section>
  );
}

/** Explains the noise that the sampler estimated; the other methods do not estimate it. */
function Noise({ curve: { points } }: { readonly curve: Curve }) {
  const words = useWords();
  const noise = points.at(-1)?.noise ?? null;
  if (noise === null) return null;
  return <p className="muted">{texts.noiseMeans(errorText(noise), words)}</p>;
}

function RanOn({ curve: { run }, going }: { readonly curve: Curve; readonly going: boolean }) {
  const all = useSelect(({ app }) => app.dataset?.report.ratings ?? 0);
  const { backend, adapter, why } = run.backend;
  const name = backendNames[backend];
  return (
    <p>
      {going ? texts.runsNowOn : texts.ranOn}{' '}
      <strong>{adapter.startsWith(name) ? adapter : `${name}: ${adapter}`}</strong>.{' '}
      <span className="muted">
        {why} {texts.learnsFrom(run.trainRatings, run.validationRatings, all)}
      </span>
    </p>
  );
}

function AllSettings({ of }: { readonly of: TrainingSettings }) {
  const { algorithm } = of;
  const bayes = algorithm === 'bayes';
  return (
    <Disclosure title={texts.settings}>
      <dl className="training-detail__settings numbers">
        {numbersOf[algorithm].map((name) => (
          <div key={name}>
            <dt>
              {settingText(name, algorithm).name}{' '}
              <span className="muted">({settingText(name, algorithm).term})</span>
            </dt>
            <dd>{settingValue(of[name])}</dd>
          </div>
        ))}
        {bayes && (
          <div>
            <dt>{settings.features}</dt>
            <dd>{settingValue(of.features)}</dd>
          </div>
        )}
        {bayes && (
          <div>
            <dt>{ownNoiseText.name}</dt>
            <dd>{settingValue(of.ownNoise)}</dd>
          </div>
        )}
      </dl>
    </Disclosure>
  );
}
