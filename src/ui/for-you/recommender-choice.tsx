import { type RefObject, useId, useRef } from 'react';
import { Link } from 'wouter';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import { recommenderInfo } from '../../protocol/recommender-catalog.ts';
import { paths } from '../app/routes.ts';
import { experiment, waitingText } from '../experiment/texts.ts';
import { Icon } from '../kit/icons.tsx';
import { runningExperiment } from '../state/recommendations-state.ts';
import { useSelect, useStore } from '../state/store.ts';
import { ExperimentNote } from './experiment-note.tsx';
import {
  fittingText,
  needsText,
  recommenderChoices,
  recommenderName,
  ranking as texts,
} from './recommender-texts.ts';
import './recommender-choice.css';

/** What orders the list, how far another one is, and the way to choose. */
export function RankedBy() {
  const ranking = useSelect((state) => state.lists.ranking);
  const silent = useSelect((state) => state.recommended?.silent ?? false);
  const interleaved = useSelect((state) => state.recommended?.experiment ?? null);
  const waiting = useSelect((state) => runningExperiment(state.lists)?.waiting ?? null);
  const dialog = useRef<HTMLDialogElement>(null);
  const name = ranking === null ? null : recommenderName(ranking.inUse);
  if (interleaved !== null) return <ExperimentNote />;
  return (
    <div className="ranked-by">
      {ranking !== null && name !== null && (
        <>
          <button
            type="button"
            className="ranked-by__open"
            aria-haspopup="dialog"
            onClick={() => dialog.current?.showModal()}
          >
            <span className="muted">{texts.by}</span> {name}
            <Icon name="down" />
          </button>
          <p className="muted ranked-by__news" role="status">
            {waiting !== null
              ? `${experiment.waits} ${waitingText(waiting)}`
              : ranking.fitting !== null
                ? `${fittingText(ranking.chosen, ranking.fitting)} ${texts.until}`
                : silent
                  ? texts.silent(name)
                  : ''}
          </p>
          <Chooser dialog={dialog} chosen={ranking.chosen} inUse={ranking.inUse} />
        </>
      )}
    </div>
  );
}

function Chooser(props: {
  readonly dialog: RefObject<HTMLDialogElement | null>;
  readonly chosen: RecommenderId;
  readonly inUse: RecommenderId;
}) {
  const { dialog, chosen, inUse } = props;
  const store = useStore();
  const title = useId();
  const choose = (recommender: RecommenderId) => {
    store.send({ type: 'rankBy', recommender });
    dialog.current?.close();
  };
  return (
    <dialog className="chooser" ref={dialog} aria-labelledby={title} closedby="any">
      <div className="chooser__panel">
        <div className="chooser__head">
          <h2 id={title}>{texts.title}</h2>
          <button
            type="button"
            className="icon-button"
            aria-label={texts.close}
            onClick={() => dialog.current?.close()}
          >
            <Icon name="close" />
          </button>
        </div>
        <p className="muted">{texts.lead}</p>
        <ul className="chooser__list">
          {recommenderChoices.map((id) => (
            <li key={id}>
              <Choice id={id} chosen={id === chosen} onChoose={() => choose(id)} />
            </li>
          ))}
        </ul>
        <Link
          className="button"
          href={paths.compare(inUse, inUse === 'popularity' ? 'hybrid' : 'popularity')}
        >
          {texts.compare}
        </Link>
        <Link className="chooser__more" href={paths.experiment}>
          {texts.experiment}
        </Link>
      </div>
    </dialog>
  );
}

function Choice(props: {
  readonly id: RecommenderId;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}) {
  const { id, chosen, onChoose } = props;
  const { name, term, description } = recommenderInfo[id];
  const needs = needsText(id);
  return (
    <button type="button" className="chooser__choice" aria-pressed={chosen} onClick={onChoose}>
      <span className="chooser__name">
        <strong>{name}</strong> <span className="muted">{term}</span>
        {chosen && <Icon name="check" />}
      </span>
      <span>{description}</span>
      {needs !== null && <span className="muted">{needs}</span>}
    </button>
  );
}
