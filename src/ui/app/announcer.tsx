import { useEffect, useRef, useState } from 'react';
import { useSelect } from '../state/store.ts';
import { useLatestAnswer } from '../state/use-query.ts';
import { trainingNews } from '../training/phase-texts.ts';
import { currentOf } from '../training/training-state.ts';
import { announced } from './texts.ts';

/** Announces the changes that sighted people see: a changed list and the main steps of a training run. */
export function Announcer() {
  // The components that show the list request it. The announcer only reads their answer and requests nothing itself.
  const { answer: list } = useLatestAnswer('recommendations');
  const first = list?.cards[0]?.movie.title ?? null;
  const phase = useSelect((state) => state.training.phase);
  const current = useSelect((state) => currentOf(state.training));
  const [text, setText] = useState('');
  const before = useRef({ first, phase });
  useEffect(() => {
    const { first: oldFirst, phase: oldPhase } = before.current;
    before.current = { first, phase };
    const news = phase === oldPhase ? '' : trainingNews(phase, current);
    if (news !== '') setText(news);
    else if (first !== null && oldFirst !== null && first !== oldFirst) setText(announced.listChanged(first));
  }, [first, phase, current]);
  return (
    <p className="visually-hidden" role="status" aria-live="polite">
      {text}
    </p>
  );
}
