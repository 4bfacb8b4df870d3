import { useId, useState } from 'react';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import { recommenderInfo } from '../../protocol/recommender-catalog.ts';
import { recommenderChoices } from '../movie/recommender-texts.ts';
import { useStore } from '../state/store.ts';
import { useRecommenderName, useTexts } from '../state/use-words.ts';
import { experiment } from './texts.ts';

/** The form that chooses two recommenders and starts an experiment. */
export function ExperimentSetup({ first }: { readonly first: boolean }) {
  const store = useStore();
  const texts = useTexts(experiment);
  const [a, setA] = useState<RecommenderId>('hybrid');
  const [b, setB] = useState<RecommenderId>('ials');
  const title = useId();
  return (
    <section className="panel experiment__setup" aria-labelledby={title}>
      <h2 id={title}>{first ? texts.setup : texts.setupAgain}</h2>
      <div className="experiment__two">
        <Choice label={texts.first} id={a} onChange={setA} />
        <Choice label={texts.second} id={b} onChange={setB} />
      </div>
      <p className="muted">{texts.blind}</p>
      <div className="experiment__acts">
        <button
          type="button"
          className="button button--main"
          disabled={a === b}
          onClick={() => store.send({ type: 'startExperiment', a, b })}
        >
          {texts.start}
        </button>
        <span role="status">{a === b ? texts.same : ''}</span>
      </div>
    </section>
  );
}

function Choice(props: {
  readonly label: string;
  readonly id: RecommenderId;
  readonly onChange: (id: RecommenderId) => void;
}) {
  const { label, id, onChange } = props;
  const nameOf = useRecommenderName();
  const { description } = useTexts(recommenderInfo[id]);
  const field = useId();
  return (
    <div className="choice">
      <label htmlFor={field}>{label}</label>
      <select
        id={field}
        value={id}
        aria-describedby={`${field}-about`}
        onChange={(event) => {
          const chosen = recommenderChoices.find((one) => one === event.target.value);
          if (chosen !== undefined) onChange(chosen);
        }}
      >
        {recommenderChoices.map((one) => (
          <option key={one} value={one}>
            {nameOf(one)}
          </option>
        ))}
      </select>
      <p id={`${field}-about`} className="muted">
        {description}
      </p>
    </div>
  );
}
