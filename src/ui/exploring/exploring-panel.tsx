import { type FormEvent, useState } from 'react';
import {
  type ExploringSettings,
  exploringBounds,
  isExploringNumber,
  isExploringSettings,
  usualExploring,
} from '../../protocol/exploring-messages.ts';
import { NumberField } from '../kit/number-field.tsx';
import { ProgressBar } from '../kit/progress-bar.tsx';
import { useSelectFrom } from '../state/create-store.ts';
import { useSelect } from '../state/store.ts';
import { useTexts, useWords } from '../state/use-words.ts';
import { ExploringResults } from './exploring-results.tsx';
import { type ExploringState, shareExplored } from './state.ts';
import type { ExploringStore } from './store.ts';
import { exploringProgressText, exploring as texts } from './texts.ts';
import '../kit/form.css';
import './exploring.css';

/** Compares ways to explore on users of the data set who answer as they rated. */
export default function ExploringPanel({ store }: { readonly store: ExploringStore }) {
  const state = useSelectFrom(store, (all) => all);
  const words = useWords();
  const { phase, result } = state;
  // Problems of a run are written down as a whole.
  const problem = useTexts(state.problem);
  return (
    <section className="panel exploring" aria-labelledby="exploring-title">
      <h2 id="exploring-title">{texts.title}</h2>
      <p className="muted exploring__hint">{texts.lead(words)}</p>
      <ExploringForm store={store} state={state} />
      {phase === 'running' && <Progress state={state} />}
      {problem !== null && (
        <p role="alert">
          <strong>{problem.message}</strong> {problem.advice}
        </p>
      )}
      <p className={phase === 'cancelled' ? 'muted' : 'visually-hidden'} role="status">
        {phase === 'none' ? '' : texts[phase]}
      </p>
      {result !== null && <ExploringResults result={result} />}
    </section>
  );
}

const names = ['users', 'steps', 'seed'] as const satisfies readonly (keyof ExploringSettings)[];

const numberOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));

function ExploringForm({ store, state }: { readonly store: ExploringStore; readonly state: ExploringState }) {
  const words = useWords();
  const datasetId = useSelect(({ app }) => app.dataset?.id ?? null);
  const [typed, setTyped] = useState(() => {
    const { users, steps, seed } = state.result?.settings ?? usualExploring;
    return { users: String(users), steps: String(steps), seed: String(seed) };
  });
  const settings = {
    users: numberOf(typed.users),
    steps: numberOf(typed.steps),
    seed: numberOf(typed.seed),
  };
  const isReady = isExploringSettings(settings) && datasetId !== null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) store.run(settings, datasetId);
  };
  return (
    <form className="form" onSubmit={submit} noValidate aria-label={texts.title}>
      <div className="exploring__fields">
        {names.map((name) => {
          const { min, max } = exploringBounds[name];
          const field = texts.fields[name];
          return (
            <NumberField
              key={name}
              label={field.name(words)}
              term={field.term}
              help={field.help(words)}
              fault={isExploringNumber(name, settings[name]) ? null : texts.mustBe(min, max)}
              value={typed[name]}
              min={min}
              max={max}
              step={1}
              onChange={(value) => setTyped({ ...typed, [name]: value })}
            />
          );
        })}
      </div>
      <div>
        {state.phase === 'running' ? (
          <button key="cancel" type="button" className="button" onClick={store.cancel}>
            {texts.cancel}
          </button>
        ) : (
          <button key="run" type="submit" className="button button--main" disabled={!isReady}>
            {state.phase === 'none' ? texts.run : texts.again}
          </button>
        )}
      </div>
    </form>
  );
}

function Progress({ state }: { readonly state: ExploringState }) {
  const text = exploringProgressText(state);
  return (
    <div className="loading exploring__progress">
      <ProgressBar text={texts.running} part={shareExplored(state)} valueText={text} />
      <p className="muted numbers">{text}</p>
      <p className="muted exploring__hint">{texts.here}</p>
    </div>
  );
}
