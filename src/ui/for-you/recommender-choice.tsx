import { useState } from 'react';
import { Link } from 'wouter';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import { recommenderInfo } from '../../protocol/recommender-catalog.ts';
import type { LearningBound } from '../../protocol/recommender-messages.ts';
import { paths } from '../app/routes.ts';
import { Dialog } from '../kit/dialog.tsx';
import { Icon } from '../kit/icons.tsx';
import {
  boundText,
  fittingText,
  inExperiment,
  learningEffect,
  learningText,
  needsText,
  recommenderChoices,
  recommenderName,
  ranking as texts,
  waitingText,
} from '../movie/recommender-texts.ts';
import { runningExperiment } from '../state/running-experiment.ts';
import { useStore } from '../state/store.ts';
import { useQuery } from '../state/use-query.ts';
import { useRecommendations } from '../state/use-recommendations.ts';
import { useTexts, useWords } from '../state/use-words.ts';
import { ExperimentNote } from './experiment-note.tsx';
import './recommender-choice.css';

/** Shows which recommender ranks the list, the progress if another one is being fitted, and a button to choose. */
export function RecommenderChoice() {
  const words = useWords();
  const { answer: ranking } = useQuery({ type: 'activeRecommender' });
  const { answer: experiments } = useQuery({ type: 'experiments' });
  const { recommendations } = useRecommendations();
  const silent = recommendations?.silent ?? false;
  const interleaved = recommendations?.experiment ?? null;
  const waiting = runningExperiment(experiments)?.waiting ?? null;
  const [isOpen, setIsOpen] = useState(false);
  const name = ranking === null ? null : recommenderName(ranking.inUse, words);
  if (interleaved !== null) return <ExperimentNote />;
  return (
    <div className="recommender-choice">
      {ranking !== null && name !== null && (
        <>
          <button
            type="button"
            className="recommender-choice__open"
            aria-haspopup="dialog"
            onClick={() => setIsOpen(true)}
          >
            <span className="muted">{texts.by}</span> {name}
            <Icon name="down" />
          </button>
          <p className="muted recommender-choice__news" role="status">
            {waiting !== null
              ? `${inExperiment.waits} ${waitingText(waiting, words)}`
              : ranking.fitting !== null
                ? `${fittingText(ranking.chosen, ranking.fitting, words)} ${texts.until}`
                : silent
                  ? texts.silent(name, words)
                  : ''}
          </p>
          {ranking.learning !== null && (
            <p className="muted recommender-choice__learning">
              {learningText(ranking.learning, words)} <span>{learningEffect}</span>
            </p>
          )}
          {isOpen && <Chooser {...ranking} onClose={() => setIsOpen(false)} />}
        </>
      )}
    </div>
  );
}

function Chooser(props: {
  readonly chosen: RecommenderId;
  readonly inUse: RecommenderId;
  readonly bound: LearningBound | null;
  readonly onClose: () => void;
}) {
  const { chosen, inUse, bound, onClose } = props;
  const store = useStore();
  const choose = (recommender: RecommenderId) => {
    store.send({ type: 'rankBy', recommender });
    onClose();
  };
  return (
    <Dialog
      className="recommender-dialog"
      title={texts.title}
      closeLabel={texts.close}
      closesOutside
      onClose={onClose}
    >
      <p className="muted">{texts.lead}</p>
      <ul className="recommender-dialog__list">
        {recommenderChoices.map((id) => (
          <li key={id}>
            <Choice id={id} chosen={id === chosen} bound={bound} onChoose={() => choose(id)} />
          </li>
        ))}
      </ul>
      <Link className="button" href={paths.compare(inUse, inUse === 'popularity' ? 'hybrid' : 'popularity')}>
        {texts.compare}
      </Link>
      <Link className="recommender-dialog__more" href={paths.experiment}>
        {texts.experiment}
      </Link>
    </Dialog>
  );
}

function Choice(props: {
  readonly id: RecommenderId;
  readonly chosen: boolean;
  readonly bound: LearningBound | null;
  readonly onChoose: () => void;
}) {
  const { id, chosen, bound, onChoose } = props;
  const words = useWords();
  const { name, term, description } = useTexts(recommenderInfo[id]);
  const needs = needsText(id, words);
  const leftOut = boundText(id, bound, words);
  return (
    <button type="button" className="recommender-dialog__choice" aria-pressed={chosen} onClick={onChoose}>
      <span className="recommender-dialog__name">
        <strong>{name}</strong> <span className="muted">{term}</span>
        {chosen && <Icon name="check" />}
      </span>
      <span>{description}</span>
      {needs !== null && <span className="muted">{needs}</span>}
      {leftOut !== null && <span className="muted">{leftOut}</span>}
    </button>
  );
}
